"""Each sign of a paste is a mark that was read, or in one row, or in the rest."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.lines import END_OF_LINE, UNHELD
from network.projects.outline.pasted import understood

pytestmark = pytest.mark.one_database("a paste is understood in Python")


def signs_of(*texts):
    return Counter(sign for text in texts for sign in text if not sign.isspace())


BEFORE = ["", " ", "  ", "    ", "\t", "\t\t", "\u00a0 "]
MARKS = """||•|-|o|1.|2.|3)|1.1|1.2.|a)|b)|I.|Orientation 1 :|2ème défi :|Action|Axe 3 –|##
|●|Actions :|Plan d’action 2019-2022|Référent :|(4)|12|– ▶|*|Orientation 2."""
WORDS = """|Former|aider les centres|Deux phrases. La seconde|(rien)|12.|Qui mène :|Pourquoi ?
|coupé-|…|......4|sur"""
PASTED = st.lists(
    st.builds(
        "{}{} {}{}".format,
        st.sampled_from(BEFORE),
        st.sampled_from(MARKS.replace("\n", "").split("|")),
        st.sampled_from(
            [*WORDS.replace("\n", "").split("|"), "mot " * 60, "Long. " * 50]
        ),
        st.sampled_from(["", " "]),
    )
    | st.text(max_size=20),
    max_size=12,
).map("\n".join)


@given(PASTED)
def test_each_sign_is_a_mark_or_in_one_row_or_in_the_rest(text):
    found = understood(text)
    clean = UNHELD.sub("", END_OF_LINE.sub("\n", text)).split("\n")
    assert [line.text for line in found.lines] == [one for one in clean if one.strip()]
    for row in found.rows:
        own = [line for line in found.lines if line.row is row or line.joins == row.id]
        read = signs_of(*(line.signs for line in own))
        if not set("*_<") & set("".join(line.text for line in own)):  # emphasis
            words = signs_of(row.title, row.text, row.responsible)
            assert read + words == signs_of(*(line.text for line in own))
    for line in found.lines:
        assert sum([line.row is not None, bool(line.joins), line.is_rest]) <= 1
    rest = [line.text for line in found.lines if line.is_rest]
    assert signs_of(found.rest) == signs_of(*rest)
