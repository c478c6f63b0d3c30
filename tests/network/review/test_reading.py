"""« Je la lis » and « Je m'abstiens »: said by a post, never by a link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from initiatives.models import InitiativePage
from network.review import voting
from network.review.models import (
    ABSTAIN,
    CHANGES,
    SUPPORT,
    CommitteeTaskState,
    Reading,
    Vote,
)
from network.review.permissions import VoteRefused
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
ACTIONS = ["claim", "release", "abstain"]


def address(name, state):
    return reverse(f"review:{name}", args=[state.pk])


def test_reading_is_claimed_shown_and_given_back(world, submitted, as_):
    state = world.state_of(submitted)
    client = as_(world.members[0])
    client.post(address("claim", state))
    client.post(address("claim", state))
    assert Reading.objects.count() == 1
    name = world.members[0].get_full_name()
    page = as_(world.members[1]).get(address("vote", state)).content.decode()
    assert f"{name} la lit" in " ".join(page.split())
    client.post(address("release", state))
    assert not Reading.objects.exists()


def test_her_home_speaks_to_who_reads(world, submitted, as_):
    voting.claim(world.state_of(submitted), world.members[0])
    home = reverse("wagtailadmin_home")
    assert "vous la lisez" in as_(world.members[0]).get(home).content.decode()


def test_a_claim_stops_nobody_else(world, submitted, as_):
    state = world.state_of(submitted)
    as_(world.members[0]).post(address("claim", state))
    as_(world.members[1]).post(address("claim", state))
    world.vote(world.members[2], submitted)
    assert Reading.objects.count() == 2
    assert Vote.objects.count() == 1


def test_a_vote_frees_the_claim_of_who_voted(world, submitted):
    state = world.state_of(submitted)
    for member in world.members[:2]:
        voting.claim(state, member)
    world.vote(world.members[0], submitted)
    assert [reading.user for reading in Reading.objects.all()] == [world.members[1]]


def test_a_claim_is_freed_after_five_days(world, submitted):
    state = world.state_of(submitted)
    voting.claim(state, world.members[0])
    reading = Reading.objects.filter(user=world.members[0])
    almost = timezone.now() - timedelta(days=4, hours=23)
    reading.update(created_at=almost)
    assert reading.fresh().exists()
    reading.update(created_at=timezone.now() - timedelta(days=5, hours=1))
    assert not reading.fresh().exists()
    voting.claim(state, world.members[0])
    assert reading.fresh().exists()


@pytest.mark.parametrize("name", ACTIONS)
def test_a_link_does_nothing(world, submitted, as_, name):
    state = world.state_of(submitted)
    assert as_(world.members[0]).get(address(name, state)).status_code == 405
    assert not Reading.objects.exists()
    assert not Vote.objects.exists()


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("who", ["author", "referent", "stranger"])
def test_nobody_else_does_it(world, submitted, as_, name, who):
    state = world.state_of(submitted)
    client = as_(getattr(world, who))
    assert client.post(address(name, state)).status_code == 403
    assert not Reading.objects.exists()
    assert not Vote.objects.exists()


@pytest.mark.parametrize("name", ["claim", "abstain"])
def test_a_recused_member_neither_reads_nor_abstains(world, submitted, as_, name):
    MembershipFactory(user=world.members[0], centre=world.centre)
    state = world.state_of(submitted)
    answer = as_(world.members[0]).post(address(name, state), follow=True)
    assert "Vous ne votez pas sur cette fiche" in answer.content.decode()
    assert not Reading.objects.exists()
    assert not Vote.objects.exists()


def test_an_abstention_counts_for_nothing_and_names_nobody(world, submitted, as_):
    state = world.state_of(submitted)
    voting.claim(state, world.members[0])
    answer = as_(world.members[0]).post(address("abstain", state))
    assert answer.url == reverse("review:queue")
    assert state.supporters() == []
    assert not CommitteeTaskState.objects.waiting_for(world.members[0]).exists()
    assert not Reading.objects.exists()
    entry = PageLogEntry.objects.get(page=submitted.pk, action="review.vote.abstain")
    assert entry.user_id is None
    history = f"/admin/pages/{submitted.pk}/history/"
    text = as_(world.author).get(history).content.decode()
    assert "Une abstention parmi" in text
    assert world.members[0].last_name not in text


@pytest.mark.parametrize("choice", [SUPPORT, CHANGES, ABSTAIN])
def test_an_abstention_never_becomes_a_vote(world, submitted, choice):
    world.vote(world.members[0], submitted, ABSTAIN)
    draft = submitted.get_latest_revision_as_object()
    draft.tagline = "Une tout autre accroche."
    draft.save_revision(user=world.superuser)
    with pytest.raises(VoteRefused, match="abstenir"):
        world.vote(world.members[0], submitted, choice)
    assert Vote.objects.count() == 1


def test_a_vote_never_becomes_an_abstention(world, submitted):
    world.vote(world.members[0], submitted)
    with pytest.raises(VoteRefused, match="déjà"):
        world.vote(world.members[0], submitted, ABSTAIN)
    assert len(world.state_of(submitted).supporters()) == 1


def test_the_others_decide_without_who_abstains(world, submitted):
    world.vote(world.members[0], submitted, ABSTAIN)
    world.vote(world.members[1], submitted)
    assert not InitiativePage.objects.get(pk=submitted.pk).live
    world.vote(world.members[2], submitted)
    assert InitiativePage.objects.get(pk=submitted.pk).live


def test_a_next_round_asks_who_abstained_again(world, submitted):
    world.vote(world.members[0], submitted, ABSTAIN)
    world.vote(world.members[1], submitted, CHANGES)
    submitted.current_workflow_state.resume(user=world.author)
    state = world.state_of(submitted)
    assert state in CommitteeTaskState.objects.waiting_for(world.members[0])


def test_the_webmaster_is_told_when_too_few_can_still_vote(
    world, submitted, mailoutbox, django_capture_on_commit_callbacks
):
    for member in world.members[:3]:
        with django_capture_on_commit_callbacks(execute=True):
            world.vote(member, submitted, ABSTAIN)
    told = [mail for mail in mailoutbox if mail.to == [world.webmaster.email]]
    assert len(told) == 1
