"""The committee's decisions over a period, for the yearly report: CSV and XLSX.

Names of voters are not in it. A cell never starts a formula: OWASP, "CSV Injection".
"""

import csv
import io
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from .decisions import decisions_between

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value):
    """The cell of `value`: a number as it is, a text that no spreadsheet computes."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA) else text


def heading():
    return [
        _("Décidée le"),
        _("Décision"),
        _("Fiche"),
        _("Centre"),
        _("Département"),
        _("Envoyée le"),
        _("Délai en jours"),
        _("Avis favorables"),
        _("Avis favorables requis"),
        _("Demandes de reprise"),
        _("Abstentions"),
        _("Motif"),
    ]


def rows(first, last):
    """One list of cells a decision, from day `first` to day `last` included."""
    zone = timezone.get_current_timezone()
    start = datetime.combine(first, time(), zone)
    end = datetime.combine(last, time(), zone) + timedelta(days=1)
    return [_cells(decision) for decision in decisions_between(start, end)]


def _cells(decision):
    sent_at = decision.sent_at
    return [
        _day(decision.moment),
        decision.label,
        decision.title,
        decision.writer.title,
        decision.writer.departement,
        _day(sent_at) if sent_at else "",
        (decision.moment - sent_at).days if sent_at else "",
        decision.supports,
        decision.quorum,
        decision.requests,
        decision.abstentions,
        decision.reason,
    ]


def _day(moment):
    return timezone.localdate(moment).isoformat()


def as_csv(table):
    """Bytes that a French Excel opens with accents and columns."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerows([harmless(cell) for cell in row] for row in table)
    return output.getvalue().encode("utf-8-sig")


def as_xlsx(table):
    """Bytes of a workbook of one sheet; texts stay texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Décisions"))
    for row in table:
        sheet.append([_cell(sheet, harmless(cell)) for cell in row])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _cell(sheet, value):
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # trap: openpyxl takes « #N/A » for an error
    return cell
