"""Who is recused is written once, and outlives whatever made it so."""

import pytest
from django.utils import timezone
from wagtail.models import Revision

from initiatives.models import InitiativePage
from network.belonging import actions
from network.models import CentrePage, Membership
from network.review.models import Recusal
from network.review.permissions import VoteRefused
from network.review.recusal import recusal_reason
from tests.factories import MembershipFactory

from .behind import refused
from .test_voters import again, has_a_voice

pytestmark = pytest.mark.django_db
Kind = Recusal.Kind


def kinds(user, page):
    rows = Recusal.objects.filter(user=user, page=page.pk)
    return sorted(rows.values_list("kind", flat=True))


def test_what_made_somebody_concerned_may_end_and_she_stays_recused(world):
    """A version purged, a hand-over, a departure, a row deleted, a centre not named."""
    editor, owner, member, associate = world.members
    fiche = world.fiche(owner=owner, author=world.author)
    fiche.get_latest_revision_as_object().save_revision(user=editor)
    draft = again(fiche).get_latest_revision_as_object()
    MembershipFactory(user=member, centre=world.centre)
    MembershipFactory(user=associate, centre=world.other_centre)
    draft.associated_centres = [world.other_centre]
    draft.save_revision(user=world.author)
    Revision.objects.filter(user=editor).delete()
    InitiativePage.objects.filter(pk=fiche.pk).update(owner=world.referent)
    fiche = world.submit(again(fiche))
    again(fiche).current_workflow_state.cancel(user=world.author)
    Membership.objects.filter(user__in=[member, associate]).delete()
    draft = again(fiche).get_latest_revision_as_object()
    draft.associated_centres = []
    draft.save_revision(user=world.author)
    state = world.state_of(world.submit(again(fiche)))
    assert kinds(editor, fiche) == [Kind.EDITOR]
    assert kinds(owner, fiche) == [Kind.AUTHOR]
    assert kinds(member, fiche) == kinds(associate, fiche) == [Kind.SPEAKER]
    for user in world.members:
        assert not has_a_voice(user, state), user
    assert "votre centre" in recusal_reason(associate, state)


def test_who_accepts_is_recused_from_what_her_centre_writes_or_is_named_by(world):
    judge = world.members[0]
    foreign = world.fiche(parent=world.fresh(world.other_centre))
    named = world.fiche(parent=world.fresh(world.other_centre))
    named.associated_centres = [world.centre]
    named.save()
    named.save_revision()
    own, other, third = (
        world.state_of(world.submit(again(page), world.stranger))
        for page in (world.fiche(), foreign, named)
    )
    MembershipFactory(user=judge, centre=world.centre)
    assert [has_a_voice(judge, state) for state in (own, other, third)] == [
        False,
        True,
        False,
    ]


def test_what_was_written_in_the_database_counts_at_the_vote(world, submitted):
    judge = world.members[0]
    waiting = MembershipFactory(user=judge, centre=world.centre, accepted_at=None)
    assert has_a_voice(judge, world.state_of(submitted))
    Membership.objects.filter(pk=waiting.pk).update(accepted_at=timezone.now())
    with pytest.raises(VoteRefused, match="votre centre"):
        world.vote(judge, submitted)
    world.vote(world.members[1], submitted, "abstain")
    assert not has_a_voice(judge, world.state_of(submitted)), "the queue knows by now"


def test_the_centre_above_now_counts_and_so_does_the_one_before(world):
    before, now, other, _fourth = world.members
    MembershipFactory(user=before, centre=world.centre)
    MembershipFactory(user=now, centre=world.other_centre)
    fiche = world.fiche()
    fiche.move(world.fresh(world.other_centre), pos="last-child")
    Membership.objects.filter(user__in=[before, now]).delete()
    state = world.state_of(world.submit(again(fiche)))
    assert [has_a_voice(user, state) for user in (before, now, other)] == [
        False,
        False,
        True,
    ]


def test_a_centre_put_above_behind_the_engine_counts_at_the_vote(world, submitted):
    judge = world.members[0]
    MembershipFactory(user=judge, centre=world.other_centre)
    assert has_a_voice(judge, world.state_of(submitted))
    port = CentrePage.objects.get(pk=world.other_centre.pk)
    pages = InitiativePage.objects.filter(pk=submitted.pk)
    pages.update(path=f"{port.path}0001", depth=port.depth + 1)
    with pytest.raises(VoteRefused, match="votre centre"):
        world.vote(judge, submitted)


def test_a_vote_that_somebody_gave_as_an_outsider_falls_with_her_acceptance(
    world, submitted
):
    waiting = MembershipFactory(
        user=world.members[0], centre=world.centre, accepted_at=None
    )
    world.vote(world.members[0], submitted)
    actions.accept(waiting)
    world.vote(world.members[1], submitted)
    assert not again(submitted).live
    (vote,) = world.state_of(submitted).supporters()
    assert vote.user == world.members[1]


def test_a_row_is_neither_changed_nor_deleted_but_with_its_page_or_account(
    world, submitted
):
    MembershipFactory(user=world.members[0], centre=world.centre)
    rows = Recusal.objects.filter(user=world.members[0], page=submitted.pk)
    refused(rows.delete)
    refused(lambda: rows.update(user=world.members[1]))
    refused(lambda: rows.update(page=world.fiche()))
    world.members[0].delete()
    assert not rows.exists()
    refused(Recusal.objects.filter(page=submitted.pk).delete)
    again(submitted).delete()
    assert not Recusal.objects.filter(page=submitted.pk).exists()


def test_what_named_a_centre_that_is_gone_still_recuses_its_people(world):
    judge = world.members[0]
    MembershipFactory(user=judge, centre=world.other_centre)
    draft = world.fiche().get_latest_revision_as_object()
    draft.associated_centres = [world.other_centre]
    draft.save_revision(user=world.author)
    state = world.state_of(world.submit(again(draft)))
    CentrePage.objects.get(pk=world.other_centre.pk).delete()
    assert "avez parlé" in recusal_reason(judge, state)
