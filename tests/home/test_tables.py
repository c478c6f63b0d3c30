"""A table in a rich text is read as it was written: a row a line, its cells apart."""

import json

import pytest

from home.rich_text import RichTextArea
from home.tables import rows_as_lines

CASE = (
    "<table><tr><td>Janvier</td><td>12</td><td>34</td></tr>"
    "<tr><td>Février</td><td>15</td><td>1 200</td></tr></table>"
)
LINES = "<p>Janvier ; 12 ; 34</p><p>Février ; 15 ; 1 200</p>"
WORD = (
    '<p>Avant</p><table class="MsoTableGrid"><tbody><tr>\n<td><p class="MsoNormal">'
    "Jan<b>vier</b><o:p></o:p></p></td>\n<td><style>p{}</style><p>12</p><p>ou 13</p>"
    "</td></tr></tbody></table><p>Après</p>"
)
READ = {
    CASE: LINES,
    WORD: "<p>Avant</p><p>Janvier ; 12 ou 13</p><p>Après</p>",
    "<table><caption>L’an dernier</caption><thead><tr><th>Mois</th><th>Oui</th></tr>"
    "</thead><tr><th>Mai</th><td></td></tr><tr><td> </td><td></td></tr></table>": (
        "<p>L’an dernier</p><p><b>Mois ; Oui</b></p><p>Mai ; –</p>"
    ),
    "<table><tr><td><ul><li>lire</li><li>12,5 m</li></ul></td><td><table><tr><td>a"
    "</td><td>b</td></tr></table></td></tr></table>": "<p>lire, 12,5 m ; a, b</p>",
    f"<table><tr><td><p>Mise en page</p>{CASE}</td></tr></table>": (
        f"<div><p>Mise en page</p>{LINES}</div>"
    ),
    "<table><tr><td>1 &lt; 2</td><td>1\u202f200</td></tr></table>": (
        "<p>1 &lt; 2 ; 1\u202f200</p>"
    ),
    "<p>Sans tableau &amp; <b>gras</b></p>": "<p>Sans tableau &amp; <b>gras</b></p>",
    "": "",
}


@pytest.mark.parametrize("source", READ)
def test_a_row_is_a_line_and_its_cells_stand_apart(source):
    assert rows_as_lines(source) == READ[source]


def test_a_text_that_was_stored_with_a_table_opens_with_its_lines():
    widget = RichTextArea(features=["bold", "ul"])
    blocks = json.loads(widget.format_value(CASE))["blocks"]
    assert [block["text"] for block in blocks] == [
        "Janvier ; 12 ; 34",
        "Février ; 15 ; 1 200",
    ]
    assert "js/pasted_tables.js" in str(widget.media)
