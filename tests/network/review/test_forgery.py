"""What no page sends is refused with a sentence, writes nothing and is logged."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from network.review.models import CHANGES, SUPPORT, Vote
from network.setup import CONTRIBUTORS
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def page_of(state):
    return reverse("review:vote", args=[state.pk])


def paper(world, state, action=SUPPORT):
    sent = {"action": action, "content_hash": state.content_hash}
    return world.answer(state, action) | sent


def forge_in_the_editor(client, fiche, name, data):
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[fiche.pk]),
        {
            "title": "x",
            "action-workflow-action": "true",
            "workflow-action-name": name,
            "workflow-action-extra-data": json.dumps(data),
        },
    )


def test_a_vote_on_ones_own_fiche_is_refused_with_its_reason_and_logged(
    world, submitted, as_, forged
):
    judge, state = world.members[0], world.state_of(submitted)
    MembershipFactory(user=judge, centre=world.centre)
    answer = as_(judge).post(page_of(state), paper(world, state))
    assert answer.status_code == 400
    assert "elle vient de votre centre" in answer.content.decode()
    assert not Vote.objects.exists()
    (line,) = forged()
    assert f"account {judge.pk}, review {state.pk}" in line
    assert judge.email not in line


def test_a_webmaster_reads_and_has_no_voice(world, submitted, as_, forged):
    state = world.state_of(submitted)
    answer = as_(world.webmaster).post(page_of(state), paper(world, state))
    assert answer.status_code == 400
    assert "Seuls les membres du comité" in answer.content.decode()
    assert not Vote.objects.exists()
    assert len(forged()) == 1


@pytest.mark.parametrize("has_a_centre", [True, False])
def test_a_removed_member_is_refused_and_logged(
    world, submitted, as_, forged, has_a_centre
):
    """Her page was open; she may still write for a centre of her own."""
    judge, state = world.members[0], world.state_of(submitted)
    client = as_(judge)
    judge.groups.clear()
    if has_a_centre:
        judge.groups.add(world.groups[CONTRIBUTORS])
        MembershipFactory(user=judge, centre=world.other_centre)
    answer = client.post(page_of(state), paper(world, state))
    assert answer.status_code == 403
    assert "Votre compte n’a pas ce droit" in answer.content.decode()
    assert not Vote.objects.exists()
    assert len(forged()) == 1


def test_an_answer_that_no_ballot_has_is_logged(world, submitted, as_, forged):
    state, client = world.state_of(submitted), as_(world.members[0])
    for action in ("approve", "publish", "abstain"):
        data = paper(world, state) | {"action": action}
        assert client.post(page_of(state), data).status_code == 400
    assert not Vote.objects.exists()
    assert len(forged()) == 3


@pytest.mark.parametrize(
    "data",
    [
        {"comment": "x"},
        {"criterion_0": "on"},
        {"checklist": {"0": True}},
        {f"criterion_{n}": "" for n in range(4)},
        ["criterion_0"],
        "criterion_0",
        None,
    ],
)
def test_a_checklist_forged_in_the_editor_is_no_vote_and_no_500(
    world, submitted, as_, forged, data
):
    """A member who may edit the fiche, where the core takes the answer unchecked."""
    judge = world.members[0]
    judge.is_superuser = True
    judge.save()
    answer = forge_in_the_editor(as_(judge), submitted, SUPPORT, data)
    assert answer.status_code < 500
    assert not Vote.objects.exists()


def test_an_answer_that_went_round_the_page_is_logged(world, submitted, forged):
    for action, data in ((SUPPORT, {"criterion_0": "on"}), (CHANGES, {"reason": "x"})):
        with pytest.raises(ValidationError):
            world.vote(world.members[0], submitted, action, **data)
    assert not Vote.objects.exists()
    assert len(forged()) == 2


def test_a_link_that_we_did_not_sign_is_logged(world, as_, forged):
    assert as_(world.members[0]).get("/admin/comite/lien/faux/").status_code == 404
    assert len(forged()) == 1


def test_what_people_do_by_mistake_is_no_forgery(world, submitted, as_, forged):
    state, client = world.state_of(submitted), as_(world.members[0])
    data = paper(world, state, CHANGES)
    for mistake in (
        {"content_hash": "0" * 64},
        {"reason": ""},
        {"comment": ""},
        {"action": ""},
    ):
        assert client.post(page_of(state), data | mistake).status_code == 400
    assert client.post(page_of(state), paper(world, state)).status_code == 302
    client.post(page_of(state), paper(world, state))
    world.vote(world.members[1], submitted)
    as_(world.members[2]).post(page_of(state), paper(world, state))
    assert Vote.objects.count() == 2
    assert forged() == []
