"""What waits for the clock: due dates, scheduled publications, the nightly check."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageLogEntry, Revision

from config.management.commands import run_due
from home.post.handing_over import MailServerDown
from home.post.outbox import post
from home.post.sending import deliver
from initiatives.models import InitiativePage
from network.review.due import send_due
from network.review.models import CommitteeTaskState
from network.review.publication import publication_without_review
from tests.factories import InitiativePageFactory

from . import behind

pytestmark = pytest.mark.django_db


def late(**delay):
    CommitteeTaskState.objects.update(due_at=timezone.now() - timedelta(**delay))


def receivers():
    found = sorted(address for message in mail.outbox for address in message.to)
    mail.outbox.clear()
    return found


def test_three_reminders_then_the_webmaster(world, submitted):
    world.vote(world.members[0], submitted)
    send_due()
    voters = sorted(member.email for member in world.members[1:])
    assert receivers() == voters  # the call
    late(hours=1)
    for days in (0, 3, 6):
        late(days=days, hours=1)
        send_due()
        send_due()
        assert "Rappel" in mail.outbox[0].subject
        assert receivers() == voters
    late(days=8)
    send_due()
    assert receivers() == []
    late(days=9, hours=1)
    send_due()
    send_due()
    assert receivers() == [world.webmaster.email]
    log = PageLogEntry.objects.filter(action="review.reminder")
    assert sorted(entry.data["number"] for entry in log) == [1, 2, 3]
    assert world.state_of(submitted).reminders == 3


def test_nobody_is_reminded_before_the_due_date(world, submitted):
    send_due()
    mail.outbox.clear()
    send_due()
    assert receivers() == []
    assert not PageLogEntry.objects.filter(action="review.reminder").exists()


def test_a_clock_that_stood_still_sends_one_reminder(world, submitted):
    send_due()
    mail.outbox.clear()
    late(days=7)
    send_due()
    send_due()
    assert receivers() == sorted(member.email for member in world.members)


def test_a_finished_review_reminds_nobody(world, submitted):
    world.publish(submitted)
    late(days=4)
    send_due()
    assert receivers() == sorted([world.author.email, world.referent.email])


def test_the_queries_do_not_grow_with_the_reviews(world):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert send_due() == 0
        return len(queries)

    world.submit(world.fiche())
    send_due()
    first = count()
    for _number in range(4):
        world.submit(world.fiche())
    send_due()
    assert count() == first
    late(days=20)
    send_due()
    send_due()  # who was called now was not reminded in the same breath
    assert count() <= first + 5  # the counter of each late review


def schedule(fiche):
    Revision.objects.filter(pk=fiche.latest_revision_id).update(
        approved_go_live_at=timezone.now() - timedelta(hours=1)
    )


def is_live(fiche):
    return InitiativePage.objects.get(pk=fiche.pk).live


def test_an_unreviewed_date_stops_no_other(world, django_capture_on_commit_callbacks):
    forged, voted = world.fiche(), world.fiche(title="Fiche votée")
    page = voted.get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=world.author)
    voted = world.publish(world.submit(InitiativePage.objects.get(pk=voted.pk)))
    assert not voted.live
    schedule(forged)
    schedule(voted)
    Revision.objects.filter(pk=forged.latest_revision_id).update(
        approved_go_live_at=timezone.now() - timedelta(days=1)
    )
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("run_due")
    assert not is_live(forged)
    assert (
        Revision.objects.get(pk=forged.latest_revision_id).approved_go_live_at is None
    )
    entry = PageLogEntry.objects.get(action="review.schedule.refused")
    assert entry.page_id == forged.pk
    assert "n’a pas été approuvée" in entry.message
    told = [m.subject for m in mail.outbox if m.to == [world.webmaster.email]]
    assert [forged.title in subject for subject in told] == [True]


def test_a_voted_date_is_honoured_at_its_hour_and_told_then(world, monkeypatch):
    fiche = world.fiche()
    page = fiche.get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=world.author)
    fiche = world.publish(world.submit(InitiativePage.objects.get(pk=fiche.pk)))
    assert not fiche.live
    send_due()
    assert receivers() == []
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("run_due")
    assert is_live(fiche)
    assert receivers() == sorted([world.author.email, world.referent.email])


def test_a_dead_mail_server_only_delays_the_word_of_a_refused_date(
    world, settings, django_capture_on_commit_callbacks
):
    schedule(world.fiche())
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        call_command("run_due")
    settings.EMAIL_BACKEND = working
    call_command("run_due")
    call_command("run_due")
    assert receivers() == [world.webmaster.email]


def test_run_due_is_idempotent(world, submitted):
    call_command("run_due")
    assert receivers() == sorted(member.email for member in world.members)
    call_command("run_due")
    assert receivers() == []


def test_a_failing_step_stops_no_other(world, submitted, monkeypatch, capsys):
    def fail():
        raise RuntimeError("broken")

    monkeypatch.setattr(run_due, "STEPS", [("first", fail), *run_due.STEPS])
    with pytest.raises(SystemExit):
        call_command("run_due")
    assert len(mail.outbox) == len(world.members)
    assert "first: failed" in capsys.readouterr().err


def test_two_runs_at_once_are_one(world, submitted, capsys):
    if connection.vendor != "postgresql":
        cache.add(run_due.NAME, 1)
        call_command("run_due")
    else:
        other = connections.create_connection("default")
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [run_due.key()])
            call_command("run_due")
        other.close()
    assert "Another run" in capsys.readouterr().out
    assert not mail.outbox


def test_the_lock_is_given_back(world, capsys):
    call_command("run_due")
    call_command("run_due")
    assert "Another run" not in capsys.readouterr().out


@task()
def tell_somebody(user_id):
    user = get_user_model().objects.get(pk=user_id)
    deliver("review/unreviewed", user, occasion="test", doubts=[], address="/admin/")


@pytest.mark.parametrize("has_queue", [False, True])
def test_any_mail_that_found_the_server_down_goes_out_later(
    world, settings, has_queue, django_capture_on_commit_callbacks
):
    if has_queue:
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        post(tell_somebody, world.webmaster.pk)
    if has_queue:  # what the worker does with it
        row = DBTaskResult.objects.get(task_path__endswith="tell_somebody")
        row.set_failed(MailServerDown())
    with pytest.raises(SystemExit):
        call_command("run_due")
    settings.EMAIL_BACKEND = working
    call_command("run_due")
    call_command("run_due")
    assert receivers() == [world.webmaster.email]


# What is online without a review


def check():
    """The exit code of the nightly check."""
    try:
        call_command("check_publications")
    except SystemExit as end:
        return end.code
    return 0


def test_what_was_voted_or_let_through_passes(world, submitted):
    world.publish(submitted)
    InitiativePageFactory(parent=world.fresh(world.centre), published=True)
    fiche = world.fiche()
    with publication_without_review(
        fiche, user=world.webmaster, kind="emergency", reason="Erreur grave"
    ):
        fiche.latest_revision.publish(skip_permission_checks=True)
    assert check() == 0
    assert not mail.outbox


def test_an_update_that_publishes_is_reported(world, submitted, capsys):
    world.publish(submitted)
    fiche = world.fiche()
    behind.write(InitiativePage.objects.filter(pk=fiche.pk), live=True)
    assert check() == 1
    assert fiche.title in capsys.readouterr().err
    (message,) = mail.outbox
    assert message.to == [world.webmaster.email]
    assert fiche.title in message.body
    assert submitted.title not in message.body


def test_an_update_that_names_a_revision_is_reported(world):
    fiche = InitiativePageFactory(parent=world.fresh(world.centre), published=True)
    fiche.tagline = "Jamais lue par le comité."
    revision = fiche.save_revision()
    rows = InitiativePage.objects.filter(pk=fiche.pk)
    behind.write(rows, live_revision=revision, tagline=fiche.tagline)
    assert check() == 1


def test_a_live_text_changed_behind_is_reported(world, submitted):
    page = world.publish(submitted)
    rows = InitiativePage.objects.filter(pk=page.pk)
    behind.write(rows, tagline="Changée dans la base.")
    assert check() == 1


def test_back_online_after_a_withdrawal_is_reported(world, submitted):
    page = world.publish(submitted)
    revision = page.live_revision
    page.unpublish()
    rows = InitiativePage.objects.filter(pk=page.pk)
    behind.write(rows, live=True, live_revision=revision)
    assert check() == 1
