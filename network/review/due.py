"""Every mail that a review calls for now, reminders included: asked by `run_due`."""

from datetime import timedelta

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from .models import CommitteeTaskState
from .notifications import due_notices, for_notices, readers, send_all
from .permissions import judges
from .reminders import LAST, number_due

KEPT = timedelta(days=7)  # an outcome that could not be told is tried so long


def send_due():
    """Reminders, and every mail of the reviews that did not go out: the number sent.

    A query for each account that an open review asks, whatever their number. Raises
    MailServerDown; what is left is found again by the next run.
    """
    voters = {}
    for user in judges(CommitteeTaskState.objects.in_progress()):
        waiting = CommitteeTaskState.objects.waiting_for(user)
        for pk in waiting.values_list("pk", flat=True):
            voters.setdefault(pk, []).append(user)
    sent, people = 0, readers()
    for state in for_notices(_still_to_tell()):
        _count(state)
        sent += send_all(state, due_notices(state, voters.get(state.pk, []), people))
    return sent


def _still_to_tell():
    """The reviews whose mails may be due: open, or decided within the last week."""
    recent = timezone.now() - KEPT
    online = Page.objects.filter(live=True, last_published_at__gte=recent)
    states = CommitteeTaskState.objects
    stopped = [
        CommitteeTaskState.STATUS_REJECTED,
        CommitteeTaskState.STATUS_CANCELLED,
    ]
    return (
        states.in_progress()
        | states.filter(status__in=stopped, finished_at__gte=recent)
        | states.filter(
            status=CommitteeTaskState.STATUS_APPROVED,
            revision__in=online.values("live_revision"),
        )
    )


def _count(state):
    """Keep, and log once, how many times the committee was reminded."""
    if state.status != state.STATUS_IN_PROGRESS:
        return
    number = number_due(state)
    rows = CommitteeTaskState.objects.filter(pk=state.pk, reminders__lt=number)
    if number and rows.update(reminders=number):
        log(
            instance=state.revision.as_object(),
            action="review.reminder",
            revision=state.revision,
            data={"number": number, "last": LAST},
        )
