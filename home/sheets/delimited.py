"""A CSV file as people have it: traps of encodings and of separators."""

import csv
import io
import re
from html.entities import html5
from itertools import islice

from django.utils.translation import gettext as _

from .cells import Cell
from .tables import MOST_COLUMNS, Asked, NotATable, Table

DELIMITERS = (";", "\t", ",")
ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
KEPT = "\ue000"  # of private use: a semicolon that ends an entity


def table_of_csv(data: bytes, asked: Asked) -> Table:
    """Raises NotATable for what is no text, and for a quote that never ends."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    first, _end, rest = text.partition("\n")
    if first[:4].lower() == "sep=":  # for Excel only
        lines = _split(rest, first[4:5] or "\t", 1)
    else:
        lines = _split(text, _delimiter_of(text, asked), 0)
    table = Table(asked)
    for number, cells in lines:
        if any(cells[MOST_COLUMNS:]):
            raise NotATable(
                _("Ligne %(number)s : plus de %(most)s colonnes, c’est trop.")
                % {"number": number, "most": MOST_COLUMNS}
            )
        table.add(number, [Cell(cell) for cell in cells[:MOST_COLUMNS]])
    return table


def _decoded(data):
    """Trap: detectors take a short French Windows-1252 file for cp1250."""
    is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # Excel's « Texte Unicode »
    for encoding in ["utf-16"] if is_wide else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise NotATable(
        _(
            "Ce fichier n’est ni un classeur .xlsx ni un fichier CSV. Dans votre "
            "tableur, enregistrez-le sous l’un de ces formats."
        )
    )


def _split(text, delimiter, before):
    """(number, cells) of each line; `before`: lines that stand above the text."""
    source = ENTITY.sub(_whole, text) if delimiter == ";" and "&" in text else text
    lines = csv.reader(
        io.StringIO(source, newline=""), delimiter=delimiter, strict=True
    )
    number = before
    try:
        for number, cells in enumerate(lines, start=before + 1):
            yield number, [cell.replace(KEPT, ";") for cell in cells]
    except csv.Error:
        raise NotATable(
            _(
                "Ligne %(number)s : elle ne se lit pas ; un guillemet n’y est pas fermé, "
                "ou une cellule est trop longue. Dans votre tableur, enregistrez ce "
                "fichier en .xlsx."
            )
            % {"number": number + 1}
        ) from None


def _whole(entity):
    """Trap: « L&#039;Escale » of an export that quotes nothing is one cell, « R&D; » none."""
    name = entity[1]
    is_one = name[0] == "#" or (f"{name};" in html5 and not name.isupper())
    return f"&{name}{KEPT}" if is_one else entity[0]


def _delimiter_of(text, asked):
    """The one that gives the most names of columns; else the one of every line."""
    beginning = "".join(islice(io.StringIO(text), 20))

    def score(delimiter):
        try:
            lines = [cells for _number, cells in _split(beginning, delimiter, 0)]
        except NotATable:  # a cell of several lines is cut
            first = beginning.partition("\n")[0]
            lines = [[cell.strip('"') for cell in first.split(delimiter)]]
        widths = {len(cells) for cells in lines if cells}
        is_even = len(lines) > 1 and len(widths) == 1 and widths != {1}
        names = (len({*asked.known(cells[:MOST_COLUMNS])}) for cells in lines)
        return max(names, default=0), is_even

    return max(DELIMITERS, key=lambda one: (score(one), one != "," and one in text))
