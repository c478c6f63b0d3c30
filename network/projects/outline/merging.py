"""Merged cells: a spreadsheet keeps their text in the first one alone."""

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from .cells import Cell
from .columns import Layout
from .rows import NotAnOutline
from .tables import Table

# What several rows may share; the rest is of one row.
SHARED = {"level", "kind", "label", "start_year", "end_year", "period", "responsible"}


def spread(table: Table, lines: list, layout: Layout) -> list[str]:
    """Give each line what a merged cell says of it; return what to tell.

    Merged cells of a column of levels are right as they are: the rows below are under
    them. Raises NotAnOutline where a merged cell could be of one row or of several.
    """
    first = lines[0][0] if lines else 0
    by_number, filled = dict(lines), []
    fields = {column + 1: name for name, column in layout.fields.items()}
    for top, left, bottom, right in table.merged:
        name = fields.get(left)
        if name is None or bottom < first:
            continue
        place = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        is_across = any(column in fields for column in range(left + 1, right + 1))
        if name not in SHARED or (is_across and not layout.levels):
            raise NotAnOutline(_merged(place))
        if bottom > top:
            _fill(by_number, left - 1, range(top, bottom + 1))
            filled.append(place)
    if not filled:
        return []
    return [
        _("Cellules fusionnées, lues comme si chaque ligne les répétait : %(places)s.")
        % {"places": ", ".join(filled[:10]) + ("…" if len(filled) > 10 else "")}
    ]


def _merged(place):
    return _(
        "Cellules %(place)s : elles sont fusionnées, et l’on ne sait pas à quelle ligne "
        "va leur texte. Dans votre tableur, défusionnez-les, puis écrivez ce texte dans "
        "chaque ligne qu’il concerne."
    ) % {"place": place}


def _fill(by_number, column, numbers):
    cells = by_number.get(numbers[0], [])
    said = cells[column] if column < len(cells) else Cell()
    for number in numbers:
        cells = by_number.get(number)
        if cells is not None:
            cells += [Cell()] * (column + 1 - len(cells))
            cells[column] = said
