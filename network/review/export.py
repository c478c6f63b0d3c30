"""The committee's decisions over a period, for the yearly report: CSV and XLSX.

Names of voters are not in it.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from home.sheets.writing import csv_of, workbook_of

from .decisions import decisions_between


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


def as_xlsx(table):
    return workbook_of(table, _("Décisions"))


WRITERS = {"csv": csv_of, "xlsx": as_xlsx}
