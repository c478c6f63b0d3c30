"""What a quorum of entitled members approved is what goes online."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.models import Picture
from initiatives.models import InitiativePage
from network.review import permissions
from network.review.models import (
    CHANGES,
    CharterCriterion,
    CommitteeTask,
    CommitteeTaskState,
    Recusal,
)
from network.review.permissions import VoteRefused
from tests.factories import MembershipFactory, PictureFactory

from . import behind

pytestmark = pytest.mark.django_db


def reload(page):
    return InitiativePage.objects.get(pk=page.pk)


def test_the_quorum_publishes_the_revision_that_was_voted(world, submitted):
    world.vote(world.members[0], submitted)
    assert not reload(submitted).live
    world.vote(world.members[1], submitted)
    page = reload(submitted)
    state = world.state_of(submitted)
    assert page.live
    assert page.live_revision_id == state.revision_id
    assert state.status == state.STATUS_APPROVED
    assert page.get_url()


def test_the_quorum_is_the_one_of_the_opening(world, submitted):
    CommitteeTask.objects.update(quorum=1)
    world.vote(world.members[0], submitted)
    assert not reload(submitted).live


def test_a_criterion_added_later_does_not_touch_open_votes(world, submitted):
    before = world.state_of(submitted).criteria
    CharterCriterion.objects.create(label="Ajouté après l’envoi")
    assert world.state_of(submitted).criteria == before
    world.publish(submitted)
    assert reload(submitted).live


def test_the_checklist_is_checked_on_the_server(world, submitted):
    with pytest.raises(ValidationError):
        world.vote(world.members[0], submitted, criterion_0="on")
    assert not world.state_of(submitted).votes.exists()


def test_a_request_for_changes_wants_a_reason_and_words(world, submitted):
    for data in ({"reason": "", "comment": "x" * 20}, {"reason": "form"}):
        with pytest.raises(ValidationError):
            world.vote(world.members[0], submitted, CHANGES, **data)
    assert not world.state_of(submitted).votes.exists()


def test_nobody_votes_twice(world, submitted):
    world.vote(world.members[0], submitted)
    with pytest.raises(VoteRefused, match="déjà"):
        world.vote(world.members[0], submitted)
    assert world.state_of(submitted).votes.count() == 1


def test_a_vote_on_a_closed_review_says_so(world, submitted):
    world.publish(submitted)
    with pytest.raises(VoteRefused, match="terminée"):
        world.vote(world.members[2], submitted)


def test_an_unknown_answer_is_refused(world, submitted):
    with pytest.raises(VoteRefused):
        world.vote(world.members[0], submitted, "approve", comment="x")


@pytest.mark.parametrize(
    "reason", ["owner", "submitter", "editor", "member", "ended", "associated"]
)
def test_who_is_concerned_has_no_vote_and_nothing_in_the_queue(world, reason):
    judge, fiche = world.members[0], None
    if reason == "owner":
        fiche = world.fiche(owner=judge, author=world.author)
    else:
        fiche = world.fiche()
    if reason == "editor":
        fiche.get_latest_revision_as_object().save_revision(user=judge)
    if reason == "member":
        MembershipFactory(user=judge, centre=world.centre)
    if reason == "ended":
        membership = MembershipFactory(user=judge, centre=world.centre)
        membership.ended_at = timezone.now()
        membership.save()
    if reason == "associated":
        MembershipFactory(user=judge, centre=world.other_centre)
        draft = fiche.get_latest_revision_as_object()
        draft.associated_centres = [world.other_centre]
        draft.save_revision(user=world.author)
    fiche = world.submit(
        reload(fiche), judge if reason == "submitter" else world.author
    )
    state = world.state_of(fiche)
    assert permissions.recusal_reason(judge, state)
    assert judge not in permissions.voters(state)
    assert state not in CommitteeTaskState.objects.waiting_for(judge)
    assert state in CommitteeTaskState.objects.waiting_for(world.members[1])
    with pytest.raises(VoteRefused):
        world.vote(judge, fiche)


def test_who_resubmits_is_recused_too(world, submitted):
    world.vote(world.members[1], submitted, CHANGES)
    page = reload(submitted)
    page.current_workflow_state.resume(user=world.members[0])
    state = world.state_of(page)
    assert (
        permissions.recusal_reason(world.members[0], state) == Recusal.Kind.AUTHOR.label
    )
    assert state not in CommitteeTaskState.objects.waiting_for(world.members[0])


def test_a_superuser_outside_the_committee_has_no_vote(world, submitted):
    with pytest.raises(VoteRefused, match="membres"):
        world.vote(world.superuser, submitted)


def test_an_edit_during_the_vote_cancels_the_votes_and_says_so(world, submitted):
    world.vote(world.members[0], submitted)
    draft = reload(submitted).get_latest_revision_as_object()
    draft.tagline = "Une tout autre accroche."
    draft.save_revision(user=world.superuser)
    state = world.state_of(submitted)
    assert state.supporters() == []
    assert state.votes.count() == 1
    assert state.revision_id == reload(submitted).latest_revision_id
    assert PageLogEntry.objects.filter(
        page=submitted.pk, action="review.vote.cancelled"
    ).exists()


def test_a_save_in_place_makes_a_successor_and_cancels_the_votes(world, submitted):
    world.vote(world.members[0], submitted)
    draft = reload(submitted).get_latest_revision_as_object()
    draft.tagline = "Glissée en douce."
    latest = reload(submitted).latest_revision
    again = draft.save_revision(user=latest.user, overwrite_revision=latest)
    assert again.pk != latest.pk
    assert world.state_of(submitted).supporters() == []


def test_content_written_behind_the_engine_stops_the_next_vote(world, submitted):
    world.vote(world.members[0], submitted)
    latest = reload(submitted).latest_revision
    latest.content["tagline"] = "Écrit en base."
    behind.rewrite(latest, latest.content)
    with pytest.raises(VoteRefused):
        world.vote(world.members[1], submitted)
    assert not reload(submitted).live


def test_a_picture_replaced_during_the_vote_stops_the_next_vote(world):
    picture = PictureFactory()
    picture.get_file_hash()
    fiche = world.submit(world.fiche(picture=picture))
    world.vote(world.members[0], fiche)
    Picture.objects.filter(pk=picture.pk).update(file_hash="f" * 40)
    with pytest.raises(VoteRefused):
        world.vote(world.members[1], fiche)
    assert not reload(fiche).live


def test_changes_asked_open_the_fiche_again_and_start_at_zero(world, submitted):
    world.vote(world.members[0], submitted)
    world.vote(world.members[1], submitted, CHANGES)
    page = reload(submitted)
    assert page.current_workflow_state.status == "needs_changes"
    assert not page.get_lock()
    draft = page.get_latest_revision_as_object()
    draft.tagline = "Une accroche reprise avec soin."
    draft.save_revision(user=world.author)
    page = reload(page)
    page.current_workflow_state.resume(user=world.colleague)
    state = world.state_of(page)
    assert state.supporters() == []
    assert permissions.can_vote(world.members[1], state)
    assert world.publish(page).tagline == "Une accroche reprise avec soin."


def test_an_incomplete_fiche_is_not_submitted_again(world, submitted):
    world.vote(world.members[1], submitted, CHANGES)
    draft = reload(submitted).get_latest_revision_as_object()
    draft.summary = ""
    draft.save_revision(user=world.author, clean=False)
    page = reload(submitted)
    with pytest.raises(ValidationError):
        page.current_workflow_state.resume(user=world.author)


def test_a_refused_second_version_leaves_the_first_online(world, submitted):
    page = world.publish(submitted)
    first = page.live_revision_id
    draft = page.get_latest_revision_as_object()
    draft.tagline = "Deuxième version."
    draft.save_revision(user=world.author)
    page = world.submit(reload(page))
    world.vote(world.members[0], page)
    world.vote(world.members[1], page, CHANGES)
    page = reload(page)
    assert page.live
    assert page.live_revision_id == first
    assert page.tagline != "Deuxième version."


def test_the_fiche_is_locked_for_everybody_during_the_vote(world, submitted):
    lock = submitted.get_lock()
    for user in (world.author, world.referent, world.webmaster, world.superuser):
        assert lock.for_user(user)


def test_a_member_cannot_cancel_a_review_and_a_referent_can(world, submitted):
    review = submitted.current_workflow_state
    assert not review.user_can_cancel(world.members[0])
    assert not permissions.can_cancel_review(world.members[0], submitted)
    for user in (world.author, world.referent, world.webmaster):
        assert permissions.can_cancel_review(user, submitted)
    assert not permissions.can_cancel_review(world.colleague, submitted)


def test_the_history_names_no_voter(world, submitted, as_):
    world.vote(world.members[0], submitted)
    answer = as_(world.author).get(f"/admin/pages/{submitted.pk}/history/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "(1/2)" in text
    assert world.members[0].last_name not in text
    assert world.members[0].email not in text


def test_an_archived_task_leaves_no_fiche_to_another_workflow(world):
    fiche = world.fiche()
    assert fiche.get_workflow()
    CommitteeTask.objects.update(active=False)
    assert reload(fiche).get_workflow() is None
