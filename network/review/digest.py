"""One mail a day or a week instead of one a fiche, for those who chose so.

Rendered from what waits when it is sent: nothing is queued.
"""

from contextlib import suppress

from django.urls import reverse
from django.utils import timezone

from home.models import Notice
from home.post.composing import absolute
from home.post.handing_over import MailPostponed
from home.post.sending import deliver

from .models import CommitteeTaskState, MailChoice
from .permissions import naming_for

HOUR = 7  # in the morning, in France
SHOWN = 30


def occasion_of(rhythm, now):
    """The name of the day or week that a digest is for; "" before its hour."""
    if rhythm == MailChoice.Rhythm.WEEKLY:
        is_monday_night = now.isoweekday() == 1 and now.hour < HOUR
        return "" if is_monday_night else now.strftime("%G-S%V")
    return now.strftime("%Y-%m-%d") if now.hour >= HOUR else ""


def send_digests(now=None):
    """Send the digests of this hour; the number sent. Raises MailServerDown."""
    now = now or timezone.localtime()
    sent = 0
    choices = MailChoice.objects.exclude(rhythm=MailChoice.Rhythm.EACH)
    for choice in choices.filter(user__is_active=True).select_related("user"):
        if occasion := occasion_of(choice.rhythm, now):
            with suppress(MailPostponed):  # the next run asks again
                sent += _send(choice, occasion)
    return sent


def _send(choice, occasion):
    """1 if a mail went out; 0 with nothing to read, or if it went out before."""
    # Asked first: the queue is read once a day, not every five minutes.
    gone = Notice.objects.settled().filter(
        event="review/digest", occasion=occasion, user=choice.user
    )
    if gone.exists():
        return False
    waiting = CommitteeTaskState.objects.waiting_for(choice.user).for_queue(choice.user)
    total = waiting.count()
    if not total:
        return False
    return deliver(
        "review/digest",
        choice.user,
        occasion=occasion,
        address=reverse("review:queue"),
        lines=[state.line for state in waiting.for_lines()[:SHOWN]],
        more=max(0, total - SHOWN),
        total=total,
        naming=naming_for(choice.user),
        choice=choice,
        choices_address=absolute(reverse("review:messages")),
    )
