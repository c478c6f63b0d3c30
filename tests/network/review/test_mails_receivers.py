"""Who is no longer there is told nothing; who was never called is not reminded."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from home.models import User
from network.review.due import send_due
from network.review.models import CHANGES, CommitteeTaskState

pytestmark = pytest.mark.django_db


def receivers():
    return sorted(address for message in mail.outbox for address in message.to)


def test_a_deactivated_referent_or_author_gets_no_mail(world, submitted, committed):
    for user in (world.referent, world.author):
        User.objects.filter(pk=user.pk).update(is_active=False)
    mail.outbox.clear()
    committed(world.vote, world.members[0], submitted, CHANGES)
    assert receivers() == []


def test_who_left_the_committee_is_not_told_that_a_review_stopped(
    world, submitted, committed
):
    world.vote(world.members[0], submitted)
    world.state_of(submitted).readings.create(user=world.members[1])
    world.members[0].groups.clear()
    mail.outbox.clear()
    committed(submitted.current_workflow_state.cancel, user=world.author)
    assert receivers() == [world.members[1].email]


def test_a_deactivated_member_is_called_to_no_vote(world, committed):
    User.objects.filter(pk=world.members[0].pk).update(is_active=False)
    fiche = world.fiche()
    committed(world.submit, fiche)
    assert receivers() == sorted(member.email for member in world.members[1:])


def test_who_was_never_called_is_called_before_she_is_reminded(world, submitted):
    """The mail server was down at the opening, for longer than the delay."""
    CommitteeTaskState.objects.update(due_at=timezone.now() - timedelta(hours=1))
    send_due()
    assert receivers() == sorted(member.email for member in world.members)
    assert not any("Rappel" in message.subject for message in mail.outbox)
    mail.outbox.clear()
    send_due()
    assert receivers() == sorted(member.email for member in world.members)
    assert all("Rappel" in message.subject for message in mail.outbox)
