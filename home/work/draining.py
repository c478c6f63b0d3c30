"""What waits is done without anybody looking at it."""

import time
from functools import partial

from django.db import transaction
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend

from ..models import Work
from .pieces import do_next

# Shorter than the five minutes between two runs of `run_due`, whose other steps wait.
ONE_RUN = 200  # seconds


def ask(kind: str, total: int, *, user=None, data=None) -> Work:
    """Keep a job; call it in the transaction of what it is about.

    A queue has its worker begin at once. Without one nothing is done in this request:
    its page does the pieces, and `run_due` those of a page that nobody looks at.
    """
    job = Work.objects.create(kind=kind, total=total, asked_by=user, data=data or {})
    begin(job)
    return job


def begin(job: Work):
    """The same for one that is asked again."""
    if not isinstance(drain.get_backend(), ImmediateBackend):
        transaction.on_commit(partial(drain.enqueue, job.pk))


@task()
def drain(key: int) -> None:
    """Every piece of one job. Killed or doubled it does no harm: pieces are rows."""
    while do_next(key):
        pass


def do_what_waits(seconds: float = ONE_RUN) -> int:
    """Pieces of every job, the oldest job first; how many, within about `seconds`."""
    until, pieces = time.monotonic() + seconds, 0
    for key in Work.objects.unfinished().values_list("pk", flat=True):
        while time.monotonic() < until:
            is_left = do_next(key)
            pieces += 1
            if not is_left:
                break
    return pieces
