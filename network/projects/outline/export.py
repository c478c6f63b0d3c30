"""An outline as a spreadsheet, which `sheets.read_sheet` reads again without a change."""

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from .cells import as_written, guarded
from .columns import NAMES
from .rows import KINDS, Row

WIDTHS = {"title": 60, "text": 60, "id": 12, "responsible": 25, "links": 25}  # signs
AS_TEXT = "@"


def cells_of(row: Row) -> list[str | int | None]:
    """In the order of NAMES; levels count from 1."""
    data = row.as_data() | {
        "level": row.level + 1,
        "kind": str(KINDS[row.kind]) if row.kind else "",
        "links": " ".join(row.links),
    }
    return [data[name] for name in NAMES]


def as_csv(rows: list[Row]) -> bytes:
    """Bytes that a French Excel opens with accents and columns."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=";")
    writer.writerow([str(name) for name in NAMES.values()])
    for row in rows:
        cells = cells_of(row)
        writer.writerow([guarded(c) if isinstance(c, str) else c for c in cells])
    return output.getvalue().encode("utf-8-sig")


def as_xlsx(rows: list[Row]) -> bytes:
    """Bytes of a workbook of one sheet; texts stay texts, « 1.10 » too."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Plan"))
    sheet.freeze_panes = "A2"
    for place, name in enumerate(NAMES):
        letter = chr(ord("A") + place)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, 14)
    sheet.append([_heading(sheet, str(name)) for name in NAMES.values()])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in cells_of(row)])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _heading(sheet, name):
    cell = _cell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet, value):
    if not isinstance(value, str) or not value:
        return value or None
    cell = WriteOnlyCell(sheet, as_written(guarded(value)))
    # Trap: openpyxl takes « #N/A » for an error and « =1 » for a formula.
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    cell.alignment = Alignment(wrap_text="\n" in value, vertical="top")
    return cell
