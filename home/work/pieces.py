"""One piece of a job at a time, whoever asks: a worker, a command or a page.

A piece is one transaction, which holds the row of its job: killed, it never was, and
whoever comes next does it again. No lease has to run out.
"""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ..models import Work

logger = logging.getLogger(__name__)
KINDS: dict[str, Callable[[Work], None]] = {}


def work(kind: str):
    """Registers what does the next piece of a job of this kind.

    `piece(work)` moves `work.done`, and `work.total` where it learns more; nothing is
    left once they are equal. It says what it did in `work.report`, and is not saved by
    itself. What it raises takes back the piece, and only the piece.
    """

    def register(piece):
        KINDS[kind] = piece
        return piece

    return register


def do_next(key: int) -> bool:
    """Do the next piece of the job: True if something is left for the caller to do.

    False too while somebody else is at it, or where it failed.
    """
    try:
        try:
            return _one_piece(key)
        except DatabaseError:
            # Somebody took the same place in a tree, or two waited for each other.
            return _one_piece(key)
    except Exception:
        logger.exception("A piece of the work %s failed", key)
        # Not over the end that somebody else gave it meanwhile.
        Work.objects.unfinished().filter(pk=key).update(state=Work.State.FAILED)
        return False


@transaction.atomic
def _one_piece(key):
    job = _taken(key)
    if job is None:
        return False
    _do_one(job)
    return job.is_unfinished


def _taken(key):
    """The row, locked; None if it is over or in other hands.

    PostgreSQL locks the row. SQLite has one writer at a time and its transactions begin
    as writers (platform.md, section 3): who comes second reads what the first has done.
    """
    rows = Work.objects.unfinished().filter(pk=key)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.first()


def _do_one(job):
    job.state, job.taken_at = Work.State.RUNNING, timezone.now()
    before = job.done
    if job.done < job.total:
        KINDS[job.kind](job)
        if job.done <= before:
            raise RuntimeError(f"The work {job} did nothing and would never end.")
    if job.done >= job.total:
        job.state = Work.State.DONE
    job.save()


def stop(key: int) -> bool:
    """True if it was not over; the pieces done stay done."""
    state = Work.State.STOPPED
    return bool(Work.objects.unfinished().filter(pk=key).update(state=state))


def ask_again(key: int) -> bool:
    """What failed, or was stopped, goes on where it was; True if it was so."""
    over = Work.objects.filter(
        pk=key, state__in=(Work.State.FAILED, Work.State.STOPPED)
    )
    return bool(over.update(state=Work.State.WAITING))
