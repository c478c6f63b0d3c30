"""An outline as a spreadsheet, which `sheets.read_sheet` reads again without a change."""

from django.utils.translation import gettext as _

from home.sheets.formulas import guarded
from home.sheets.writing import WIDTH, csv_of, workbook_of

from .columns import NAMES
from .rows import KINDS, Row

WIDTHS = {"title": 60, "text": 60, "id": 12, "responsible": 25, "links": 25}  # signs


def cells_of(row: Row) -> list[str | int | None]:
    """In the order of NAMES; levels count from 1."""
    data = row.as_data() | {
        "level": row.level + 1,
        "kind": str(KINDS[row.kind]) if row.kind else "",
        "links": " ".join(row.links),
    }
    return [data[name] for name in NAMES]


def as_csv(rows: list[Row]) -> bytes:
    return csv_of(_table(rows), guarded)


def as_xlsx(rows: list[Row]) -> bytes:
    widths = [WIDTHS.get(name, WIDTH) for name in NAMES]
    return workbook_of(_table(rows), _("Plan"), guarded, widths)


def _table(rows):
    return [[str(name) for name in NAMES.values()], *map(cells_of, rows)]
