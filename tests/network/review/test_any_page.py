"""What the review promises holds for any page type, by memberships of any kind.

The page type is tests/gazette: a federation writes it, no centre stands above.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Workflow, WorkflowPage

from network.models import FederationMembership
from network.review.audit import doubts
from network.review.checks import pages_have_a_committee
from network.review.decisions import latest_decisions
from network.review.models import CommitteeTaskState
from network.review.notifications import people_of
from network.review.permissions import can_cancel_review, voters
from network.review.questions import Reviewed, answers, reviewed_models
from network.review.recusal import recusal_reason
from network.review.setup import WORKFLOW
from tests.factories import FederationMembershipFactory, FederationPageFactory
from tests.gazette.models import GazettePage

from . import behind

pytestmark = pytest.mark.django_db
Role = FederationMembership.Role


@pytest.fixture
def federation(world):
    """A federation of the Doubs, its pages read by the committee of the centres."""
    page = FederationPageFactory(title="Fédération du Doubs", commune="Besançon")
    WorkflowPage.objects.create(page=page, workflow=Workflow.objects.get(name=WORKFLOW))
    return page


@pytest.fixture
def editor(world, federation):
    user = world.account("Contributeurs")
    FederationMembershipFactory(user=user, federation=federation, role=Role.EDITOR)
    return user


@pytest.fixture
def gazette(world, federation, editor):
    """Under review, sent by the editor of the federation."""
    page = GazettePage(title="La gazette", news="Un bal.", live=False, owner=editor)
    federation.add_child(instance=page)
    page.save_revision(user=editor)
    return world.submit(page, user=editor)


def members_of(federation, user, role=Role.EDITOR):
    return FederationMembershipFactory(user=user, federation=federation, role=role)


def test_every_reviewed_page_answers_every_question():
    assert GazettePage in reviewed_models()
    questions = [name for name in vars(Reviewed) if not name.startswith("_")]
    assert len(questions) >= 12
    for model in reviewed_models():
        assert all(callable(getattr(model, name)) for name in questions), model


def test_an_answer_that_two_page_types_share_is_asked_once():
    assert len(reviewed_models()) >= 2
    assert len(answers("queue_annotations")) == 1


def test_it_goes_live_by_the_quorum_and_by_nothing_else(world, gazette):
    with pytest.raises(PermissionDenied):
        gazette.latest_revision.publish()
    published = world.publish(gazette)
    assert published.live
    assert list(doubts()) == []
    rows = GazettePage.objects.filter(pk=published.pk)
    behind.write(rows, news="Autre chose.")
    (doubt,) = doubts()
    assert doubt.page == published


def test_who_belongs_or_belonged_to_the_federation_has_no_vote(world, gazette):
    first, second, third, fourth = world.members
    members_of(gazette.writer, first)
    ended = members_of(gazette.writer, second)
    type(ended).objects.filter(pk=ended.pk).update(ended_at=ended.started_at)
    state = world.state_of(gazette)
    for member in (first, second):
        assert "votre fédération" in recusal_reason(member, state)
        assert not CommitteeTaskState.objects.waiting_for(member).exists()
    assert CommitteeTaskState.objects.waiting_for(third).get() == state
    assert set(voters(state)) == {third, fourth}


def test_a_member_of_another_federation_votes(world, gazette):
    members_of(FederationPageFactory(), world.members[0])
    assert recusal_reason(world.members[0], world.state_of(gazette)) == ""


def test_its_animators_may_take_it_back_and_its_other_editors_not(world, gazette):
    animator, colleague = (world.account("Contributeurs") for _ in range(2))
    members_of(gazette.writer, animator, Role.ANIMATOR)
    members_of(gazette.writer, colleague)
    assert can_cancel_review(animator, gazette)
    assert not can_cancel_review(colleague, gazette)


def test_who_wrote_it_and_still_belongs_and_its_animators_are_told(
    world, gazette, editor
):
    animator, colleague = (world.account("Contributeurs") for _ in range(2))
    members_of(gazette.writer, animator, Role.ANIMATOR)
    members_of(gazette.writer, colleague)
    assert set(people_of(gazette)) == {editor, animator}
    editor.federationmemberships.update(ended_at=timezone.now())
    assert set(people_of(gazette)) == {animator}


def test_its_line_names_the_federation_and_its_place(world, gazette, as_):
    (state,) = CommitteeTaskState.objects.all().for_lines()
    assert state.line.title == "La gazette"
    assert (state.line.writer.title, state.line.writer.place) == (
        "Fédération du Doubs",
        "Besançon",
    )
    page = as_(world.members[0]).get("/admin/comite/").content.decode()
    assert "La gazette" in page
    assert "Fédération du Doubs, Besançon" in page


def test_the_queue_mixes_page_types_at_one_price(world, gazette, as_):
    client = as_(world.members[0])
    client.get("/admin/comite/")
    with CaptureQueriesContext(connection) as alone:
        client.get("/admin/comite/")
    world.submit(world.fiche())
    with CaptureQueriesContext(connection) as mixed:
        assert "La gazette" in client.get("/admin/comite/").content.decode()
    assert len(mixed) == len(alone)


def test_the_filters_of_a_fiche_leave_it_out_and_a_region_finds_it(
    world, federation, gazette, as_
):
    fiche = world.submit(world.fiche())
    region = world.centre.departement.parent
    federation.territories.add(world.centre.departement)
    federation.save()
    client = as_(world.members[0])
    found = client.get("/admin/comite/", {"region": region.pk}).content.decode()
    assert "La gazette" in found
    assert fiche.title in found
    theme = fiche.main_theme.pk
    found = client.get("/admin/comite/", {"theme": theme}).content.decode()
    assert fiche.title in found
    assert "La gazette" not in found


def test_its_decision_names_the_federation(world, gazette):
    world.publish(gazette)
    (decision,) = latest_decisions(5)
    assert decision.writer.title == "Fédération du Doubs"
    assert decision.writer.departement == ""


def test_a_withdrawal_names_the_federation_too(world, gazette):
    world.publish(gazette).unpublish()
    labels = {one.label: one.writer.title for one in latest_decisions(5)}
    assert labels["retirée"] == "Fédération du Doubs"


def test_nobody_to_read_it_is_said_at_the_deployment(world, federation, gazette):
    assert pages_have_a_committee(None, databases=["default"]) == []
    WorkflowPage.objects.filter(page=federation).delete()
    (warning,) = pages_have_a_committee(None, databases=["default"])
    assert "Fédération du Doubs" in warning.msg
