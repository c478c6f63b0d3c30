"""Mail tasks that found the mail server down, tried again by `run_due`.

The queue of tasks has no retry, and without a queue (the embedded default) a failed
task leaves no row: we write it. A mail of a review needs none of it, see
notifications.py.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.signals import task_finished

from .mails import MailServerDown

KEPT = timedelta(days=7)
DOWN = f"{MailServerDown.__module__}.{MailServerDown.__qualname__}"


def connect():
    task_finished.connect(keep, sender=ImmediateBackend, dispatch_uid="keep_mails")


def keep(sender, task_result, **kwargs):
    """Keep a task that failed without a queue, as the queue would have."""
    from django_tasks_db.models import DBTaskResult, get_date_max

    errors = task_result.errors
    if not errors or errors[-1].exception_class_path != DOWN:
        return
    task = task_result.task
    DBTaskResult.objects.create(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        args_kwargs={"args": task_result.args, "kwargs": task_result.kwargs},
        priority=task.priority,
        task_path=task.module_path,
        queue_name=task.queue_name,
        backend_name=task_result.backend,
        run_after=get_date_max(),
        exception_class_path=DOWN,
    )


def retry_failed():
    """Run again what failed within a week; the number that succeeded.

    Raises MailServerDown; what is left waits for the next run.
    """
    from django_tasks_db.models import DBTaskResult

    failed = DBTaskResult.objects.failed().filter(
        exception_class_path=DOWN, enqueued_at__gte=timezone.now() - KEPT
    )
    done = 0
    for row in failed.order_by("enqueued_at"):
        arguments = row.args_kwargs
        import_string(row.task_path).call(*arguments["args"], **arguments["kwargs"])
        row.set_successful(None)
        done += 1
    return done
