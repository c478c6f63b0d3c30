"""The same list is read whatever its format, encoding, separator and order of columns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.sheets.formulas import guarded
from home.sheets.writing import workbook_of
from network.importing.reading.columns import NAMES
from network.importing.reading.sheets import read

from .lists import SIRET, text_of

pytestmark = pytest.mark.one_database("a file is read in Python")

# Texts that both UTF-8 and Windows-1252 hold, with what separates and quotes.
WORDS = st.text("abé œÉ’'-;,\"=+@.1\n&", min_size=1, max_size=12).map(
    lambda text: f"Centre {text.strip()} z"
)
CELLS = {
    "title": WORDS,
    "kind": st.sampled_from(["Centre social", "EVS", ""]),
    "siret": st.sampled_from([SIRET, "775 672 272 21138", ""]),
    "postcode": st.sampled_from(["01000", "1000", "25 000", ""]),
    "commune": st.sampled_from(["Besançon", "ST DENIS", "L’Haÿ-les-Roses"]),
    "phone": st.sampled_from(["0381000000", "03 81 00 00 00", "3949", ""]),
    "agreed_until": st.sampled_from(["2027", "31/12/2027", ""]),
}


@st.composite
def lists(draw):
    """(names, lines), the columns in any order under any of their names."""
    fields = draw(st.permutations([*CELLS]))
    names = [draw(st.sampled_from(NAMES[field].split(", "))) for field in fields]
    change = draw(st.sampled_from([str.upper, str.capitalize, str]))
    lines = draw(
        st.lists(st.tuples(*(CELLS[field] for field in fields)), min_size=1, max_size=3)
    )
    return [[change(name) for name in names], *map(list, lines)]


def said(data):
    return [(one.number, one.values, one.problems) for one in read(data).lines]


@settings(max_examples=25, deadline=None)
@given(
    lists(),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.booleans(),
)
def test_a_list_says_the_same_in_every_format(lines, delimiter, encoding, is_told):
    table = [[guarded(cell) for cell in line] for line in lines]
    text = text_of(table, delimiter)
    first = said(workbook_of(lines, "Centres", guarded))
    if is_told:
        text = f"sep={delimiter}\r\n{text}"
        first = [(number + 1, *rest) for number, *rest in first]
    assert said(text.encode(encoding)) == first
    assert all(problems == [] for _number, _values, problems in first)
    values = [values for _number, values, _problems in first]
    assert all(one["title"].startswith("Centre") for one in values)
    assert {one.get("postcode") for one in values} <= {"01000", "25000", None}
    assert {one.get("agreed_until") for one in values} <= {2027, None}
