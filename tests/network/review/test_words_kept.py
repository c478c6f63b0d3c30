"""Nothing that a member typed is lost, and she knows what became of it."""

import pytest
from django.urls import reverse

from network.review.models import Vote
from network.review.permissions import could_read_review

from .test_vote_page import answer, page_of

pytestmark = pytest.mark.django_db

WORDS = "Racontez mieux la deuxième étape."


def stop(world, fiche):
    fiche.current_workflow_state.cancel(user=world.author)


def test_a_vote_on_a_fiche_that_its_centre_took_back_says_so_and_keeps_the_words(
    world, submitted, as_
):
    state = world.state_of(submitted)
    stop(world, submitted)
    data = answer(state, "request_changes")
    found = as_(world.members[0]).post(page_of(state), data)
    assert found.status_code == 410
    assert "La relecture s’est arrêtée" in found.content.decode()
    assert WORDS in found.content.decode()
    assert submitted.title not in found.content.decode()
    assert not Vote.objects.exists()


@pytest.mark.parametrize("name", ["claim", "release", "abstain"])
def test_no_button_of_a_stopped_review_leads_to_a_bare_refusal(
    world, submitted, as_, name
):
    state = world.state_of(submitted)
    stop(world, submitted)
    found = as_(world.members[0]).post(reverse(f"review:{name}", args=[state.pk]))
    assert found.status_code == 410


def test_who_is_not_of_the_committee_learns_nothing_of_a_stopped_review(
    world, submitted, as_
):
    state = world.state_of(submitted)
    stop(world, submitted)
    state.refresh_from_db()
    assert could_read_review(world.members[0], state)
    for other in (world.stranger, world.author, world.referent):
        assert not could_read_review(other, state)
    assert as_(world.stranger).get(page_of(state)).status_code == 403


def test_a_vote_that_comes_after_the_decision_gives_its_words_back(
    world, submitted, as_
):
    state = world.state_of(submitted)
    for member in world.members[:2]:
        world.vote(member, submitted)
    data = answer(state, "request_changes")
    found = as_(world.members[2]).post(page_of(state), data)
    assert "Votre mot n’est pas parti" in found.content.decode()
    assert WORDS in found.content.decode()


def test_a_second_click_does_not_say_that_the_words_were_lost(world, submitted, as_):
    state = world.state_of(submitted)
    client = as_(world.members[0])
    for _ in range(2):
        found = client.post(page_of(state), answer(state, comment=WORDS))
    assert "Vous avez déjà donné votre avis" in found.content.decode()
    assert "Votre mot n’est pas parti" not in found.content.decode()


def test_the_last_voter_is_told_what_her_answer_decided(world, submitted, as_):
    state = world.state_of(submitted)
    said = [
        as_(member).post(page_of(state), answer(state), follow=True).content.decode()
        for member in world.members[:2]
    ]
    assert "la fiche est approuvée" not in said[0]
    assert "la fiche est approuvée" in said[1]


def test_who_asks_for_changes_is_told_that_the_fiche_goes_back(world, submitted, as_):
    state = world.state_of(submitted)
    data = answer(state, "request_changes")
    found = as_(world.members[0]).post(page_of(state), data, follow=True)
    assert "la fiche repart au centre" in found.content.decode()


@pytest.mark.parametrize("action", ["support", "request_changes"])
def test_a_word_too_long_is_refused_in_plain_words(world, submitted, as_, action):
    state = world.state_of(submitted)
    data = answer(state, action, comment="x" * 2001)
    found = as_(world.members[0]).post(page_of(state), data).content.decode()
    assert "gardez-en 2" in found
    assert "x" * 2001 in found
