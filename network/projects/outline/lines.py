"""A table line by line: what its columns say, what none of ours holds, what to mend."""

from uuid import uuid4

from django.utils.translation import gettext as _

from home.sheets.cells import Cell, said_of

from .columns import NAMES, folded, level_of
from .rows import KINDS, NotAnOutline, Row, same_key, year_of

YEARS = ("start_year", "end_year")


class Lines:
    """`rows`; `rest`: lines of text to place; `faults`: sentences on cells.

    `placed`: (line, Row or text to place) of both, those of one line in any order.
    """

    def __init__(self, lines, layout):
        self.lines, self.layout = lines, layout
        self.rows, self.rest, self.faults, self.placed = [], [], [], []
        self.keys, self.letters = set(), set()

    def cell(self, cells, column):
        return cells[column] if column is not None and column < len(cells) else Cell()

    def said(self, number, cells):
        """{field: text} of the columns of a line, years as numbers."""
        found = {}
        for name, column in self.layout.fields.items():
            cell = self.cell(cells, column)
            where = number, str(NAMES[name])
            if cell.is_error:
                self.fault(
                    *where, _("erreur de formule (%(text)s).") % {"text": cell.text}
                )
            elif name == "number" and cell.is_day:
                self.fault(*where, _day_for_a_number(cell))
            elif name in YEARS:
                self.layout.has_days |= cell.is_day
                if year := self.try_to(where, lambda cell=cell: year_of(cell.year)):
                    found[name] = year
            elif text := cell.number if name == "number" else cell.text:
                found[name] = text
        return found

    def fault(self, number, name, sentence):
        self.faults.append(said_of(number, name, sentence))

    def try_to(self, where, do):
        try:
            return do()
        except NotAnOutline as refusal:
            self.fault(*where, str(refusal))
            return None

    def add(self, number, level, title, said):
        """One row; a key that a row above has is told."""
        data = said | {"id": said.get("id") or str(uuid4()), "level": level}
        kind, label = kind_of(said.get("kind", ""))
        data |= {"kind": kind, "label": said.get("label") or label, "title": title}
        where = number, str(NAMES["title"])
        row = self.try_to(where, lambda: Row.from_data(data))
        if row is None:
            return
        if row.id in self.keys:
            self.fault(number, str(NAMES["id"]), same_key(row.id))
        self.keys.add(row.id)
        self.rows.append(row)
        self.placed.append((number, row))

    def keep(self, number, cells):
        """What stands in columns that a plan does not have."""
        for column, name in self.layout.unknown.items():
            if text := self.cell(cells, column).text:
                self.rest.append(said_of(number, name, text))
                self.placed.append((number, self.rest[-1]))


def _day_for_a_number(cell):
    return _(
        "le tableur a fait une date de ce numéro (%(text)s) : donnez à la colonne le "
        "format Texte, puis récrivez-le."
    ) % {"text": cell.text}


def kind_of(word):
    """(kind, label): what is no kind of ours is a label of the project's own."""
    by_name = {folded(str(name)): kind for kind, name in KINDS.items()}
    if folded(word) in by_name:
        return by_name[folded(word)], ""
    return level_of(word) or ("", word)
