"""The mails after publication reach whom they must, now or later."""

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home.post.outbox import do_what_is_left
from initiatives.life import actions as life
from initiatives.models import InitiativePage, RemovalRequest
from network.review.due import send_due

pytestmark = pytest.mark.django_db
REASON = "Une famille ne veut plus y figurer."


@pytest.fixture
def withdraw(world, django_capture_on_commit_callbacks):
    """withdraw(): a fiche that a colleague of its author sent, by its referent."""
    fiche = world.publish(world.submit(world.fiche(), world.colleague))

    def withdraw():
        with django_capture_on_commit_callbacks(execute=True):
            page = InitiativePage.objects.get(pk=fiche.pk)
            life.withdraw(page, user=world.referent, reason=REASON)

    return withdraw


def receivers():
    return sorted(address for message in mail.outbox for address in message.to)


def test_who_sent_a_fiche_learns_that_it_is_withdrawn(world, withdraw):
    withdraw()
    people = (world.author, world.colleague)
    assert receivers() == sorted(person.email for person in people)
    assert all(REASON in message.body for message in mail.outbox)


def test_a_dead_mail_server_only_delays_it(withdraw, settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    withdraw()
    settings.EMAIL_BACKEND = working
    assert [do_what_is_left(), do_what_is_left()] == [2, 0]
    assert len(receivers()) == 2


@pytest.fixture
def voted(world):
    """A fiche online, with a new version that a member of the committee answered."""
    world.publish(world.submit(world.fiche()))
    page = InitiativePage.objects.get()
    page.tagline = "Un autre chapô, plus court."
    page.save_revision(user=world.author)
    page = world.submit(InitiativePage.objects.get())
    world.vote(world.members[0], page)
    return page


def told(member):
    return [message.subject for message in mail.outbox if message.to == [member.email]]


@pytest.mark.parametrize(
    ("act", "subject"),
    [(life.withdraw, "Retirée du site"), (life.publish_in_emergency, "Publiée sans")],
)
def test_a_vote_that_is_stopped_is_told_in_one_mail_that_says_why(
    world, voted, django_capture_on_commit_callbacks, act, subject
):
    with django_capture_on_commit_callbacks(execute=True):
        act(voted, user=world.webmaster, reason=REASON)
    send_due()
    for member in world.members:
        assert [subject in line for line in told(member)] == [True]


def test_who_stops_a_vote_of_hers_is_not_told_that_the_centre_did(
    world, voted, django_capture_on_commit_callbacks
):
    member = world.members[0]
    member.groups.add(world.webmaster.groups.get())
    with django_capture_on_commit_callbacks(execute=True):
        life.withdraw(voted, user=member, reason=REASON)
    assert told(member) == []


def test_a_vote_that_the_centre_stops_is_told_to_who_voted(
    world, voted, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        life.withdraw(voted, user=world.referent, reason=REASON)
    (line,) = told(world.members[0])
    assert "Relecture arrêtée" in line
    assert not any(told(member) for member in world.members[1:])


def deactivate(user):
    user.is_active = False
    user.save()


def leave_the_centre(user):
    user.memberships.update(ended_at=timezone.now())


def leave_the_group(user):
    user.groups.clear()


def be_referent_no_more(user):
    user.memberships.update(role="contributor")


def withdraw_it(world, page):
    life.withdraw(page, user=world.webmaster, reason=REASON)


def publish_it(world, page):
    life.publish_in_emergency(page, user=world.webmaster, reason=REASON)


def ask_for_removal(world, page):
    life.ask_for_removal(RemovalRequest(page=page, kind="photo", message="Moi"))


@pytest.mark.parametrize(
    ("act", "who", "leave"),
    [
        (withdraw_it, "author", leave_the_centre),
        (withdraw_it, "author", deactivate),
        (withdraw_it, "member", leave_the_group),
        (publish_it, "author", leave_the_centre),
        (publish_it, "member", leave_the_group),
        (publish_it, "member", deactivate),
        (ask_for_removal, "referent", leave_the_centre),
        (ask_for_removal, "referent", be_referent_no_more),
        (ask_for_removal, "webmaster", leave_the_group),
    ],
)
def test_who_left_before_the_mail_did_gets_none(
    world, voted, settings, django_capture_on_commit_callbacks, act, who, leave
):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        act(world, voted)
    settings.EMAIL_BACKEND = working
    user = world.members[1] if who == "member" else getattr(world, who)
    left = DBTaskResult.objects.filter(task_path__endswith="life.mails.send")
    assert any(user.pk in row.args_kwargs["args"] for row in left)
    leave(user)
    assert do_what_is_left() == left.count()
    assert user.email not in receivers()
    assert len(receivers()) == left.count() - 1
