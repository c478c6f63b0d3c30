"""What is exported is read again without a change, by us and by a spreadsheet."""

import csv
import io
from uuid import uuid4

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.sheets.formulas import harmless
from network.projects.outline.columns import NAMES
from network.projects.outline.export import as_csv, as_xlsx
from network.projects.outline.rows import DEEPEST, KINDS, Row
from network.projects.outline.sheets import read_sheet

pytestmark = pytest.mark.one_database("a spreadsheet is written and read in Python")

TEXTS = (
    """=1+1|'=1|''|'+33 6| =cmd|@SUM(A1)|-2|1.10|007|1/2|2019-2022|a;b,c|"|"a"";|Été|#N/A
|#REF!|_x0041_|_x005F_|VRAI|1e5|10 %|Au cœur|« mot »|\u00a0|\u202f|\u2028|\x85|\ufeff|🌳""".replace(
        "\n", ""
    ).split("|")
    + ["a\nb", "\n= 3 ateliers", "a\r\nb", "\ta", "=\n'", "a\vb", "\x00", "'"]
)
TEXT = st.sampled_from(TEXTS) | st.text(max_size=12)
YEAR = st.none() | st.integers(1900, 2100)
KEY = st.just("") | st.uuids().map(str)


@st.composite
def outlines(draw):
    """Rows as a document holds them."""
    count = draw(st.integers(1, 6))
    return [
        Row.from_data(
            {
                "id": str(uuid4()),
                "level": draw(st.integers(0, DEEPEST)),
                "kind": draw(st.sampled_from(["", *KINDS])),
                "label": draw(TEXT),
                "number": draw(TEXT),
                "title": draw(TEXT),
                "text": draw(TEXT),
                "start_year": draw(YEAR),
                "end_year": draw(YEAR),
                "period": draw(TEXT),
                "responsible": draw(TEXT),
                "continues": draw(KEY),
                "source": draw(KEY),
                "links": draw(st.lists(st.sampled_from(["page:12", "partner:3"]))),
            }
        )
        for _number in range(count)
    ]


@given(outlines())
def test_a_csv_is_read_again_without_a_change(rows):
    found = read_sheet(as_csv(rows))
    assert (found.rows, found.rest) == (rows, "")


@settings(max_examples=40)
@given(outlines())
def test_a_workbook_is_read_again_without_a_change(rows):
    found = read_sheet(as_xlsx(rows))
    assert (found.rows, found.rest) == (rows, "")


def test_no_cell_is_computed_and_each_text_stays_one():
    rows = [Row.new(0, text, number="1.10", text="#N/A") for text in TEXTS]
    table = csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig")), delimiter=";")
    for cell in [cell for line in table for cell in line]:
        assert harmless(cell) == cell
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(rows))).active
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, str):
                assert harmless(cell.value) == cell.value
                assert (cell.data_type, cell.number_format) == ("s", "@")


def test_its_columns_are_named_and_its_levels_count_from_one():
    rows = [Row.new(0, "Conforter", kind="defi"), Row.new(1, "Former", start_year=2019)]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(rows))).active
    head, first, second = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert (
        head
        == [str(name) for name in NAMES.values()]
        == [
            "identifiant",
            "niveau",
            "nature",
            "libellé",
            "numéro",
            "intitulé",
            "texte",
            "début",
            "fin",
            "période",
        ]
        + ["porté par", "poursuit", "vient de", "liens"]
    )
    assert first[1:3] == [1, "Défi"]
    assert (second[1], second[7]) == (2, 2019)
    assert read_sheet(as_csv([])[:-2] + b"\r\n;1;;;;Seule").rows[0].title == "Seule"
