"""What the mail server refuses for now, what it never answers, what is not a mail."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision

from home.models import Notice
from home.post.handing_over import MailServerDown
from home.post.outbox import do_for_a_dead_worker, do_what_is_left
from home.post.unsent import Unsent, unsent
from initiatives.life import actions as life
from network.belonging import actions
from network.models import Membership
from network.review.digest import send_digests
from network.review.due import send_due
from network.review.models import MailChoice
from network.review.scheduled import publish_due
from network.setup import WEBMASTERS
from search.models import SearchOutbox

pytestmark = pytest.mark.django_db
NEW = "nouvelle@exemple.test"
REASON = "Une famille ne veut plus y figurer."
LATER = [
    smtplib.SMTPRecipientsRefused({NEW: (450, b"greylisted")}),
    smtplib.SMTPSenderRefused(451, b"too many", "bonjour@localhost"),
    smtplib.SMTPDataError(452, b"mailbox full"),
]
FINAL = [
    smtplib.SMTPRecipientsRefused({NEW: (550, b"unknown")}),
    smtplib.SMTPDataError(554, b"no"),
]


@pytest.fixture
def server(mail_server):
    return mail_server


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def wait(monkeypatch):
    """wait(minutes=…): the clock of all that follows is that much later."""

    def later(**delay):
        moment = timezone.now() + timedelta(**delay)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return later


def receivers():
    found = sorted(address for message in mail.outbox for address in message.to)
    mail.outbox.clear()
    return found


def invite(world, email):
    actions.invite(world.centre, email, Membership.Role.CONTRIBUTOR, world.referent)


@pytest.mark.parametrize("error", LATER)
def test_a_refusal_for_now_loses_no_invitation_and_stops_no_other(
    world, server, committing, error
):
    server.error, server.refused = error, [NEW]
    with committing():
        invite(world, NEW)
        invite(world, "autre@exemple.test")
    assert receivers() == ["autre@exemple.test"]
    assert do_what_is_left() == 0
    server.refused = ()
    assert [do_what_is_left(), do_what_is_left()] == [1, 0]
    assert receivers() == [NEW]


@pytest.mark.parametrize("error", FINAL)
def test_a_final_refusal_is_logged_and_not_tried_again(
    world, server, committing, caplog, error
):
    server.error, server.refused = error, [NEW]
    with committing():
        invite(world, NEW)
    assert "network/invitation" in caplog.text
    server.refused = ()
    assert do_what_is_left() == 0
    assert receivers() == []
    assert unsent() == Unsent(waiting=0, failed=0, refused=1)


def test_a_refusal_for_now_loses_no_mail_after_publication(world, server, committing):
    page = world.publish(world.submit(world.fiche()))
    server.error, server.refused = LATER[0], [world.author.email]
    with committing():
        life.withdraw(page, user=world.webmaster, reason=REASON)
    told = sorted(person.email for person in [world.referent, *world.members])
    assert receivers() == told
    server.refused = ()
    assert [do_what_is_left(), do_what_is_left()] == [1, 0]
    assert receivers() == [world.author.email]


def test_a_refusal_for_now_loses_no_call_and_stops_no_other(world, server, submitted):
    first, *others = world.members
    server.error, server.refused = LATER[0], [first.email]
    assert send_due() == len(others)
    assert not Notice.objects.filter(user=first).exists()
    server.refused = ()
    assert send_due() == 1


def test_a_refusal_for_now_loses_no_digest_and_stops_no_other(world, server, submitted):
    for member in world.members[:2]:
        MailChoice.objects.create(user=member, rhythm="daily")
    server.error, server.refused = LATER[0], [world.members[0].email]
    noon = timezone.localtime().replace(hour=12)
    assert send_digests(noon) == 1
    server.refused = ()
    assert send_digests(noon) == 1


def test_who_is_no_webmaster_any_more_is_not_told_of_a_refused_date(
    world, server, committing
):
    second = world.account(WEBMASTERS)
    Revision.objects.filter(pk=world.fiche().latest_revision_id).update(
        approved_go_live_at=timezone.now() - timedelta(hours=1)
    )
    server.error = TimeoutError()
    server.refused = [world.webmaster.email, second.email]
    with committing():
        publish_due()
    second.groups.clear()
    server.refused = ()
    assert do_what_is_left() == 2
    assert receivers() == [world.webmaster.email]


def test_a_click_waits_once_for_a_silent_server(world, server, committing):
    page = world.publish(world.submit(world.fiche()))
    everybody = [world.author, world.referent, *world.members]
    server.error = TimeoutError()
    server.refused = [person.email for person in everybody]
    with committing():
        life.withdraw(page, user=world.webmaster, reason=REASON)
    assert server.handed == 1
    with pytest.raises(MailServerDown):
        do_what_is_left()
    server.refused = ()
    assert do_what_is_left() == len(everybody)
    assert receivers() == sorted(person.email for person in everybody)


def test_after_a_silence_the_next_click_tries_again(world, server, committing):
    server.error, server.refused = TimeoutError(), [NEW]
    with committing():
        invite(world, NEW)
    with committing():
        invite(world, "autre@exemple.test")
    assert receivers() == ["autre@exemple.test"]


@pytest.mark.parametrize("state", ["refused", "down", "never begun", "half done"])
def test_what_a_person_wrote_is_kept_a_week_at_most(
    world, server, committing, wait, state
):
    page = world.publish(world.submit(world.fiche()))
    server.error = FINAL[0] if state == "refused" else TimeoutError()
    server.refused = [world.author.email, world.referent.email]
    DBTaskResult.objects.all().delete()
    with committing():
        life.withdraw(page, user=world.referent, reason=REASON)
    kept = DBTaskResult.objects.filter(args_kwargs__icontains="famille")
    if state == "never begun":
        kept.update(status="READY")
    elif state == "half done":
        kept.update(status="RUNNING")
    assert kept.exists()
    wait(days=7, minutes=1)
    do_what_is_left()
    assert not kept.exists()


DONE = []


@task()
def index_something():
    DONE.append("index")


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    DBTaskResult.objects.all().delete()
    SearchOutbox.objects.all().delete()
    DONE.clear()


def test_a_dead_worker_and_a_dead_mail_server_stop_no_indexing(
    world, server, queue, wait, capsys
):
    server.error, server.refused = TimeoutError(), [NEW]
    invite(world, NEW)
    index_something.enqueue()
    wait(minutes=21)
    with pytest.raises(SystemExit):
        call_command("run_due")
    assert DONE == ["index"]
    assert "the mail server does not answer" in capsys.readouterr().err


def test_what_a_worker_began_for_others_is_not_done_twice(world, queue, wait):
    index_something.enqueue()
    row = DBTaskResult.objects.get(task_path__endswith="index_something")
    row.claim("a worker at work")
    wait(minutes=21)
    assert [do_what_is_left(), do_for_a_dead_worker()] == [0, 0]
    assert DONE == []


def test_what_others_asked_for_is_no_mail(world, queue, wait):
    index_something.enqueue()
    wait(minutes=21)
    assert do_what_is_left() == 0
    assert DONE == []
    assert [do_for_a_dead_worker(), do_for_a_dead_worker()] == [1, 0]
    assert DONE == ["index"]
