"""Two texts are compared at a bounded cost, whatever is in them."""

import difflib

import pytest

from network.review.changes import _paragraphs
from network.review.matching import MOST_STEPS, _steps, opcodes
from tests.lines_run import lines_run

MANY = 3000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a", "x"] * MANY, ["y", "a"] * MANY),
        (["a"] * MANY, ["a", "x"] * MANY),
        ([str(n) for n in range(MANY)], [str(n) for n in reversed(range(MANY))]),
        (["a", "x"] * 40, ["y", "a"] * 40),
    ],
)
def test_hostile_texts_cost_no_more_than_the_bound(before, after):
    bound = min(MOST_STEPS, _steps(before, after))
    cost = lines_run(difflib, lambda: list(opcodes(before, after)))
    assert cost < 8 * bound


def test_one_word_changed_in_the_longest_text_is_marked_alone():
    words = ["de", "la", "rue"] * 2000
    changed = [*words[:2500], "neuf", *words[2501:]]
    found = [place for place in opcodes(words, changed) if place[0] != "equal"]
    assert found == [("replace", 2500, 2501, 2500, 2501)]


def test_thousands_of_lines_are_told_as_removed_and_added():
    pieces = list(_paragraphs(["a", "b"] * 5000, ["b", "c"] * 5000))
    assert len(pieces) > 5000


@pytest.mark.parametrize(
    ("before", "after"),
    [("a b c", "a c"), ("", "a"), ("a", ""), ("a b", "b a"), ("a a a", "a a")],
)
def test_the_pieces_are_those_of_both_texts(before, after):
    old, new = before.split(), after.split()
    left, right = [], []
    for operation, start, end, first, last in opcodes(old, new):
        left += old[start:end]
        right += new[first:last]
        assert operation != "equal" or old[start:end] == new[first:last]
    assert (left, right) == (old, new)
