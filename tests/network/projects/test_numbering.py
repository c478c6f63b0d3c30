"""The numbers of an outline, its labels, and what a reader may stumble over."""

import pytest

from network.projects.outline.notices import notices
from network.projects.outline.numbering import labelled, numbered
from network.projects.outline.rows import Row

pytestmark = pytest.mark.one_database("an outline is numbered in Python")


def outline(*lines):
    """(level, kind, number, title) of each row, the last ones at will."""
    return [
        Row.new(level, title[0] if title else "Titre", kind=kind, number=number)
        for level, kind, number, *title in lines
    ]


def numbers(*lines):
    return [place.number for place in numbered(outline(*lines))]


def test_numbers_follow_the_tree_and_levels_that_jump_are_contiguous():
    rows = outline((0, "", ""), (3, "", ""), (4, "", ""), (1, "", ""), (0, "", ""))
    found = numbered(rows)
    assert [place.number for place in found] == ["1", "1.1", "1.1.1", "1.2", "2"]
    assert [place.depth for place in found] == [0, 1, 2, 1, 0]
    parents = [place.parent for place in found]
    assert parents == [None, rows[0], rows[1], rows[0], None]
    assert numbered([]) == []


def test_a_first_row_may_stand_deep():
    assert [
        (p.number, p.depth) for p in numbered(outline((2, "", ""), (0, "", "")))
    ] == [
        ("1", 0),
        ("2", 0),
    ]


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        (["41", "", ""], ["41", "42", "43"]),
        (["1.", "", "2)"], ["1.", "2", "2)"]),
        (["4.1", ""], ["4.1", "4.2"]),
        (["A", ""], ["A", "2"]),
    ],
)
def test_a_stated_number_wins_and_the_next_goes_on_in_its_form(stated, wanted):
    assert numbers(*[(0, "", number) for number in stated]) == wanted


def test_a_stated_number_is_handed_down():
    lines = [(0, "", "4."), (1, "", "41"), (1, "", ""), (2, "", ""), (0, "", "(B)")]
    assert numbers(*lines, (1, "", "")) == ["4.", "41", "42", "42.1", "(B)", "B.1"]


def test_questions_and_points_are_not_counted_but_what_is_under_them_is():
    lines = [(0, "axe", ""), (1, "point", ""), (2, "action", ""), (1, "question", "")]
    assert numbers(*lines, (1, "action", ""), (1, "point", "7")) == (
        ["1", "", "1.1", "", "1.2", "7"]
    )


def test_each_kind_counts_for_itself_in_labels():
    rows = outline(
        (0, "orientation", ""),
        (1, "objectif", ""),
        (1, "objectif", ""),
        (1, "action", ""),
        (0, "orientation", ""),
        (1, "action", ""),
        (1, "point", ""),
        (1, "question", ""),
        (0, "", ""),
        (0, "defi", "1er"),
    )
    rows[5].label = "Chantier"
    assert labelled(rows, {"objectif": "But"}) == [
        "Orientation 1",
        "But 1.1",
        "But 1.2",
        "Action 1.1",
        "Orientation 2",
        "Chantier 2.1",
        "",
        "Question",
        "",
        "Défi 1er",
    ]
    assert [place.number for place in numbered(rows)][3] == "1.3"


def said(*rows):
    return [(notice.sentence, len(notice.ids)) for notice in notices(list(rows))]


def test_the_same_number_twice_is_told_once_with_both_rows():
    rows = outline((0, "axe", "1", "Un"), (0, "axe", "1.", "Deux"), (0, "axe", "", "T"))
    assert said(*rows) == [("Le numéro 1 est donné 2 fois : « Un », « Deux ».", 2)]
    assert notices(rows)[0].ids == [rows[0].id, rows[1].id]
    apart = outline((0, "axe", "1"), (1, "action", "1.1"), (0, "axe", "2"))
    assert len(said(*apart, *outline((1, "action", "1.1")))) == 1
    assert said(*apart, *outline((1, "objectif", "1.1"))) == []


def test_numbers_begin_again_under_each_orientation():
    lines = [(0, "orientation", "1"), (1, "axe", "1"), (0, "orientation", "2")]
    assert said(*outline(*lines, (1, "axe", "1"))) == []


def test_what_a_reader_stumbles_over_is_told():
    rows = outline(
        (0, "axe", "", "Axe"), (2, "", "", "Loin"), (0, "action", "", "Seule")
    )
    rows[0].start_year, rows[0].end_year = 2022, 2019
    rows.append(Row.new(0, ""))
    assert said(*rows) == [
        ("« Axe » finit en 2019, avant son début en 2022.", 1),
        ("La ligne « 1.1 Loin » saute un niveau : la page la montre sans ce vide.", 1),
        ("L’action « Seule » n’est sous aucune orientation.", 1),
        ("Une ligne du plan n’a pas d’intitulé.", 1),
    ]


def test_nothing_is_told_of_a_plan_of_actions_alone_nor_of_a_row_that_shows_another():
    rows = outline((0, "action", ""), (0, "action", "", ""))
    rows[1].source = rows[0].id
    assert said(*rows) == []
