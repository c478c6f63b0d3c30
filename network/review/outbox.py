"""Mail tasks, kept with what they tell and done again until they succeed.

The row is committed with the change: a process killed right after the commit loses
nothing, `run_due` finds the row. At least once: a process killed between the mail and
the end of its row writes twice, which beats an invitation that never comes. Every
task here can therefore run twice. A mail of a review needs none of it, see
notifications.py.
"""

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks.backends.immediate import ImmediateBackend

from .mails import MailPostponed, MailServerDown

logger = logging.getLogger(__name__)
KEPT = timedelta(days=7)
# Longer than a Notice is held: else its mail would pass for sent.
ABANDONED = timedelta(minutes=20)
LATER = [
    f"{error.__module__}.{error.__qualname__}"
    for error in (MailServerDown, MailPostponed)
]


def post(task, *args):
    """Have `task` done once the transaction is committed; call it inside.

    With a queue its worker does it; without (the embedded default) we do, from a row
    like the queue's.
    """
    from django_tasks_db import DatabaseBackend

    if not isinstance(task.get_backend(), ImmediateBackend):
        task.enqueue(*args)
        return
    row = DatabaseBackend(task.backend, {}).enqueue(task, args, {}).db_result
    transaction.on_commit(partial(_do_now, row))


def do_what_is_left():
    """Do again what failed or was abandoned within a week; the number that succeeded.

    Raises MailServerDown; what is left waits for the next run.
    """
    from django_tasks_db.models import DBTaskResult

    now = timezone.now()
    # What was told needs no row: it may hold what a person wrote.
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT).delete()
    rows = DBTaskResult.objects.filter(enqueued_at__gte=now - KEPT)
    left = (
        rows.filter(status=TaskResultStatus.FAILED, exception_class_path__in=LATER)
        | rows.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - ABANDONED)
        | rows.ready().filter(enqueued_at__lt=now - ABANDONED)
    )
    return sum(_do(row) for row in left.order_by("enqueued_at") if _take(row))


def _do_now(row):
    """After the commit, in the request: nothing of it may reach the person."""
    try:
        if _take(row):
            _do(row)
    except MailServerDown:
        return  # logged; run_due tries again


def _take(row):
    """True if the row is ours to do: of two who take it at once, one has it."""
    same = type(row).objects.filter(
        pk=row.pk, status=row.status, started_at=row.started_at
    )
    return same.update(status=TaskResultStatus.RUNNING, started_at=timezone.now())


def _do(row):
    """True if the task succeeded; raises MailServerDown, to be tried again."""
    arguments = row.args_kwargs
    try:
        import_string(row.task_path).call(*arguments["args"], **arguments["kwargs"])
    except Exception as error:
        row.set_failed(error)
        if isinstance(error, MailServerDown):
            raise
        if not isinstance(error, MailPostponed):
            logger.exception("The task %s failed", row.task_path)
        return False
    row.set_successful(None)
    return True
