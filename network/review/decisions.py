"""What was decided over a period: reviews that ended, and what went round them.

Without the names of voters: the yearly report leaves the committee.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, Left, Length
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from wagtail.models import Page, PageLogEntry

from ..models import CentrePage
from .forms import ABSTAIN, CHANGES, SUPPORT
from .lines import lines_of
from .models import CommitteeTaskState
from .page import reviewed_models

# What goes online or leaves it without a vote, in the log of the page.
OUTSIDE_A_REVIEW = {
    "review.publication.emergency": _l("publiée en urgence, sans relecture"),
    "review.publication.import": _l("publiée par import, sans relecture"),
    "review.unpublication": _l("retirée"),
    "wagtail.unpublish": _l("retirée"),
    "wagtail.unpublish.scheduled": _l("retirée à la date prévue"),
}


@dataclass(frozen=True)
class Decision:
    """One line of the report; `url` is "" for a page that is gone."""

    moment: datetime
    label: str
    title: str
    centre: str
    departement: str
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
    def standing(choice):
        return Count(
            "votes",
            filter=Q(votes__choice=choice, votes__cancelled_at=None),
            distinct=True,
        )

    return (
        CommitteeTaskState.objects.decided()
        .filter(condition)
        .select_related("revision", "workflow_state")
        .prefetch_related("votes")
        .annotate(
            supports=standing(SUPPORT),
            requests=standing(CHANGES),
            abstentions=standing(ABSTAIN),
        )
        .order_by("finished_at", "pk")
    )


def _of_reviews(states):
    for line in lines_of(states):
        state = line.state
        is_approved = state.status == CommitteeTaskState.STATUS_APPROVED
        reasons = [vote.reason_label for vote in state.votes.all() if vote.reason]
        yield Decision(
            moment=state.finished_at,
            label=_("approuvée") if is_approved else _("reprise demandée"),
            title=line.title,
            centre=line.centre.title if line.centre else "",
            departement=line.centre.departement if line.centre else "",
            reason=", ".join(str(reason) for reason in reasons),
            url=reverse("review:vote", args=[state.pk]),
            sent_at=state.started_at,
            quorum=state.quorum,
            supports=state.supports,
            requests=state.requests,
            abstentions=state.abstentions,
        )


def _logged(condition):
    """The entries of the log, each with the facts of its centre, in one query."""
    types = ContentType.objects.get_for_models(*reviewed_models()).values()
    page = Page.objects.filter(pk=OuterRef("page_id"))
    facts = JSONObject(title="title", departement="departement__name")
    centres = CentrePage.objects.filter(path=OuterRef("centre_path"))
    return (
        PageLogEntry.objects.filter(
            condition,
            action__in=list(OUTSIDE_A_REVIEW),
            content_type__in=list(types),
        )
        .annotate(
            centre_path=Subquery(
                page.values(above=Left("path", Length("path") - Page.steplen))
            )
        )
        .annotate(centre_facts=Subquery(centres.values(found=facts)[:1]))
        .order_by("timestamp", "pk")
    )


def _of_log(entries):
    for entry in entries:
        facts = entry.centre_facts or {}
        is_there = entry.centre_path is not None
        yield Decision(
            moment=entry.timestamp,
            label=str(OUTSIDE_A_REVIEW[entry.action]),
            title=entry.label,
            centre=facts.get("title", ""),
            departement=facts.get("departement", ""),
            reason=entry.data.get("reason", ""),
            url=reverse("review:history", args=[entry.page_id]) if is_there else "",
        )
