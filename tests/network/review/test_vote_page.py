"""The page where a member reads and votes; a refusal says why and writes nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.typography import typeset
from initiatives.models import InitiativePage
from network.review.models import Vote
from tests.conftest import COUNTED_ONCE

pytestmark = pytest.mark.django_db


def page_of(state):
    return reverse("review:vote", args=[state.pk])


def answer(state, action="support", **changes):
    ticks = {f"criterion_{n}": "on" for n in range(len(state.criteria))}
    words = {"reason": "form", "comment": "Racontez mieux la deuxième étape."}
    data = {"action": action, "content_hash": state.content_hash}
    return data | (ticks if action == "support" else words) | changes


def is_live(fiche):
    return InitiativePage.objects.get(pk=fiche.pk).live


def test_two_members_publish_from_the_page(world, submitted, as_):
    state = world.state_of(submitted)
    for member in world.members[:2]:
        client = as_(member)
        assert client.get(page_of(state)).status_code == 200
        assert client.post(page_of(state), answer(state)).status_code == 302
    assert is_live(submitted)


def test_reading_changes_nothing(world, submitted, as_):
    state = world.state_of(submitted)
    as_(world.members[0]).get(page_of(state))
    as_(world.members[0]).get(reverse("review:preview", args=[state.pk]))
    assert not Vote.objects.exists()


def test_the_preview_is_the_version_under_vote(world, submitted, as_):
    state = world.state_of(submitted)
    found = as_(world.members[0]).get(reverse("review:preview", args=[state.pk]))
    assert found.status_code == 200
    assert submitted.tagline in found.content.decode().replace("\u202f", " ")


def test_a_second_click_does_nothing_twice(world, submitted, as_):
    state = world.state_of(submitted)
    client = as_(world.members[0])
    client.post(page_of(state), answer(state))
    again = client.post(page_of(state), answer(state), follow=True)
    assert "Vous avez déjà donné votre avis" in again.content.decode()
    assert Vote.objects.count() == 1


def test_a_vote_after_the_decision_says_so(world, submitted, as_):
    state = world.state_of(submitted)
    world.publish(submitted)
    again = as_(world.members[2]).post(page_of(state), answer(state), follow=True)
    assert "est terminée" in again.content.decode()
    assert Vote.objects.count() == 2


def test_a_stale_page_says_so_and_keeps_what_was_typed(world, submitted, as_):
    state = world.state_of(submitted)
    data = answer(state, "request_changes", content_hash="0" * 64)
    found = as_(world.members[0]).post(page_of(state), data)
    assert found.status_code == 400
    text = found.content.decode()
    assert "La fiche a changé" in text
    assert data["comment"] in text
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"comment": ""}, "Dites au centre ce qu’il faut reprendre."),
        ({"comment": "court"}, "dix signes au moins"),
        ({"reason": ""}, "Choisissez un motif."),
        ({"reason": "inventé"}, "inventé"),
    ],
)
def test_a_request_without_reason_is_refused_beside_its_field(
    world, submitted, as_, changes, sentence
):
    state = world.state_of(submitted)
    data = answer(state, "request_changes", **changes)
    found = as_(world.members[0]).post(page_of(state), data)
    assert found.status_code == 400
    assert sentence in found.content.decode()
    assert not Vote.objects.exists()


def test_a_point_left_unticked_is_refused(world, submitted, as_):
    state = world.state_of(submitted)
    data = answer(state)
    del data["criterion_0"], data["criterion_1"]
    found = as_(world.members[0]).post(page_of(state), data)
    assert found.status_code == 400
    errors = re.findall(r'href="#id_criterion_\d">(.+?)</a>', found.content.decode())
    assert [error.split("\xa0:")[0] for error in errors] == [
        typeset(point) for point in state.criteria[:2]
    ], "each error of the list says which point"
    assert not Vote.objects.exists()


@pytest.mark.parametrize("action", ["", "approve", "publish", "x" * 3000])
def test_an_unknown_answer_is_no_vote(world, submitted, as_, action):
    state = world.state_of(submitted)
    found = as_(world.members[0]).post(page_of(state), answer(state, action=action))
    assert found.status_code == 400
    assert not Vote.objects.exists()


@pytest.mark.parametrize("who", ["author", "referent", "colleague", "stranger"])
def test_the_page_is_closed_to_who_is_not_of_the_committee(world, submitted, as_, who):
    state = world.state_of(submitted)
    client = as_(getattr(world, who))
    assert client.get(page_of(state)).status_code == 403
    assert client.post(page_of(state), answer(state)).status_code == 403
    assert client.get(reverse("review:queue")).status_code == 403
    assert not Vote.objects.exists()


def test_a_recused_member_is_told_why(world, submitted, as_):
    from tests.factories import MembershipFactory

    MembershipFactory(user=world.members[0], centre=world.centre)
    state = world.state_of(submitted)
    client = as_(world.members[0])
    assert "Vous ne votez pas" in client.get(page_of(state)).content.decode()
    client.post(page_of(state), answer(state))
    assert not Vote.objects.exists()


def test_a_member_who_left_the_committee_votes_no_more(world, submitted, as_):
    state = world.state_of(submitted)
    client = as_(world.members[0])
    world.members[0].groups.clear()
    assert client.post(page_of(state), answer(state)).status_code in (302, 403)
    assert not Vote.objects.exists()


def test_a_visitor_is_sent_to_the_login(submitted, world, client):
    found = client.get(page_of(world.state_of(submitted)))
    assert found.status_code == 302
    assert found.url.startswith("/connexion/")


def test_the_editor_of_the_core_takes_no_forged_vote(world, submitted, as_):
    data = {
        "title": "x",
        "action-workflow-action": "true",
        "workflow-action-name": "support",
        "workflow-action-extra-data": '{"comment": "x"}',
    }
    for who in (world.members[0], world.author, world.superuser):
        found = as_(who).post(f"/admin/pages/{submitted.pk}/edit/", data)
        assert found.status_code < 500
    assert not Vote.objects.exists()


def test_the_modal_of_the_core_takes_no_vote_of_members_without_checklist(
    world, submitted, as_
):
    state = world.state_of(submitted)
    address = f"/admin/pages/workflow/action/{submitted.pk}/support/{state.pk}/"
    found = as_(world.members[0]).post(address, {"comment": "x"})
    assert found.status_code in (302, 400, 403, 404)
    assert not Vote.objects.exists()


@COUNTED_ONCE
@pytest.mark.parametrize("address", ["/admin/comite/", "/admin/"])
def test_the_queue_costs_the_same_with_many_fiches(world, as_, address):
    client = as_(world.members[0])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    world.submit(world.fiche())
    queries()  # reads what a process reads once
    few = queries()
    for _ in range(6):
        world.submit(world.fiche())
    assert queries() <= few <= 24
