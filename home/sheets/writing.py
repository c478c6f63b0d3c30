"""A table as a file: CSV and XLSX, whose cells no spreadsheet computes.

`table`: lists of cells (texts, numbers, None), the first of them the names of the columns.
`safe`: what makes a cell of a value, `harmless`; or `guarded`, for what is read again.
"""

import csv
import io

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .cells import as_written
from .formulas import harmless

WIDTH = 14  # signs
AS_TEXT = "@"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def csv_of(table, safe=harmless) -> bytes:
    """Bytes that a French Excel opens with accents and columns."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=";")
    writer.writerows([safe(cell) for cell in line] for line in table)
    return output.getvalue().encode("utf-8-sig")


def workbook_of(table, title, safe=harmless, widths=()) -> bytes:
    """Bytes of a workbook of one sheet; texts stay texts, « 1.10 » too."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    head, *lines = table
    for place, _name in enumerate(head):
        width = widths[place] if place < len(widths) else WIDTH
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    sheet.append([_heading(sheet, safe(name)) for name in head])
    for line in lines:
        sheet.append([_cell(sheet, safe(value)) for value in line])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _heading(sheet, name):
    cell = _cell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet, value):
    if not isinstance(value, str) or not value:
        return None if value == "" else value
    cell = WriteOnlyCell(sheet, as_written(value))
    # Trap: openpyxl takes « #N/A » for an error and « =1 » for a formula.
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    cell.alignment = Alignment(wrap_text="\n" in value, vertical="top")
    return cell


def file_of(content, kind, name):
    """The answer that is this file; `kind` is of KINDS, `name` without it."""
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
