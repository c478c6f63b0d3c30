"""Tables in a text that has none: a row is a line, and its cells stand apart.

The same rule as static/js/pasted_tables.js, which meets what one pastes. Trap: Draftail
and the core's converter take the cells of a table for one word.
"""

import re

from bs4 import BeautifulSoup

APART = " ; "
_INNER = "\ue000"  # between the parts of one cell, until they are joined
_SPACES = re.compile(r"[ \t\r\n\f]+")  # not those of numbers
_PARTS = re.compile(f" ?(?:{_INNER} ?)+")


def rows_as_lines(html):
    """`html`, a text or None, with paragraphs in place of its tables."""
    if "<table" not in (html or "").lower():
        return html
    soup = BeautifulSoup(html, "html.parser")
    while table := soup.find("table"):
        rows = [_cells(row) for row in _own(table, "tr", "table")]
        if all(len(cells) < 2 for cells in rows):  # it only laid a text out
            _unwrap(table, rows)
        else:
            _write(soup, table, rows)
    return str(soup)


def _own(element, names, parent):
    """The elements below, without those of a table that stands inside."""
    found = element.find_all(names)
    return [one for one in found if one.find_parent(parent) is element]


def _cells(row):
    return _own(row, ["td", "th"], "tr")


def _unwrap(table, rows):
    for cells in rows:
        for cell in cells:
            cell.name, cell.attrs = "div", {}
            table.insert_before(cell.extract())
    table.decompose()


def _write(soup, table, rows):
    caption = table.find("caption")
    lines = [(_text(caption), False)] if caption else []
    for cells in rows:
        texts = [_text(cell) for cell in cells]
        if any(texts):
            is_heading = all(cell.name == "th" for cell in cells)
            lines.append((APART.join(text or "–" for text in texts), is_heading))
    for line, is_heading in lines:
        paragraph = soup.new_tag("p")
        place = soup.new_tag("b") if is_heading else paragraph
        place.append(line)
        if is_heading:
            paragraph.append(place)
        table.insert_before(paragraph)
    table.decompose()


def _text(cell):
    for element in cell.find_all(["style", "script"]):
        element.decompose()
    for element in cell.find_all(["p", "div", "br"]):
        element.insert_after(" ")
    for element in cell.find_all(["li", "td", "th"]):
        element.insert_after(_INNER)
    text = _SPACES.sub(" ", cell.get_text()).strip(f" {_INNER}")
    return _PARTS.sub(", ", text)
