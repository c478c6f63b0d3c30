"""What became incomplete during the vote is not published (editorial.md, section 3)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from initiatives.models import Audience, InitiativePage
from network.review.models import CHANGES
from network.review.permissions import VoteRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def bereft(world):
    """Under vote with one favourable voice, and its only public was removed since."""
    fiche = world.submit(world.fiche())
    world.vote(world.members[0], fiche)
    Audience.objects.all().delete()
    Audience.objects.forget()
    return fiche


def test_it_is_no_longer_approved_and_the_refusal_says_what_is_missing(world, bereft):
    with pytest.raises(VoteRefused, match="un à quatre publics"):
        world.vote(world.members[1], bereft)
    assert not InitiativePage.objects.get(pk=bereft.pk).live
    assert world.state_of(bereft).votes.count() == 1


def test_a_reprise_can_still_be_asked(world, bereft):
    world.vote(world.members[1], bereft, CHANGES)
    state = world.state_of(bereft)
    assert state.status == state.STATUS_REJECTED


def test_no_other_end_of_the_review_publishes_it(world, bereft):
    """Not even with a second voice that came before the rule moved."""
    state = world.state_of(bereft)
    vote = state.votes.get()
    vote.pk, vote.user = None, world.members[1]
    vote.save()
    with (
        pytest.raises(PermissionDenied, match="n’est plus au complet"),
        transaction.atomic(),
    ):
        state.approve(user=world.superuser)
    assert not InitiativePage.objects.get(pk=bereft.pk).live


def test_the_vote_page_keeps_what_was_typed(world, bereft, as_):
    state = world.state_of(bereft)
    data = world.answer(state) | {"action": "support", "comment": "Très beau."}
    found = as_(world.members[1]).post(
        f"/admin/comite/{state.pk}/", data | {"content_hash": state.content_hash}
    )
    text = found.content.decode()
    assert found.status_code == 400
    assert "un à quatre publics" in text
    assert "Très beau." in text
