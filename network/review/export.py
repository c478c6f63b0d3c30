"""The committee's decisions over a period, for the yearly report: CSV and XLSX.

Names of voters are not in it. A cell never starts a formula: OWASP, "CSV Injection".
"""

import csv
import io
from datetime import datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.models import PageLogEntry

from .forms import ABSTAIN, CHANGES, SUPPORT
from .lines import lines_of
from .models import CommitteeTaskState

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
    """One list of cells a decision, from day `first` to day `last` included.

    Reviews that ended, then publications without review: both are in the report.
    """
    zone = timezone.get_current_timezone()
    start = datetime.combine(first, time(), zone)
    end = datetime.combine(last, time(), zone) + timedelta(days=1)
    return [*_of_reviews(start, end), *_of_exceptions(start, end)]


def _of_reviews(start, end):
    def standing(choice):
        return Count(
            "votes",
            filter=Q(votes__choice=choice, votes__cancelled_at=None),
            distinct=True,
        )

    decided = [CommitteeTaskState.STATUS_APPROVED, CommitteeTaskState.STATUS_REJECTED]
    states = (
        CommitteeTaskState.objects.filter(
            status__in=decided, finished_at__gte=start, finished_at__lt=end
        )
        .select_related("revision", "workflow_state")
        .prefetch_related("votes")
        .annotate(
            supports=standing(SUPPORT),
            requests=standing(CHANGES),
            abstentions=standing(ABSTAIN),
        )
        .order_by("finished_at", "pk")
    )
    for line in lines_of(states):
        state = line.state
        is_approved = state.status == CommitteeTaskState.STATUS_APPROVED
        reasons = [vote.reason_label for vote in state.votes.all() if vote.reason]
        yield [
            _day(state.finished_at),
            _("approuvée") if is_approved else _("reprise demandée"),
            line.title,
            line.centre.title if line.centre else "",
            line.centre.departement if line.centre else "",
            _day(state.started_at),
            (state.finished_at - state.started_at).days,
            state.supports,
            state.quorum,
            state.requests,
            state.abstentions,
            ", ".join(str(reason) for reason in reasons),
        ]


def _of_exceptions(start, end):
    entries = PageLogEntry.objects.filter(
        action="review.publication.emergency",
        timestamp__gte=start,
        timestamp__lt=end,
    )
    for entry in entries.order_by("timestamp"):
        yield [
            _day(entry.timestamp),
            _("publiée en urgence, sans relecture"),
            entry.label,
            *[""] * 8,
            entry.data.get("reason", ""),
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
        sheet.append([harmless(cell) for cell in row])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()
