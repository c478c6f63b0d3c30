"""kill -9 while a mail goes out: it is sent again, later, and by one sender only."""

import os
import signal
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend as LocmemBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home.models import Notice
from home.post.outbox import do_what_is_left
from network.belonging import actions
from network.models import Membership
from network.review.due import send_due
from tests.network.review.test_concurrency import together
from tests.network.review.test_kill import fork

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "nouvelle@exemple.test"


def die():
    os.kill(os.getpid(), signal.SIGKILL)


class KillingBackend(LocmemBackend):
    """The process dies as the mail server answers."""

    def send_messages(self, messages):
        die()


@pytest.fixture
def wait(monkeypatch):
    """wait(minutes=…): the clock of all that follows is that much later."""

    def later(**delay):
        moment = timezone.now() + timedelta(**delay)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return later


@pytest.fixture
def killed(settings):
    """killed(work): done in a process that dies at its first mail, or by itself."""

    def run(work):
        working = settings.EMAIL_BACKEND
        settings.EMAIL_BACKEND = f"{__name__}.KillingBackend"
        _pid, status = os.waitpid(fork(work), 0)
        settings.EMAIL_BACKEND = working
        assert os.WIFSIGNALED(status)

    return run


def receivers():
    found = sorted(address for message in mail.outbox for address in message.to)
    mail.outbox.clear()
    return found


def invite(crowd):
    actions.invite(crowd.centre, NEW, Membership.Role.CONTRIBUTOR, crowd.referent)


def invitation_rows():
    """The queue without what the search engine and the reviews put there."""
    rows = DBTaskResult.objects.filter(task_path__endswith="send_invitation")
    DBTaskResult.objects.exclude(pk__in=rows.values("pk")).delete()
    return rows


def test_a_call_whose_sender_was_killed_goes_out_later_and_once(
    crowd, settings, killed, wait
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    crowd.submit(crowd.fiche())
    killed(send_due)
    taken = Notice.objects.get()
    assert taken.sent_at is None
    everybody = sorted(member.email for member in crowd.members)
    send_due()
    assert receivers() == sorted(set(everybody) - {taken.user.email})
    wait(minutes=9)
    send_due()
    assert receivers() == []
    wait(minutes=2)
    send_due()
    send_due()
    assert receivers() == [taken.user.email]


def test_an_invitation_whose_sender_was_killed_goes_out_later_and_once(
    crowd, killed, wait
):
    killed(lambda: invite(crowd))
    assert Membership.objects.filter(user__email=NEW).exists()
    assert do_what_is_left() == 0
    wait(minutes=21)
    assert [do_what_is_left(), do_what_is_left()] == [1, 0]
    assert receivers() == [NEW]


def test_a_process_killed_right_after_the_commit_loses_no_mail(crowd, killed, wait):
    def invite_and_die():
        with transaction.atomic():
            transaction.on_commit(die)
            invite(crowd)

    killed(invite_and_die)
    assert Membership.objects.filter(user__email=NEW).exists()
    wait(minutes=21)
    assert do_what_is_left() == 1
    assert receivers() == [NEW]


def test_a_worker_killed_in_the_middle_loses_no_mail(crowd, settings, wait):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    invite(crowd)
    invitation_rows().get().claim("a worker that dies now")
    assert do_what_is_left() == 0
    wait(minutes=21)
    assert do_what_is_left() == 1
    assert receivers() == [NEW]


def test_what_is_rolled_back_is_posted_to_nobody(crowd, wait):
    with pytest.raises(RuntimeError), transaction.atomic():
        invite(crowd)
        raise RuntimeError
    wait(minutes=21)
    assert do_what_is_left() == 0
    assert not DBTaskResult.objects.exists()
    assert receivers() == []


def test_what_was_told_is_forgotten_after_a_week(crowd, wait):
    invite(crowd)
    wait(days=6)
    do_what_is_left()
    assert DBTaskResult.objects.count() == 1
    wait(days=2)
    do_what_is_left()
    assert DBTaskResult.objects.count() == 0
    assert receivers() == [NEW]


@pytest.mark.postgresql
def test_what_was_abandoned_is_taken_over_by_one_of_two(crowd, settings, wait):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for number in range(8):
        crowd.submit(crowd.fiche(title=f"Fiche {number}"))
        send_due()
        invite(crowd)
        Notice.objects.update(sent_at=None)
        mail.outbox.clear()
        wait(minutes=21)
        invitation_rows()
        done = together([send_due, send_due, do_what_is_left, do_what_is_left])
        expected = [member.email for member in crowd.members] * (number + 1)
        assert sum(done) == len(expected) + 1
        assert receivers() == sorted([*expected, NEW])


@pytest.mark.postgresql
def test_a_mail_without_review_is_sent_once_by_two_at_once(crowd):
    from home.post.sending import deliver

    for number in range(20):

        def say(number=number):
            deliver(
                "review/unreviewed",
                crowd.webmaster,
                occasion=str(number),
                doubts=[],
                address="/admin/",
            )

        together([say] * 4)
        assert receivers() == [crowd.webmaster.email]
