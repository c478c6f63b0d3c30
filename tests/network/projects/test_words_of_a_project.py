"""How a project counts its entries, in its own words."""

import pytest

from network.projects.templatetags.projects_tags import counted


@pytest.mark.parametrize(
    ("kind", "count", "words", "said"),
    [
        ("orientation", 1, {}, "orientation"),
        ("orientation", 3, {}, "orientations"),
        ("action", 2, {"action": "Question prioritaire"}, "questions prioritaires"),
        ("axe", 2, {"axe": "Groupe de travail"}, "groupes de travail"),
        ("axe", 1, {"axe": "Enjeux"}, "enjeux"),
    ],
)
def test_entries_are_counted_in_the_words_of_the_project(kind, count, words, said):
    assert counted((kind, count), words) == said
