"""From a spreadsheet to the rows of an outline: .xlsx or CSV, whatever its name.

Two shapes are read: a column a level, each text in the column of its own; or a line a
row, with its « intitulé » and, at will, its « niveau ». What no column of ours holds is
kept as a text to place.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from home.sheets.merging import spread
from home.sheets.reading import table_of
from home.sheets.tables import Asked, NotATable
from home.signs import in_french

from .columns import Layout, names_in
from .layouts import rows_by_columns, rows_by_lines
from .rows import NotAnOutline, Row, refuse_too_many

PLAN = Asked(names_in, _l("Ce fichier est un texte : collez plutôt ce qu’il dit."))
# What several rows may share; the rest is of one row.
SHARED = {"level", "kind", "label", "start_year", "end_year", "period", "responsible"}
MOST_SAID = 20  # sentences


@dataclass
class SheetRead:
    """`rest`: the text to place; `sentences`: what to tell, in French.

    `placed`: the rows and the texts to place, in the order of the sheet; `remarks`: the
    sentences but the first, which counts the rows.
    """

    rows: list[Row] = field(default_factory=list)
    rest: str = ""
    placed: list[Row | str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        read = ngettext(
            "%(count)s ligne de plan lue.",
            "%(count)s lignes de plan lues.",
            len(self.rows),
        )
        return [read % {"count": in_french(len(self.rows))}, *self.remarks]


def read_sheet(data: bytes) -> SheetRead:
    """Raises NotAnOutline, whose sentences say each cell that is to be mended."""
    try:
        table, layout, lines = _table_of(data)
    except NotATable as refusal:
        raise NotAnOutline(*refusal.sentences) from None
    read = rows_by_columns if layout.levels else rows_by_lines
    found = read(lines, layout)
    if found.faults:
        raise NotAnOutline(*_first_of(found.faults))
    if not found.rows:
        raise NotAnOutline(_("Ce tableau n’a aucune ligne de plan sous ses titres."))
    refuse_too_many(len(found.rows))
    above = [_line_of(cells) for _number, cells in table.lines[: table.heading or 0]]
    rest = "\n".join([*above, *found.rest])
    placed = [*filter(None, above), *_in_order(found.placed)]
    return SheetRead(found.rows, rest, placed, _remarks(layout, table))


def _in_order(placed):
    """A text stands below the rows of its own line."""
    found = sorted(placed, key=lambda one: (one[0], isinstance(one[1], str)))
    return [one for _number, one in found]


def _table_of(data):
    """(table, layout, lines below the names of its columns)."""
    table = table_of(data, PLAN)
    place = table.heading
    layout = Layout.of(table.lines, place)
    lines = table.lines[0 if place is None else place + 1 :]
    # Merged cells of a column of levels are right: the rows below are under them.
    across = bool(layout.levels)
    table.sentences += spread(table, lines, layout.fields, SHARED, across=across)
    return table, layout, lines


def _line_of(cells):
    return " ".join(cell.text for cell in cells if cell.text)


def _first_of(faults):
    if len(faults) <= MOST_SAID:
        return faults
    more = ngettext(
        "Et %(count)s autre cellule à reprendre.",
        "Et %(count)s autres cellules à reprendre.",
        len(faults) - MOST_SAID,
    )
    return [*faults[:MOST_SAID], more % {"count": in_french(len(faults) - MOST_SAID)}]


def _remarks(layout, table):
    said = [*table.sentences]
    if layout.has_days:
        said.append(_("Des dates de début et de fin, seule l’année est lue."))
    if layout.unknown:
        said.append(
            _(
                "Ces colonnes ne sont pas d’un plan, leur texte reste à placer : %(names)s."
            )
            % {"names": ", ".join(f"« {name} »" for name in layout.unknown.values())}
        )
    return said
