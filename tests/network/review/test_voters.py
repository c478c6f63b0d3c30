"""Each clause of who may vote, asked of the method, of the SQL and of the pages."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from home.models import User
from initiatives.models import InitiativePage
from network.review import permissions, publication
from network.review.models import (
    CHANGES,
    SUPPORT,
    CharterCriterion,
    CommitteeTask,
    CommitteeTaskState,
    Reading,
    Vote,
)
from network.review.permissions import VoteRefused
from tests.factories import MembershipFactory, UserFactory
from tests.network.people import REFUSED

from . import behind

pytestmark = pytest.mark.django_db


def again(page):
    return InitiativePage.objects.get(pk=page.pk)


def has_a_voice(user, state):
    """One answer of three: the method, the mails, the queue."""
    answers = {
        permissions.can_vote(user, state),
        user in permissions.voters(state),
        state in CommitteeTaskState.objects.waiting_for(user),
    }
    (answer,) = answers
    return answer


def test_the_first_who_sent_it_is_recused_from_each_later_round(world):
    judge = world.members[0]
    fiche = world.submit(world.fiche(), judge)
    world.vote(world.members[1], fiche, CHANGES)
    again(fiche).current_workflow_state.resume(user=world.author)
    assert not has_a_voice(judge, world.state_of(fiche))
    assert has_a_voice(world.members[1], world.state_of(fiche))


def test_who_gave_a_fiche_away_keeps_no_voice_by_it(world):
    """An editor of one old version only, the fiche being somebody else's since."""
    judge = world.members[0]
    fiche = world.fiche(owner=judge, author=judge)
    InitiativePage.objects.filter(pk=fiche.pk).update(owner=world.referent)
    again(fiche).get_latest_revision_as_object().save_revision(user=world.author)
    assert not has_a_voice(judge, world.state_of(world.submit(again(fiche))))


def test_an_associated_centre_named_during_the_vote_recuses_from_then_on(world):
    judge = world.members[0]
    MembershipFactory(user=judge, centre=world.other_centre)
    fiche = world.submit(world.fiche())
    assert has_a_voice(judge, world.state_of(fiche))
    draft = again(fiche).get_latest_revision_as_object()
    draft.associated_centres = [world.other_centre]
    draft.save_revision(user=world.superuser)
    assert not has_a_voice(judge, world.state_of(fiche))


def test_who_has_answered_has_no_voice_until_the_content_moves(world, submitted):
    judge = world.members[0]
    world.vote(judge, submitted)
    assert not has_a_voice(judge, world.state_of(submitted))
    draft = again(submitted).get_latest_revision_as_object()
    draft.tagline = "Une tout autre accroche."
    draft.save_revision(user=world.superuser)
    assert has_a_voice(judge, world.state_of(submitted))


def test_a_deactivated_member_has_no_voice(world, submitted):
    judge, state = world.members[0], world.state_of(submitted)
    User.objects.filter(pk=judge.pk).update(is_active=False)
    judge.refresh_from_db()
    assert judge not in permissions.voters(state)
    assert not state.task.specific.is_member(judge, state)
    with pytest.raises(VoteRefused, match="membres"):
        world.vote(judge, submitted)


def test_a_vote_keeps_each_point_that_was_ticked(world, submitted):
    world.vote(world.members[0], submitted)
    state = world.state_of(submitted)
    assert len(state.criteria) == 4
    assert Vote.objects.get().checklist == dict.fromkeys(state.criteria, True)
    assert Vote.objects.get().content_hash == state.content_hash


@pytest.mark.parametrize("action", [SUPPORT, CHANGES])
def test_an_endless_remark_is_refused(world, submitted, action):
    answer = world.answer(world.state_of(submitted), action)
    with pytest.raises(ValidationError):
        world.vote(
            world.members[0], submitted, action, **answer | {"comment": "x" * 2001}
        )
    assert not Vote.objects.exists()


def test_the_days_are_those_of_the_opening(world):
    CommitteeTask.objects.update(days=30)
    state = world.state_of(world.submit(world.fiche()))
    CommitteeTask.objects.update(days=1)
    left = world.state_of(state.workflow_state.content_object).due_at - timezone.now()
    assert timedelta(days=29, hours=23) < left <= timedelta(days=30)


def test_the_ballot_shows_the_criteria_of_the_opening(world, submitted, as_):
    state, client = world.state_of(submitted), as_(world.members[0])
    CharterCriterion.objects.create(label="Ajouté après l’envoi", sort_order=9)
    address = reverse("review:vote", args=[state.pk])
    assert "Ajouté après" not in client.get(address).content.decode()
    data = world.answer(state) | {"action": SUPPORT}
    sent = client.post(address, data | {"content_hash": state.content_hash})
    assert sent.status_code == 302
    assert Vote.objects.count() == 1


def test_only_who_has_a_voice_is_offered_an_answer_by_the_core(world, submitted):
    task, judge = world.state_of(submitted).task.specific, world.members[0]
    MembershipFactory(user=judge, centre=world.centre)
    names = [name for name, *_ in task.get_actions(submitted, world.members[1])]
    assert names == [SUPPORT, CHANGES]
    for user in (judge, world.author, world.webmaster, world.superuser):
        assert task.get_actions(submitted, user) == []


def test_a_member_with_a_centre_of_her_own_opens_no_editor_of_what_she_reads(
    world, submitted, as_
):
    judge = world.members[0]
    MembershipFactory(user=judge, centre=world.other_centre)
    address = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    assert as_(judge).get(address).status_code in (302, 403)
    tester = submitted.permissions_for_user(judge)
    assert not tester.can_edit()
    assert not tester.can_lock()
    assert not tester.can_unlock()


def test_a_fiche_is_taken_back_by_those_of_it_and_nobody_else(world):
    fiche = world.fiche(owner=world.colleague)
    draft = fiche.get_latest_revision_as_object()
    draft.associated_centres = [world.other_centre]
    draft.save()
    draft.save_revision(user=world.author)
    other = world.account("Contributeurs")
    MembershipFactory(user=other, centre=world.other_centre, role="referent")
    fiche = world.submit(again(fiche), world.author)
    for user in (world.colleague, world.author, world.referent, world.webmaster):
        assert permissions.can_cancel_review(user, fiche)
    for user in (other, world.stranger, *world.members):
        assert not permissions.can_cancel_review(user, fiche)
    world.author.is_active = False
    assert not permissions.can_cancel_review(world.author, fiche)


def test_a_vote_that_the_text_overtook_is_told_so_and_writes_nothing(
    world, submitted, as_
):
    """The page is not stale: the content moved behind the engine."""
    state = world.state_of(submitted)
    content = state.revision.content | {"tagline": "Écrit en base."}
    behind.rewrite(state.revision, content)
    data = world.answer(state) | {"action": SUPPORT}
    answer = as_(world.members[0]).post(
        reverse("review:vote", args=[state.pk]),
        data | {"content_hash": state.content_hash},
    )
    assert answer.status_code == 400
    assert "La fiche a changé depuis son envoi" in answer.content.decode()
    assert not Vote.objects.exists()


def test_a_member_of_another_committee_reads_and_decides_nothing_here(
    world, submitted, as_
):
    group = Group.objects.create(name="Un autre comité")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    CommitteeTask.objects.create(name="Autre").groups.add(group)
    other, state = UserFactory(), world.state_of(submitted)
    other.groups.add(group)
    client = as_(other)
    assert client.get(reverse("review:queue")).status_code == 200
    data = world.answer(state)
    for name, send in (
        ("vote", client.get),
        ("preview", client.get),
        ("vote", client.post),
        ("claim", client.post),
        ("abstain", client.post),
    ):
        answer = send(reverse(f"review:{name}", args=[state.pk]), data)
        assert answer.status_code in REFUSED, name
        assert answer.get("Location", "/admin/") == "/admin/", "home, and no vote page"
    assert not has_a_voice(other, state)
    assert not Vote.objects.exists()
    assert not Reading.objects.exists()


def leave_the_committee(world, judge):
    judge.groups.clear()


def join_the_centre(world, judge):
    MembershipFactory(user=judge, centre=world.centre)


def close_the_account(world, judge):
    User.objects.filter(pk=judge.pk).update(is_active=False)


@pytest.mark.parametrize(
    "lose", [leave_the_committee, join_the_centre, close_the_account]
)
def test_a_voice_lost_before_the_decision_no_longer_counts(world, as_, lose):
    fiche = world.submit(world.fiche())
    world.vote(world.members[0], fiche)
    lose(world, world.members[0])
    world.vote(world.members[1], fiche)
    assert not again(fiche).live
    said = as_(world.members[2]).get(f"/admin/comite/fiche/{fiche.pk}/").content
    assert "cette personne ne peut plus juger ce texte" in said.decode()
    world.vote(world.members[2], fiche)
    assert again(fiche).live


def test_a_voice_lost_after_the_decision_changes_nothing(world):
    fiche = world.publish(world.submit(world.fiche()))
    leave_the_committee(world, world.members[0])
    assert publication.approval_of(fiche.live_revision)
