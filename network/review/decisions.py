"""What the committee decided over a period, and what of its pages went round it.

Without the names of voters: the yearly report leaves the committee.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from wagtail.models import Page, PageLogEntry

from .models import ABSTAIN, CHANGES, SUPPORT, CommitteeTask, CommitteeTaskState
from .questions import Writer, answers, reviewed_models

# What goes online or leaves it without a vote, in the log of the page.
OUTSIDE_A_REVIEW = {
    "review.publication.emergency": _l("publiée en urgence, sans relecture"),
    "review.publication.import": _l("publiée par import, sans relecture"),
    "review.unpublication": _l("retirée"),
    "wagtail.unpublish": _l("retirée"),
    "wagtail.unpublish.scheduled": _l("retirée à la date prévue"),
}


NOBODY = Writer("")


@dataclass(frozen=True)
class Decision:
    """One line of the report; `url` is "" for a page that is gone."""

    moment: datetime
    label: str
    title: str
    writer: Writer
    reason: str
    url: str
    sent_at: datetime | None = None
    quorum: int | None = None
    supports: int | None = None
    requests: int | None = None
    abstentions: int | None = None


def decisions_between(start, end):
    """The Decisions from moment `start` to `end` excluded, the oldest first: a list."""
    states = _ended(Q(finished_at__gte=start, finished_at__lt=end))
    entries = _logged(Q(timestamp__gte=start, timestamp__lt=end))
    found = [*_of_reviews(states), *_of_log(entries)]
    return sorted(found, key=lambda decision: decision.moment)


def latest_decisions(most):
    """The `most` last Decisions, the newest first: a list.

    Imports aside: one brings hundreds at once, and the file of the period has them.
    """
    states = _ended(Q()).order_by("-finished_at", "-pk")[:most]
    entries = _logged(~Q(action="review.publication.import")).order_by(
        "-timestamp", "-pk"
    )[:most]
    found = [*_of_reviews(states), *_of_log(entries)]
    return sorted(found, key=lambda decision: decision.moment, reverse=True)[:most]


def _ended(condition):
    return (
        CommitteeTaskState.objects.decided()
        .filter(condition, task__in=CommitteeTask.objects.values("pk"))
        .select_related("workflow_state")
        .for_lines()
        .prefetch_related("votes")
        .order_by("finished_at", "pk")
    )


def _of_reviews(states):
    for state in states:
        line = state.line
        given = Counter(
            vote.choice for vote in state.votes.all() if not vote.cancelled_at
        )
        is_approved = state.status == CommitteeTaskState.STATUS_APPROVED
        reasons = [vote.reason_label for vote in state.votes.all() if vote.reason]
        yield Decision(
            moment=state.finished_at,
            label=_("approuvée") if is_approved else _("reprise demandée"),
            title=line.title,
            writer=line.writer or NOBODY,
            reason=", ".join(str(reason) for reason in reasons),
            url=reverse("review:vote", args=[state.pk]),
            sent_at=state.started_at,
            quorum=state.quorum,
            supports=given[SUPPORT],
            requests=given[CHANGES],
            abstentions=given[ABSTAIN],
        )


def _logged(condition):
    read = (one for one in reviewed_models() if one.task_model() is CommitteeTask)
    types = ContentType.objects.get_for_models(*read).values()
    entries = PageLogEntry.objects.filter(
        condition, action__in=list(OUTSIDE_A_REVIEW), content_type__in=list(types)
    )
    return entries.order_by("timestamp", "pk")


def _of_log(entries):
    entries = list(entries)
    # Not select_related: an entry outlives its page, and the join would drop it.
    pages = Page.objects.in_bulk({entry.page_id for entry in entries})
    writers = {}
    for ask in answers("writers_of"):
        writers |= ask(pages.values())
    for entry in entries:
        address = reverse("review:history", args=[entry.page_id])
        yield Decision(
            moment=entry.timestamp,
            label=str(OUTSIDE_A_REVIEW[entry.action]),
            title=entry.label,
            writer=writers.get(entry.page_id, NOBODY),
            reason=entry.data.get("reason", ""),
            url=address if entry.page_id in pages else "",
        )
