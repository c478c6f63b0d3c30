"""The mails after publication reach whom they must, now or later."""

import pytest
from django.core import mail

from initiatives import life
from initiatives.models import InitiativePage
from network.review.outbox import do_what_is_left

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
