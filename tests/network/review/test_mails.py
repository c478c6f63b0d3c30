"""One mail per event and person, after the commit, none to who cannot act."""

import pytest
from django.core import mail

from network.review.forms import CHANGES
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def receivers():
    return sorted(address for message in mail.outbox for address in message.to)


def test_the_committee_is_called_once_and_the_recused_are_not(world, committing):
    MembershipFactory(user=world.members[3], centre=world.centre)
    fiche = world.fiche()
    with committing():
        world.submit(fiche)
    assert receivers() == sorted(member.email for member in world.members[:3])
    assert fiche.title in mail.outbox[0].subject
    assert f"/admin/comite/{world.state_of(fiche).pk}/" in mail.outbox[0].body
    assert all(world.author.last_name not in message.body for message in mail.outbox)


def test_the_centre_learns_that_the_fiche_is_online(world, submitted, committing):
    world.vote(world.members[0], submitted)
    mail.outbox.clear()
    with committing():
        world.vote(world.members[1], submitted)
    assert receivers() == sorted([world.author.email, world.referent.email])
    assert "/centres/tilleuls/" in mail.outbox[0].body


def test_the_centre_reads_the_reasons_and_no_name_of_a_voter(
    world, submitted, committing
):
    with committing():
        world.vote(world.members[0], submitted, CHANGES)
    assert receivers() == sorted([world.author.email, world.referent.email])
    body = mail.outbox[0].body
    assert "Racontez mieux la deuxième étape." in body
    assert world.members[0].last_name not in body
    assert world.members[0].email not in body


def test_who_left_the_centre_gets_no_mail(world, submitted, committing):
    world.author.memberships.all().delete()
    with committing():
        world.vote(world.members[0], submitted, CHANGES)
    assert receivers() == [world.referent.email]


def test_a_failing_mail_server_undoes_no_decision(
    world, submitted, committing, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with committing():
        page = world.publish(submitted)
    assert page.live
