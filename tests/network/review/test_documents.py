"""The animators of a federation approve its documents, and nobody what he wrote."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Workflow, WorkflowPage

from home.models import Attachment, Picture, User
from network.models import FederationMembership, FederationReview
from network.projects.models import FederalProjectPage
from network.review.audit import doubts
from network.review.models import CHANGES, CommitteeTaskState
from network.review.permissions import (
    VoteRefused,
    committee,
    is_committee_member,
    judges,
    may_judge,
    voters,
)
from network.review.questions import reviewed_models
from network.review.setup import WORKFLOW
from network.reviewed_documents import ReviewedDocument
from network.setup import DOCUMENTS
from tests.factories import publish
from tests.network.documents import (
    Federations,
    Role,
    deputy_of,
    of_federation,
    one_of_each,
)

from . import behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def federations(world):
    return Federations(world)


@pytest.fixture
def sent(federations):
    """A project sent by the editor of the federation."""
    return federations.submitted()


def leaves(user):
    """Her memberships of federations end, behind every signal."""
    FederationMembership.objects.filter(user=user).update(ended_at=timezone.now())


def is_online(page):
    return FederalProjectPage.objects.get(pk=page.pk).live


def test_one_animator_puts_it_online_and_the_audit_agrees(world, federations, sent):
    with pytest.raises(PermissionDenied):
        sent.latest_revision.publish()
    state = world.state_of(sent)
    assert state.quorum == 1
    assert len(state.criteria) == 3
    assert state.is_signed
    world.vote(federations.animator, sent)
    assert is_online(sent)
    assert list(doubts()) == []
    behind.write(FederalProjectPage.objects.filter(pk=sent.pk), ambition="Autre chose.")
    (doubt,) = doubts()
    assert doubt.page == sent


def test_a_document_of_each_kind_goes_the_same_way(world, federations):
    for page in one_of_each(federations.ours, federations.editor):
        page = world.submit(page, user=federations.editor)
        world.vote(federations.animator, page)
        assert type(page).objects.get(pk=page.pk).live, page
    assert list(doubts()) == []


def test_who_owns_changed_or_sent_it_never_approves(world, federations):
    owner, editor, sender, other = (
        of_federation(world, federations.ours) for _ in range(4)
    )
    page = federations.project(owner)
    page.ambition = "Plus loin."
    page.save_revision(user=editor)
    page = world.submit(FederalProjectPage.objects.get(pk=page.pk), user=sender)
    for user in (owner, editor, sender):
        with pytest.raises(VoteRefused, match="Vous ne votez pas"):
            world.vote(user, page)
    assert not is_online(page)
    assert {owner, editor, sender}.isdisjoint(voters(world.state_of(page)))
    world.vote(other, page)
    assert is_online(page)


def test_belonging_to_the_federation_or_having_belonged_recuses_nobody(
    world, federations, sent
):
    state = world.state_of(sent)
    assert set(voters(state)) == {federations.animator, federations.second}
    assert state.writer_id == federations.ours.pk
    assert not state.speakers.exists()
    latecomer = of_federation(world, federations.ours)
    world.vote(latecomer, sent)
    assert is_online(sent)


def test_neither_editors_nor_the_committee_nor_who_keeps_the_site_has_a_voice(
    world, federations, sent
):
    editor = of_federation(world, federations.ours, Role.EDITOR)
    left = of_federation(world, federations.ours)
    leaves(left)
    nobody = [
        *(editor, left, federations.foreigner, world.members[0]),
        *(world.webmaster, world.superuser, world.referent),
    ]
    for user in nobody:
        with pytest.raises(VoteRefused):
            world.vote(user, sent)
        assert not CommitteeTaskState.objects.of_member(user).exists()
    assert not is_online(sent)


def test_with_a_single_animator_the_deputy_approves_what_she_wrote(world, federations):
    leaves(federations.second)
    page = federations.submitted(owner=federations.animator)
    state = world.state_of(page)
    assert voters(state) == []
    deputy_of(federations.ours, federations.foreigner)
    assert voters(state) == [federations.foreigner]
    assert CommitteeTaskState.objects.waiting_for(federations.foreigner).get() == state
    world.vote(federations.foreigner, page)
    assert is_online(page)


def test_a_deputy_has_a_voice_while_she_animates_another_federation(
    world, federations, sent
):
    deputy, state = federations.foreigner, world.state_of(sent)
    deputy_of(federations.ours, deputy)
    rows = FederationMembership.objects.filter(user=deputy)
    for change in (
        {"ended_at": timezone.now()},
        {"ended_at": None, "role": Role.EDITOR},
        # Of this very federation she would be its animator, while that lasts.
        {
            "role": Role.ANIMATOR,
            "federation": federations.ours,
            "ended_at": timezone.now(),
        },
    ):
        rows.update(**change)
        assert deputy not in voters(state)
        assert not may_judge(User.objects.get(pk=deputy.pk))
        assert not CommitteeTaskState.objects.of_member(deputy).exists()
        with pytest.raises(VoteRefused):
            world.vote(deputy, sent)
    rows.update(federation=federations.other, ended_at=None)
    assert deputy in voters(state)


def test_the_quorum_of_the_register_is_that_of_the_opening(world, federations):
    FederationReview.objects.create(federation=federations.ours, quorum=2)
    page = federations.submitted()
    FederationReview.objects.update(quorum=1)
    world.vote(federations.animator, page)
    assert not is_online(page)
    world.vote(federations.second, page)
    assert is_online(page)


def test_a_voice_that_ended_falls_at_the_next_vote(world, federations):
    FederationReview.objects.create(federation=federations.ours, quorum=2)
    page = federations.submitted()
    world.vote(federations.animator, page)
    leaves(federations.animator)
    world.vote(federations.second, page)
    assert not is_online(page)
    world.vote(of_federation(world, federations.ours), page)
    assert is_online(page)


def test_a_request_gives_it_back_and_a_new_sending_opens_a_new_round(
    world, federations, sent
):
    world.vote(federations.animator, sent, CHANGES)
    page = FederalProjectPage.objects.get(pk=sent.pk)
    assert not page.live
    page.current_workflow_state.resume(user=federations.editor)
    world.vote(federations.animator, page)
    assert is_online(page)


def test_a_new_version_waits_while_the_old_one_stays(world, federations, sent):
    world.vote(federations.animator, sent)
    page = FederalProjectPage.objects.get(pk=sent.pk)
    page.title = new = "Projet fédéral, nouvelle version"
    page.save_revision(user=federations.editor)
    page = world.submit(page, user=federations.editor)
    online = FederalProjectPage.objects.get(pk=sent.pk)
    assert (online.live, online.title) == (True, sent.title)
    world.vote(federations.second, page)
    assert FederalProjectPage.objects.get(pk=sent.pk).title == new


def test_what_was_taken_offline_comes_back_by_a_new_vote_only(world, federations, sent):
    world.vote(federations.animator, sent)
    page = FederalProjectPage.objects.get(pk=sent.pk)
    page.unpublish()
    with pytest.raises(PermissionDenied):
        page.latest_revision.publish()
    page = world.submit(
        FederalProjectPage.objects.get(pk=page.pk), user=federations.editor
    )
    world.vote(federations.animator, page)
    assert is_online(page)


def test_an_import_says_its_reason_and_the_audit_lets_it_pass(federations):
    page = publish(federations.project())
    assert page.live
    assert list(doubts()) == []


@pytest.mark.one_database("a workflow is looked for alike")
def test_no_workflow_of_another_kind_opens_a_review(world, federations):
    committee_s = Workflow.objects.get(name=WORKFLOW)
    page, fiche = federations.project(), world.fiche()
    WorkflowPage.objects.create(page=page, workflow=committee_s)
    documents = Workflow.objects.get(name=DOCUMENTS)
    WorkflowPage.objects.create(page=fiche, workflow=documents)
    for one, workflow in ((page, committee_s), (fiche, documents)):
        assert type(one).objects.get(pk=one.pk).get_workflow() is None
        with pytest.raises(Exception, match="Personne ne relit cette sorte de page"):
            workflow.start(one, world.author)


@pytest.mark.one_database("who judges is one query")
def test_who_has_a_queue_is_no_member_of_the_committee(world, federations):
    page = federations.submitted()
    deputy_of(federations.ours, federations.foreigner)
    states = CommitteeTaskState.objects.in_progress()
    asked = {federations.animator, federations.second, federations.foreigner}
    elsewhere = of_federation(world, federations.other)
    assert set(judges(states)) - set(world.members) == asked
    keepers = {world.webmaster}  # of the pages of centres that no federation reads
    assert set(judges()) == asked | set(world.members) | {elsewhere} | keepers
    assert set(committee()) == set(world.members)
    for user in asked:
        assert may_judge(user)
        assert not is_committee_member(user)
    assert not may_judge(federations.editor)
    assert set(voters(world.state_of(page))) == asked


def _blocks_in(block):
    yield block
    inner = [*getattr(block, "child_blocks", {}).values()]
    inner += [block.child_block] if hasattr(block, "child_block") else []
    for child in inner:
        yield from _blocks_in(child)


def _shown_by(model):
    """The classes that a page of this class names, in its fields, rows and streams."""
    rows = [one.related_model for one in get_all_child_relations(model)]
    for field in [field for one in (model, *rows) for field in one._meta.fields]:
        if field.is_relation:
            yield field.related_model
        for block in _blocks_in(getattr(field, "stream_block", None)):
            yield getattr(block, "model_class", None)


def test_no_document_shows_a_file_without_saying_so_to_the_hash():
    documents = [one for one in reviewed_models() if issubclass(one, ReviewedDocument)]
    assert len(documents) == 4
    files = {Picture, Attachment}
    showing = [one for one in documents if files & set(_shown_by(one))]
    silent = [one for one in showing if "files_in" not in vars(one)]
    assert silent == [], "answer files_in (network/review/questions.py)"
