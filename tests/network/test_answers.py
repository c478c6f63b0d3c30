"""An invitation does nothing before its answer, and a refusal does nothing ever."""

import pytest
from django.core import mail

from home.models import User
from network.belonging import actions, companions
from network.models import Membership
from network.review.models import CommitteeTaskState
from network.review.permissions import can_vote
from network.setup import CONTRIBUTORS
from tests.factories import (
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
)
from tests.network.people import NEW, REFUSED, Role, invite, path
from tests.network.test_invitations import link_in, set_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(world):
    """A member of the committee, whom the first centre invites."""
    return MembershipFactory(
        user=world.members[0],
        centre=world.centre,
        invited_by=world.referent,
        accepted_at=None,
    )


def address(membership, end=""):
    return f"/admin/centre/invitation/{membership.pk}/{end}"


def has_a_voice(user, fiche, world):
    state = world.state_of(fiche)
    waits = CommitteeTaskState.objects.waiting_for(user).filter(pk=state.pk).exists()
    assert waits == can_vote(user, state)
    return waits


def test_rights_and_recusal_begin_with_the_answer(world, as_, invited, submitted):
    judge, client = invited.user, as_(invited.user)
    draft = f"/admin/pages/{world.fiche().pk}/edit/"
    assert client.get(draft).status_code in REFUSED
    assert has_a_voice(judge, submitted, world)
    home = client.get("/admin/").content.decode()
    assert address(invited) in home
    page = client.get(address(invited)).content.decode()
    assert "Rejoindre Centre des Tilleuls" in page
    assert str(world.referent) in page
    assert "vous ne voterez plus sur ses fiches" in page
    for end in ("rejoindre/", "refuser/"):
        assert client.get(address(invited, end)).status_code == 405
    assert has_a_voice(judge, submitted, world)
    assert client.post(address(invited, "rejoindre/")).url == "/admin/"
    assert client.get(draft).status_code == 200
    assert not has_a_voice(judge, submitted, world)
    assert address(invited) not in client.get("/admin/").content.decode()
    assert (
        "Invitation acceptée"
        in as_(world.referent)
        .get(f"/admin/pages/{world.centre.pk}/history/")
        .content.decode()
    )


def test_a_refusal_changes_nothing_and_is_told_to_nobody(
    world, as_, committed, invited, submitted
):
    client, people = as_(invited.user), as_(world.referent)
    before = people.get(path(world.centre)).content.decode()
    committed(client.post, address(invited, "refuser/"))
    assert mail.outbox == []
    after = people.get(path(world.centre)).content.decode()
    assert before.count("pas encore venue") == after.count("pas encore venue") == 1
    assert has_a_voice(invited.user, submitted, world)
    assert address(invited) not in client.get("/admin/").content.decode()
    for end in ("rejoindre/", "refuser/"):
        said = client.post(address(invited, end), follow=True).content.decode()
        assert "n’attend plus de réponse" in said
    assert "n’attend plus" in client.get(address(invited), follow=True).content.decode()
    assert not Membership.objects.open().filter(pk=invited.pk).exists()
    committed(people.post, f"/admin/centre/personne/{invited.pk}/renvoyer/")
    assert mail.outbox[0].to == [invited.user.email]
    assert client.get(address(invited)).status_code == 200, "asked again, she may"


def test_an_invitation_is_answered_by_nobody_else(world, as_, invited):
    for user in (world.referent, world.webmaster, world.superuser, world.members[1]):
        client = as_(user)
        assert client.get(address(invited)).status_code == 404
        for end in ("rejoindre/", "refuser/"):
            assert client.post(address(invited, end)).status_code == 404
    invited.refresh_from_db()
    assert (invited.accepted_at, invited.declined_at) == (None, None)


def test_what_the_centre_took_back_is_no_longer_accepted(
    world, as_, committed, invited
):
    committed(actions.end, invited, world.referent)
    assert mail.outbox == [], "she was never of it: nothing ends for her"
    as_(invited.user).post(address(invited, "rejoindre/"))
    invited.refresh_from_db()
    assert invited.accepted_at is None


def test_a_known_account_is_led_to_its_answer(world, as_, committed):
    """Without a membership she has a desk all the same: the invitation is on it."""
    invite(committed, as_(world.referent), world.centre, world.members[0].email)
    (message,) = mail.outbox
    assert "vous ne voterez plus sur ses fiches" in message.body
    link = link_in(message)
    assert as_(world.members[0]).get(link).status_code == 200
    assert "/mot-de-passe/" not in message.body


def test_a_first_password_accepts_the_invitation_of_its_link_alone(
    world, as_, client, committed
):
    for centre in (world.centre, world.other_centre):
        invite(committed, as_(world.webmaster), centre)
    person = User.objects.get(email=NEW)
    assert not Membership.objects.open().filter(user=person).exists()
    assert set_password(client, link_in(mail.outbox[1])).status_code == 200
    (accepted,) = Membership.objects.open().filter(user=person)
    assert accepted.centre == world.other_centre
    assert Membership.objects.invited().get(user=person).centre == world.centre


def test_the_link_of_another_s_invitation_accepts_nothing(
    world, as_, client, committed, invited
):
    invite(committed, as_(world.referent), world.centre)
    link = link_in(mail.outbox[0]).split("?")[0]
    set_password(client, f"{link}?invitation={invited.pk}")
    assert User.objects.get(email=NEW).has_usable_password()
    assert Membership.objects.invited().filter(centre=world.centre).count() == 2


def test_who_takes_the_help_has_accepted_and_comes_as_a_companion(world):
    federation = FederationPageFactory()
    type(world.centre).objects.filter(pk=world.centre.pk).update(federation=federation)
    helper = world.account(CONTRIBUTORS)
    waiting = MembershipFactory(
        user=helper, centre=world.centre, role=Role.REFERENT, accepted_at=None
    )
    FederationMembershipFactory(user=helper, federation=federation)
    request = companions.ask(world.fresh(world.centre), "Une question.", world.author)
    companions.answer(request, helper)
    membership = Membership.objects.open().get(user=helper, centre=world.centre)
    assert (membership.pk, membership.role) == (waiting.pk, Role.COMPANION)
