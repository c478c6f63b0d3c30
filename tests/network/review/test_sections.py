"""A request pinned to a part of the fiche, and what the committee already said."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from initiatives.models import InitiativePage
from network.review.models import ABSTAIN, CHANGES, Vote
from tests.conftest import COUNTED_ONCE
from tests.factories import MembershipFactory

from . import behind

pytestmark = pytest.mark.django_db
ASKED = {"reason": "form", "comment": "Racontez mieux la deuxième étape."}


def vote_address(state):
    return reverse("review:vote", args=[state.pk])


def flat(answer):
    return " ".join(answer.content.decode().split())


def test_every_section_is_a_part_of_the_form(world):
    sections = InitiativePage.review_sections()
    fiche = world.fiche()
    story = fiche.story.stream_block.child_blocks["story"].child_blocks
    for section in sections:
        assert len(section.key) <= Vote._meta.get_field("section").max_length
        assert section.key in story or hasattr(fiche, section.key)
    assert len({section.key for section in sections}) == len(sections)


def test_a_pinned_request_says_its_part_to_the_centre(world, submitted, as_):
    state = world.state_of(submitted)
    data = ASKED | {
        "action": CHANGES,
        "content_hash": state.content_hash,
        "section": "residents_role",
    }
    assert as_(world.members[0]).post(vote_address(state), data).status_code == 302
    assert Vote.objects.get().pinned_to.label == "Place des habitants"
    edit = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    found = flat(as_(world.colleague).get(edit))
    assert (
        'À propos de : <a href="#story-0-value-residents_role" '
        'data-go-to="story-0-value-residents_role">Place des habitants</a>'
    ) in found.replace("\xa0", " ")


def test_the_mail_says_the_part_and_leads_to_it(
    world, submitted, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        world.vote(
            world.members[0], submitted, CHANGES, **ASKED, section="residents_role"
        )
    link = f"/admin/pages/{submitted.pk}/edit/#story-0-value-residents_role"
    for message in mail.outbox:
        html = message.alternatives[0][0]
        for said in (message.body, html):
            assert "Partie à reprendre\xa0: Place des habitants" in said
            assert "Racontez mieux la deuxième étape." in said
            assert f"http://testserver{link}" in said
        assert f'href="http://testserver{link}"' in html
        assert "Renvoyer au comité" in message.body
    assert len(mail.outbox) == 2


def test_the_mail_of_a_general_request_leads_to_the_form(
    world, submitted, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        world.vote(world.members[0], submitted, CHANGES)
    for message in mail.outbox:
        assert "Partie" not in message.body
        assert f"/admin/pages/{submitted.pk}/edit/\n" in message.body
    assert len(mail.outbox) == 2


def test_a_general_request_has_no_part(world, submitted):
    world.vote(world.members[0], submitted, CHANGES)
    assert Vote.objects.get().pinned_to is None


def test_an_invented_part_is_refused(world, submitted, as_):
    state = world.state_of(submitted)
    with pytest.raises(ValidationError):
        world.vote(world.members[0], submitted, CHANGES, **ASKED, section="owner")
    data = ASKED | {"action": CHANGES, "content_hash": state.content_hash}
    answer = as_(world.members[0]).post(vote_address(state), data | {"section": "x"})
    assert answer.status_code == 400
    assert "Choisissez une partie de la fiche." in flat(answer)
    assert not Vote.objects.exists()


def test_a_part_that_is_no_more_hides_no_remark(world, submitted, as_):
    world.vote(world.members[0], submitted, CHANGES)
    behind.amend(submitted, Vote.objects.all(), section="disparue")
    edit = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    assert ASKED["comment"] in flat(as_(world.author).get(edit))


@pytest.fixture
def second_round(world, submitted):
    """A fiche with a request and an abstention behind it, a support before it."""
    world.vote(world.members[3], submitted, ABSTAIN)
    world.vote(world.members[0], submitted, CHANGES, **ASKED, section="steps")
    submitted.current_workflow_state.resume(user=world.author)
    world.vote(world.members[1], submitted)
    return world.state_of(submitted)


def test_the_committee_reads_the_answers_of_all_rounds(world, second_round, as_):
    found = flat(as_(world.members[2]).get(vote_address(second_round)))
    for words in ("Demande de reprise", "Abstention", "Avis favorable"):
        assert words in found
    assert ASKED["comment"] in found
    assert "Ce que nous avons fait" in found
    for member in (world.members[0], world.members[1], world.members[3]):
        assert member.get_full_name() in found


def test_a_member_of_the_centre_reads_the_reasons_without_names(
    world, second_round, as_
):
    MembershipFactory(user=world.members[2], centre=world.centre)
    found = flat(as_(world.members[2]).get(vote_address(second_round)))
    assert ASKED["comment"] in found
    for member in (world.members[0], world.members[1], world.members[3]):
        assert member.get_full_name() not in found
        assert member.email not in found


@COUNTED_ONCE
def test_the_vote_page_costs_the_same_with_many_answers(
    world, second_round, as_, django_assert_max_num_queries
):
    client = as_(world.members[2])
    client.get(vote_address(second_round))
    with django_assert_max_num_queries(45):
        client.get(vote_address(second_round))
