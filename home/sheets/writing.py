"""A table as a file: CSV and XLSX, whose cells no spreadsheet computes.

`table`: lists of cells (texts, numbers, None), the first of them the names of the columns.
`safe`: what makes a cell of a value, `harmless`; or `guarded`, for what is read again.
"""

import csv
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter

from .cells import as_written
from .formulas import harmless

WIDTH = 14  # signs
AS_TEXT = "@"
HEADING, ONE_LINE, LINES = "Heading", "One line", "Lines"  # of our styles


def csv_of(table, safe=harmless) -> bytes:
    """Bytes that a French Excel opens with accents and columns."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=";")
    writer.writerows([safe(cell) for cell in line] for line in table)
    return output.getvalue().encode("utf-8-sig")


def workbook_of(table, title, safe=harmless, widths=()) -> bytes:
    """Bytes of a workbook of one sheet; texts stay texts, « 1.10 » too."""
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    head, *lines = table
    for place, _name in enumerate(head):
        width = widths[place] if place < len(widths) else WIDTH
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    sheet.append([_cell(sheet, safe(name), HEADING) for name in head])
    for line in lines:
        sheet.append([_cell(sheet, safe(value)) for value in line])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _styles():
    """By name: given to each cell anew, an alignment is half of what a workbook costs."""
    one_line, lines = (
        Alignment(vertical="top"),
        Alignment(wrap_text=True, vertical="top"),
    )
    return (
        NamedStyle(HEADING, Font(bold=True), alignment=one_line, number_format=AS_TEXT),
        NamedStyle(ONE_LINE, alignment=one_line, number_format=AS_TEXT),
        NamedStyle(LINES, alignment=lines, number_format=AS_TEXT),
    )


def _cell(sheet, value, style=""):
    if not isinstance(value, str) or not value:
        return None if value == "" else value
    cell = WriteOnlyCell(sheet, as_written(value))
    # Trap: openpyxl takes « #N/A » for an error and « =1 » for a formula.
    cell.data_type = "s"
    cell.style = style or (LINES if "\n" in value else ONE_LINE)
    return cell
