"""What did not go out, for who keeps the site: counts, and where to look."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from .outbox import ABANDONED, DOWN, KEPT, OURS, POSTPONED

REFUSED = "home.mail.refused"


class Unsent(NamedTuple):
    """How many mails wait for the server, failed in our code, were refused for good."""

    waiting: int
    failed: int
    refused: int


def unsent():
    """What of the last week did not go out, in two queries."""
    from django_tasks_db.models import DBTaskResult

    since = timezone.now() - KEPT
    late = Q(enqueued_at__lt=timezone.now() - ABANDONED) & ~Q(
        status__in=(TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL)
    )
    again = DOWN | POSTPONED
    counts = DBTaskResult.objects.filter(OURS, enqueued_at__gte=since).aggregate(
        waiting=Count("pk", filter=again | late),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED) & ~again),
    )
    return Unsent(refused=_refused(since).count(), **counts)


def note_refusal(event, person):
    """Keep that the server wants this mail never; once a day, whoever asks again."""
    today = _refused(timezone.now() - timedelta(days=1))
    known = today.filter(object_id=str(person.pk), data__event=event)
    if not known.exists():
        log(instance=person, action=REFUSED, data={"event": event})


def _refused(since):
    return ModelLogEntry.objects.filter(action=REFUSED, timestamp__gte=since)
