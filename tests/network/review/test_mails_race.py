"""Mails with a real database of tasks and real threads."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from network.review.due import send_due
from network.review.notifications import tell
from tests.network.review.test_concurrency import together

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def receivers():
    return sorted(address for message in mail.outbox for address in message.to)


def test_the_task_and_the_clock_at_once_make_one_mail_each(crowd, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for number in range(10):
        fiche = crowd.submit(crowd.fiche(title=f"Fiche {number}"))
        state = crowd.state_of(fiche)
        mail.outbox.clear()
        together([lambda s=state: tell.call(s.pk)] * 3 + [send_due])
        assert receivers() == sorted(member.email for member in crowd.members)


def test_a_decision_that_is_rolled_back_is_told_to_nobody(crowd):
    fiche = crowd.fiche()
    with pytest.raises(RuntimeError), transaction.atomic():
        crowd.submit(fiche)
        raise RuntimeError
    assert mail.outbox == []


def test_the_worker_sends_what_the_click_left(crowd, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    crowd.submit(crowd.fiche())
    assert mail.outbox == []
    waiting = DBTaskResult.objects.filter(task_path__endswith="notifications.tell")
    assert waiting.count() == 1
    call_command("db_worker", batch=True, interval=0, startup_delay=False)
    assert receivers() == sorted(member.email for member in crowd.members)
