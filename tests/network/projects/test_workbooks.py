"""Traps of workbooks: formats, formulas, merged cells, sizes."""

from dataclasses import replace
from datetime import datetime

import pytest

from home.sheets import workbooks
from network.projects.outline import sheets
from network.projects.outline.sheets import read_sheet

from .books import refusal, rewritten, tree, workbook

pytestmark = pytest.mark.one_database("a workbook is read in Python")


def with_formats(**formats):
    def change(book, sheet):
        for place, form in formats.items():
            sheet[place].number_format = form

    return change


def test_a_cell_says_what_its_reader_sees():
    lines = [["N°", "Intitulé", "Début", "Fin", "Période"]]
    lines += [
        [1.1, "Un_x000D_\ndeux", 2019, datetime(2022, 6, 7), datetime(2019, 6, 1)]
    ]
    lines += [[7, "Trois", 2020.0, "2021", datetime(2019, 6, 7)]]
    lines += [[2.0, 12.5, None, None, 0.1]]
    change = with_formats(
        A2="0.00", C2="yyyy", D2="dd/mm/yyyy", E2="[$-40C]mmm-yy;@", A3="00", E4="0%"
    )
    found = read_sheet(workbook(*lines, change=change))
    first, second, third = found.rows
    assert (first.number, first.title) == ("1.10", "Un deux")
    assert (first.start_year, first.end_year, first.period) == (2019, 2022, "06/2019")
    assert (second.number, second.period) == ("07", "07/06/2019")
    assert (second.start_year, second.end_year) == (2020, 2021)
    assert (third.number, third.title, third.period) == ("2", "12,5", "10 %")
    assert "Des dates de début et de fin, seule l’année est lue." in found.sentences


def test_a_number_that_became_a_date_is_told():
    lines = [["N°", "Intitulé"], [datetime(2026, 2, 1), "Former"]]
    said = refusal(workbook(*lines, change=with_formats(A2="dd/mm/yyyy")))
    assert said.startswith(
        "Ligne 2, « numéro » : le tableur a fait une date de ce numéro"
    )
    assert "01/02/2026" in said


def test_a_formula_is_read_by_its_result_and_told_without_one():
    lines = [["Intitulé"], ["Former"], ["=A2"]]
    assert refusal(workbook(*lines)).startswith("Cellule A3 : cette formule n’a pas de")
    told = rewritten(
        workbook(*lines),
        b"<v /></c>",
        b"<v>Aider</v></c>",
        b'r="A3"',
        b'r="A3" t="str"',
    )
    assert tree(told) == ["Former", "Aider"]
    empty = rewritten(workbook(*lines), b'r="A3"', b'r="A3" t="str"')
    assert tree(empty) == ["Former"]
    assert "erreur de formule (#REF!)" in refusal(workbook(["Intitulé"], ["#REF!"]))


def test_merged_cells_are_spread_where_that_has_one_meaning():
    def change(book, sheet):
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("C2:C3")
        sheet.merge_cells("A4:B4")

    lines = [["Orientation", "Action", "Porté par"], ["Conforter", "Former", "CA"]]
    lines += [[None, "Aider", None], ["Innover"], [None, "Outiller", "Bureau"]]
    found = read_sheet(workbook(*lines, change=change))
    assert [(row.level, row.title, row.responsible) for row in found.rows] == [
        (0, "Conforter", ""),
        (1, "Former", "CA"),
        (1, "Aider", "CA"),
        (0, "Innover", ""),
        (1, "Outiller", "Bureau"),
    ]
    assert "lues comme si chaque ligne les répétait : C2:C3." in found.sentences[1]


@pytest.mark.parametrize("place", ["B2:B3", "A2:B2"])
def test_other_merged_cells_are_refused(place):
    lines = [["Niveau", "Intitulé", "Fin"], [1, "Conforter", 2019], [2, None, 2020]]
    said = refusal(
        workbook(*lines, change=lambda book, sheet: sheet.merge_cells(place))
    )
    assert said.startswith(f"Cellules {place} : elles sont fusionnées")
    assert "défusionnez-les" in said


def test_the_first_sheet_with_a_text_is_read_and_the_others_are_told():
    def change(book, sheet):
        book.create_sheet("Plan").append(["Former"])
        book.create_sheet("Budget").append(["3000"])
        book.create_sheet("Caché", 0).append(["Secret"])
        book["Caché"].sheet_state = "hidden"

    found = read_sheet(workbook(change=change))
    assert [row.title for row in found.rows] == ["Former"]
    assert found.sentences[1] == (
        "Seule la feuille « Plan » a été lue ; les autres ne l’ont pas été : « Caché », "
        "« Sheet », « Budget »."
    )


def test_what_a_file_says_of_its_size_hides_nothing():
    data = workbook(["Niveau", "Intitulé"], [1, "Conforter"], [2, "Former"])
    assert len(read_sheet(rewritten(data, b'"A1:B3"', b'"A1"')).rows) == 2


def test_a_workbook_that_would_hold_the_process_is_never_opened(monkeypatch):
    data = workbook(["Intitulé"], ["Former"])
    assert tree(data) == ["Former"]
    for bound in ("unzipped", "tags", "dear_tags", "style_tags"):
        with monkeypatch.context() as lowered:
            lowered.setattr(sheets, "PLAN", replace(sheets.PLAN, **{bound: 10}))
            lowered.setattr(workbooks, "load_workbook", None)
            assert "trop gros une fois ouvert" in refusal(data)
    merged = b'<mergeCell ref="A2:A3"/>' * workbooks.MOST_MERGED
    many = rewritten(
        data, b"</sheetData>", b"</sheetData><mergeCells>" + merged + b"</mergeCells>"
    )
    assert "trop gros une fois ouvert" in refusal(many)
    far = rewritten(
        data, b'<row r="2"', b'<row r="99999999"', b'r="A2"', b'r="A99999999"'
    )
    assert "plus loin que la ligne 20\u202f000" in refusal(far)
