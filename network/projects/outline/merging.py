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
    first, filled = lines[0][0] if lines else 0, []
    fields = {column + 1: name for name, column in layout.fields.items()}
    for top, left, bottom, right in table.merged:
        name = fields.get(left)
        if name is None or bottom < first:
            continue
        place = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        is_across = any(left < column <= right for column in fields)
        if name not in SHARED or (is_across and not layout.levels):
            raise NotAnOutline(_merged(place))
        if bottom > top:
            covered = [cells for n, cells in lines if top <= n <= bottom]
            _fill(covered, left - 1)
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


def _fill(covered, column):
    said = covered[0][column] if covered and column < len(covered[0]) else Cell()
    for cells in covered:
        cells += [Cell()] * (column + 1 - len(cells))
        cells[column] = said
