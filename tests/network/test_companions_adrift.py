"""A companion is somebody of the centre's federation, at every moment."""

import pytest
from django.core import mail
from django.utils import timezone

from network.belonging import actions, companions
from network.models import CentrePage, FederationMembership, Membership
from network.policies import MembershipPagePolicy
from network.review.models import CHANGES
from network.review.recusal import exclude_recused, recusal_reason
from network.setup import CONTRIBUTORS
from tests.factories import (
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
)
from tests.network.people import REFUSED, Role, path

pytestmark = pytest.mark.django_db


def leave(world):
    of_hers = FederationMembership.objects.filter(user=world.companion)
    of_hers.update(ended_at=timezone.now())


def forget(world):
    FederationMembership.objects.filter(user=world.companion).delete()


def move(world, federation=None):
    CentrePage.objects.filter(pk=world.centre.pk).update(federation=federation)


def join_another(world):
    move(world, FederationPageFactory())


@pytest.fixture
def helped(world):
    """The world, whose first centre has a companion of its federation."""
    world.federation = FederationPageFactory()
    move(world, world.federation)
    world.companion = world.account(CONTRIBUTORS)
    FederationMembershipFactory(user=world.companion, federation=world.federation)
    world.help = MembershipFactory(
        user=world.companion, centre=world.centre, role=Role.COMPANION
    )
    return world


@pytest.mark.parametrize("part", [leave, forget, move, join_another])
def test_a_companion_loses_the_centre_with_her_federation(helped, as_, part):
    fiche = helped.fiche()
    edit = f"/admin/pages/{fiche.pk}/edit/"
    client = as_(helped.companion)
    assert client.get(edit).status_code == 200
    people = as_(helped.referent).get(path(helped.centre)).content.decode()
    assert helped.companion.email in people
    part(helped)
    assert client.get(edit).status_code in REFUSED
    assert client.get(f"/admin/pages/{fiche.pk}/view_draft/").status_code in REFUSED
    people = as_(helped.referent).get(path(helped.centre)).content.decode()
    assert helped.companion.email not in people
    editors = MembershipPagePolicy().users_with_any_permission_for_instance(
        {"change"}, fiche
    )
    assert helped.companion not in editors
    assert helped.author in editors


@pytest.mark.parametrize("part", [leave, move])
def test_who_accompanied_the_centre_still_has_no_vote_on_it(helped, part):
    helped.companion.groups.add(*helped.members[0].groups.all())
    fiche = helped.submit(helped.fiche())
    part(helped)
    state = helped.state_of(fiche)
    assert "votre centre" in recusal_reason(helped.companion, state)
    assert not exclude_recused(type(state).objects.all(), helped.companion).exists()


def test_a_companion_adrift_gets_no_mail_of_the_centre(
    helped, django_capture_on_commit_callbacks
):
    fiche = helped.submit(helped.fiche(author=helped.companion))
    leave(helped)
    with django_capture_on_commit_callbacks(execute=True):
        helped.vote(helped.members[0], fiche, CHANGES)
    receivers = {address for message in mail.outbox for address in message.to}
    assert helped.author.email in receivers
    assert helped.companion.email not in receivers


def test_coming_back_to_the_federation_opens_no_old_door(helped, as_):
    fiche = helped.fiche()
    leave(helped)
    FederationMembershipFactory(user=helped.companion, federation=helped.federation)
    client = as_(helped.companion)
    assert client.get(f"/admin/pages/{fiche.pk}/edit/").status_code in REFUSED
    request = companions.ask(
        helped.fresh(helped.centre), "Une question.", helped.author
    )
    companions.answer(request, helped.companion)
    assert client.get(f"/admin/pages/{fiche.pk}/edit/").status_code == 200
    helped.help.refresh_from_db()
    assert helped.help.ended_at


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REFERENT])
def test_a_companion_adrift_may_be_invited_as_anybody(helped, role):
    leave(helped)
    actions.invite(helped.centre, helped.companion.email, role, helped.referent)
    (now,) = Membership.objects.invited().filter(user=helped.companion)
    assert (now.role, now.pk == helped.help.pk) == (role, False)
