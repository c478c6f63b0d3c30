"""Every mail that a review calls for now, reminders included: asked by `run_due`."""

from wagtail.log_actions import log

from .models import CommitteeTaskState
from .notifications import due_notices, readers, send_all, still_to_tell
from .permissions import committee
from .reminders import LAST, number_due


def send_due():
    """Reminders, and every mail of the reviews that did not go out: the number sent.

    A query for each member of the committee, whatever the number of reviews. Raises
    MailServerDown; what is left is found again by the next run.
    """
    voters = {}
    for user in committee():
        waiting = CommitteeTaskState.objects.waiting_for(user)
        for pk in waiting.values_list("pk", flat=True):
            voters.setdefault(pk, []).append(user)
    sent, people = 0, readers()
    for state in still_to_tell():
        _count(state)
        sent += send_all(state, due_notices(state, voters.get(state.pk, []), people))
    return sent


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
