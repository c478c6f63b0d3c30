"""A file of ours holds texts and numbers, and nothing that a spreadsheet computes."""

import csv
import io

import openpyxl
import pytest

from home.sheets.writing import csv_of, workbook_of


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", "\r=1", " =cmd|' /C calc'!A0"],
)
def test_no_cell_starts_a_formula(text):
    cells = [["Texte", "Nombre"], [text, 3, -2, None]]
    _head, row = csv.reader(
        io.StringIO(csv_of(cells).decode("utf-8-sig"), newline=""),
        delimiter=";",
    )
    assert row == [f"'{text}", "3", "-2", ""]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(cells, "Feuille"))).active
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_a_text_that_a_workbook_would_take_for_an_error_stays_a_text():
    book = openpyxl.load_workbook(
        io.BytesIO(workbook_of([["Texte"], ["#N/A", 3]], "Feuille"))
    )
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == ("#N/A", "s")
    assert book.active["B2"].value == 3
