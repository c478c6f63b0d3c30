"""A pasted text becomes an outline, line by line, and nothing of it is lost."""

import pytest

from network.projects.outline.pasted import MOST_LINES, understood
from network.projects.outline.rows import NotAnOutline

from .pastes import pastes

pytestmark = pytest.mark.one_database("a paste is understood in Python")


def tree(text):
    """The rows, a line each: their level as two spaces, kind, number, title."""
    return [
        "  " * row.level
        + " ".join(word for word in (row.kind, row.number, row.title) if word)
        for row in understood(text).rows
    ]


SHAPES = pastes()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_tree_of_a_paste(shape):
    text, wanted = SHAPES[shape]
    assert tree(text) == wanted
    assert understood(text).sentences[0].endswith("de plan comprises.")
    assert tree(text.replace("\n", "\r\n")) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "2005 : dire et agir ensemble",
        "25 centres sociaux agréés",
        "11,2% des habitants",
        "3.5 millions d’euros",
        "13.06.2019 Signature",
        "16-25 ans",
        "Action 2020",
        "Axes de travail",
        "Action a mener",
        "C.A.F. de Touraine",
    ],
)
def test_what_only_looks_like_a_mark_is_none(line):
    (row,) = understood(f"• {line}").rows
    assert (row.title, row.number, row.kind, row.label) == (line, "", "", "")


def test_a_label_of_the_project_is_kept():
    rows = understood("Objectif opérationnel n°2 : Former\nPRIORITÉ 3 : Aider").rows
    assert [(row.kind, row.label, row.number) for row in rows] == [
        ("objectif", "Objectif opérationnel", "2"),
        ("", "Priorité", "3"),
    ]


def test_a_line_above_a_list_says_what_its_rows_are():
    found = understood(
        "421. Accompagner\n\nPlan d’action 2013-2015 :\n\n- Guider\n    - Détail\n- Voir\n"
        "\n422. Former\n\n- Stage"
    )
    assert [(row.kind, row.start_year, row.end_year) for row in found.rows] == [
        ("", None, None),
        ("action", 2013, 2015),
        ("", None, None),
        ("action", 2013, 2015),
        ("", None, None),
        ("", None, None),
    ]
    assert found.lines[1].signs == "Plan d’action 2013-2015 :"
    assert found.rest == ""


def test_the_introduction_of_a_heading_and_who_answers_for_it_are_its_own():
    found = understood(
        "Orientation 1.\n\nTravailler ensemble\n\nCette orientation passe par le pilotage.\n"
        "Elle aide les centres. Il s’agit de relier.\n\n• Former\n\n"
        "Référent : Chargée de mission\n\nLa suite de ce texte n’est sous aucun titre."
    )
    first, second = found.rows
    assert first.text == (
        "Cette orientation passe par le pilotage.\n"
        "Elle aide les centres. Il s’agit de relier."
    )
    assert second.responsible == "Chargée de mission"
    assert found.rest == "La suite de ce texte n’est sous aucun titre."
    assert [line.joins for line in found.lines if line.joins] == [first.id] * 3 + [
        second.id
    ]


def test_of_a_long_bullet_the_first_sentence_is_the_title():
    more = "Chaque année, les centres sont réunis autour d’un thème. " * 5
    (row,) = understood(f"- Organiser des journées d’étude. {more}").rows
    assert row.title == "Organiser des journées d’étude."
    assert row.text == more.strip()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- garantir la possibilité de ", "participation des bénévoles."),
        ("- garantir la possibilité", "participation des bénévoles."),
        (
            "- Favoriser l’appropriation de la Charte fédérale et de sa circulaire",
            "CNAF.",
        ),
        ("● ", "Développer les outils"),
        ("- Promouvoir l’outil de", "SENACS."),
        ("- moins nombreux que dans la métropole ", "(110)."),
        ("- faire reconnaître  \n", "les pratiques."),
        ("- une phase de bilan.\n", "(journée régionale)"),
        ("Orientation 1 : Conforter les fondamentaux,", "ensemble"),
    ],
)
def test_a_line_goes_on_where_that_is_plain(first, second):
    found = understood(f"{first}\n{second}")
    (row,) = found.rows
    assert row.title.endswith(second)
    assert found.lines[1].joins == row.id


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- Former.", "participation des bénévoles."),
        ("- Former\n", "les pratiques."),
        ("- Former", "Le reste est ailleurs."),
        ("- Former", "12"),
    ],
)
def test_a_line_goes_on_nowhere_else(first, second):
    found = understood(f"{first}\n{second}")
    assert [row.title for row in found.rows] == [first[2:].strip()]
    assert found.rest == second


def test_what_is_no_outline_is_kept_to_place():
    found = understood(
        "Axes de travail 2015-2016\n\nOrientation 1 ....... 4\nPage 2 / 14\n\n"
        "Orientation 1 : Agir\n- Former\n\n---\n\n*  Le programme tient compte des moyens. "
        "Les groupes sont animés par la Déléguée fédérale."
    )
    assert [row.title for row in found.rows] == ["Agir", "Former"]
    assert found.rest == (
        "Axes de travail 2015-2016\n\nOrientation 1 ....... 4\nPage 2 / 14\n\n---\n\n"
        "*  Le programme tient compte des moyens. "
        "Les groupes sont animés par la Déléguée fédérale."
    )
    assert found.sentences == [
        "2 lignes de plan comprises.",
        "5 lignes restent à placer.",
    ]
    assert [line.number for line in found.lines if line.is_rest] == [1, 3, 4, 9, 11]


PROSE = (
    "Ce projet fédéral a été écrit par les centres. Il a été voté.\n\nUn pacte suit."
)


def test_prose_has_no_row_and_says_so():
    found = understood(f"Projet fédéral\n\n{PROSE}")
    assert found.rows == []
    assert found.rest == f"Projet fédéral\n\n{PROSE}"
    assert found.sentences[0].startswith("Aucune ligne de plan n’a été reconnue")
    assert understood(" \n\t\n").sentences == ["Rien n’a été collé."]


def test_too_much_is_refused_with_both_numbers():
    with pytest.raises(NotAnOutline, match="3\u202f000 lignes.*2\u202f000 au"):
        understood("- Former\n\n" * 3_000)
    with pytest.raises(NotAnOutline, match="1\u202f001 lignes.*1\u202f000 au"):
        understood("- Former\n" * 1_001)
    assert len(understood("un mot\n" * MOST_LINES).lines) == MOST_LINES


@pytest.mark.parametrize(
    "line",
    ["- " * 200_000, "1." * 200_000, "actions" + "\u00a0" * 19_000 + "x", "." * 400_000]
    + ["# " + "* " * 9_000, "a" * 400_000, "A. " * 100_000, "axe " + " " * 300_000],
)
def test_no_line_holds_a_process(line):
    found = understood(f"Axe 1 : Agir\n{line}\n{line}")
    assert found.rows[0].title.startswith("Agir")
