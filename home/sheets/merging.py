"""Merged cells: a spreadsheet keeps their text in the first one alone."""

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from .cells import Cell
from .tables import NotATable, Table


def spread(table: Table, lines: list, fields: dict, shared, *, across=False) -> list:
    """Give each line what a merged cell says of it; return the sentences to tell.

    `fields`: {field: column from 0}; `shared`: those that several lines may share. Other
    columns are left as they are. Raises NotATable where a merged cell could be of one
    line or of several, or (unless `across`) of several fields.
    """
    first, filled = lines[0][0] if lines else 0, []
    names = {column + 1: name for name, column in fields.items()}
    for top, left, bottom, right in table.merged:
        name = names.get(left)
        if name is None or bottom < first:
            continue
        place = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        is_across = any(left < column <= right for column in names)
        if name not in shared or (is_across and not across):
            raise NotATable(_merged(place))
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
