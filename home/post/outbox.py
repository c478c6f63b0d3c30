"""Mail tasks, kept with what they tell and done again until they succeed.

The row is committed with the change: a process killed right after the commit loses
nothing, `run_due` finds the row. At least once: a process killed between the mail and
the end of its row writes twice, which beats an invitation that never comes. Every
task here can therefore run twice, or hands its mail to `deliver` (sending.py).
"""

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks.backends.immediate import ImmediateBackend

from .handing_over import MailPostponed, MailServerDown

logger = logging.getLogger(__name__)
KEPT = timedelta(days=7)
# Longer than a Notice is held: else its mail would pass for sent.
ABANDONED = timedelta(minutes=20)
# A worker sends before it indexes; it is also how a row of ours is known.
PRIORITY = 10
OURS = Q(priority=PRIORITY)


def _path(error):
    return f"{error.__module__}.{error.__qualname__}"


DOWN = Q(status=TaskResultStatus.FAILED, exception_class_path=_path(MailServerDown))
POSTPONED = Q(status=TaskResultStatus.FAILED, exception_class_path=_path(MailPostponed))


def post(task, *args):
    """Have `task` done once the transaction is committed; call it inside.

    With a queue its worker does it; without (the embedded default) we do, from a row
    like the queue's.
    """
    from django_tasks_db import DatabaseBackend

    task = task.using(priority=PRIORITY)
    if not isinstance(task.get_backend(), ImmediateBackend):
        task.enqueue(*args)
        return
    row = DatabaseBackend(task.backend, {}).enqueue(task, args, {}).db_result
    transaction.on_commit(partial(_do_now, row))


def do_what_is_left():
    """Do again the mails that failed or were abandoned within a week; the number done.

    Raises MailServerDown; what is left waits for the next run.
    """
    from django_tasks_db.models import DBTaskResult

    now = timezone.now()
    _forget(DBTaskResult.objects.filter(enqueued_at__lt=now - KEPT))
    rows = DBTaskResult.objects.filter(enqueued_at__gte=now - KEPT)
    is_running = Q(status=TaskResultStatus.RUNNING, started_at__lt=now - ABANDONED)
    left = (
        rows.filter(DOWN | POSTPONED)
        | rows.filter(OURS & is_running)
        | rows.ready().filter(OURS, enqueued_at__lt=now - ABANDONED)
    )
    return sum(_do(row) for row in left.order_by("enqueued_at") if _take(row))


def do_for_a_dead_worker():
    """Do what others asked for and no worker began: the index, files to remove.

    Not what one began: only the mails here are known to bear a second time.
    """
    from django_tasks_db.models import DBTaskResult

    left = DBTaskResult.objects.ready().exclude(OURS)
    left = left.filter(enqueued_at__lt=timezone.now() - ABANDONED)
    return sum(_do(row) for row in left.order_by("enqueued_at") if _take(row))


def _forget(old):
    """Delete what is over, and our rows in any state: they may hold what one wrote."""
    over = Q(status__in=(TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED))
    old.filter(over | OURS).delete()


def _do_now(row):
    """After the commit, in the request: nothing of it may reach the person.

    A server that is silent is waited for once, not once a receiver.
    """
    if not _take(row):
        return
    since = type(row).objects.filter(DOWN, finished_at__gte=row.enqueued_at)
    if since.exists():
        row.set_failed(MailServerDown())
        return
    try:
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
