"""The page of a centre: its federation reads it, and its facts need nobody."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from wagtail.models import Page, PageLogEntry

from home.models import User
from network.centres import actions, changes
from network.models import CentrePage, Membership
from network.review.audit import doubts, is_vouched_for
from network.review.models import CHANGES, CommitteeTaskState
from network.review.permissions import VoteRefused, may_judge, voters
from network.review.vouching import vouch_for
from network.setup import vouch_for_live_centres
from tests.factories import CentrePageFactory, MembershipFactory, PictureFactory
from tests.network.documents import Federations, Role, deputy_of, of_federation

from . import behind

pytestmark = pytest.mark.django_db
NEW = "Une maison ouverte à tous, au pied des tours."


@pytest.fixture
def federations(world):
    """Two, of which one is that of the centre."""
    found = Federations(world)
    CentrePage.objects.filter(pk=world.centre.pk).update(federation=found.ours)
    return found


def of_the_row(centre, *names):
    return CentrePage.objects.values_list(*names).get(pk=centre.pk)


def send(world, **values):
    """As the house form does, by the referent."""
    centre = world.fresh(world.centre)
    values = values or {"introduction": NEW}
    assert actions.save_text(centre, values, user=world.referent)
    return world.fresh(centre)


def test_one_animator_puts_it_online_while_the_old_text_stays(world, federations):
    page = send(world)
    assert page.introduction == ""
    assert page.status_string == "en ligne, nouvelle version en relecture"
    state = world.state_of(page)
    assert (state.quorum, state.writer_id) == (1, page.pk)
    with pytest.raises(PermissionDenied):
        page.latest_revision.publish()
    world.vote(federations.animator, page)
    assert world.fresh(page).introduction == NEW
    assert list(doubts()) == []
    rows = CentrePage.objects.filter(pk=page.pk)
    behind.refused(lambda: rows.update(introduction="Autre chose."))
    behind.write(rows, introduction="Autre chose.")
    (doubt,) = doubts()
    assert doubt.page == page


def test_neither_the_centre_nor_the_committee_nor_another_federation_judges_it(
    world, federations
):
    of_both = of_federation(world, federations.ours)
    left = MembershipFactory(user=of_both, centre=world.centre)
    Membership.objects.filter(pk=left.pk).update(ended_at=left.started_at)
    editor = of_federation(world, federations.ours, Role.EDITOR)
    page = send(world)
    state = world.state_of(page)
    assert set(voters(state)) == {federations.animator, federations.second}
    nobody = [of_both, editor, federations.foreigner, world.members[0]]
    nobody += [world.webmaster, world.superuser, world.referent, world.author]
    for user in nobody:
        with pytest.raises(VoteRefused):
            world.vote(user, page)
        waiting = CommitteeTaskState.objects.waiting_for(user)
        assert state not in waiting, user
    assert not world.fresh(page).introduction
    fiche = world.submit(world.fiche())
    with pytest.raises(VoteRefused):
        world.vote(federations.animator, fiche)


def test_a_centre_for_which_nobody_answers_is_read_by_the_webmasters(
    world, federations
):
    def readers():
        return set(voters(world.state_of(page)))

    page = send(world)
    keeper = world.account("Webmestres")
    assert keeper not in readers()
    for user in (federations.animator, federations.second):
        user.federationmemberships.update(role=Role.EDITOR)
    assert readers() == {world.webmaster, keeper}
    assert may_judge(User.objects.get(pk=keeper.pk))
    deputy_of(federations.ours, federations.foreigner)
    assert readers() == {federations.foreigner}
    CentrePage.objects.filter(pk=page.pk).update(federation=None)
    assert readers() == {world.webmaster, keeper}
    state = world.state_of(page)
    for user in readers():
        assert state in CommitteeTaskState.objects.waiting_for(user)
    world.vote(keeper, page)
    assert world.fresh(page).introduction == NEW


def test_a_request_gives_it_back_and_the_same_words_as_online_need_nobody(
    world, federations
):
    page = send(world)
    world.vote(federations.animator, page, CHANGES)
    send(world, introduction="Une maison ouverte.")
    world.vote(federations.second, page, CHANGES)
    page = world.fresh(page)
    assert not actions.save_text(page, {"introduction": ""}, user=world.referent)
    page = world.fresh(page)
    assert page.current_workflow_state is None
    assert not page.has_unpublished_changes
    assert list(doubts()) == []


def test_no_vote_holds_a_fact_and_no_older_version_brings_one_back(world, federations):
    centre = send(world)
    values = {"commune": "Dole", "kind": "evs", "federation": federations.other}
    changes.save_facts(centre, values, user=world.webmaster)
    changes.save_contact(centre, {"phone": "01 23 45 67 89"}, user=world.referent)
    assert of_the_row(centre, "commune", "kind") == ("Dole", "evs")
    assert is_vouched_for(world.fresh(centre))
    state = world.state_of(centre)
    assert set(voters(state)) == {federations.foreigner}, "of the federation of now"
    world.vote(federations.foreigner, centre)
    named = of_the_row(centre, "commune", "kind", "federation", "introduction")
    assert named == ("Dole", "evs", federations.other.pk, NEW)
    first = centre.revisions.order_by("pk").first()
    assert first.content["commune"] == "Tours"
    assert first.as_object().commune == "Dole"
    centre = world.fresh(centre)
    centre.commune = "Gray"
    centre.save()
    assert of_the_row(centre, "commune") == ("Gray",)
    assert world.fresh(centre).contact.phone == "01 23 45 67 89"
    assert list(doubts()) == []


def test_the_history_says_which_fact_changed_and_who_wrote_it(world):
    centre = world.fresh(world.centre)
    values = {"phone": "01 23 45 67 89", "website": ""}
    named = changes.save_contact(centre, values, user=world.referent)
    assert named == ["phone"], "and nothing of what stayed"
    assert changes.save_contact(centre, values, user=world.referent) == []
    changes.save_facts(centre, {"kind": "evs"}, user=world.webmaster)
    told = PageLogEntry.objects.filter(page=centre, action__in=changes.LABELS)
    contact, facts = told.order_by("pk")
    assert (contact.user, facts.user) == (world.referent, world.webmaster)
    assert contact.data == {"changes": [["phone", "02 61 91 00 00", values["phone"]]]}
    assert "Téléphone du centre : 01 23 45 67 89 (avant : 02 61" in contact.message
    assert "Espace de vie sociale (avant : Centre social)" in facts.message


def test_what_was_online_before_is_vouched_for_once(world):
    """Rows as an older version of the site left them: no version, no history."""
    old = [CentrePageFactory(title=f"Ancien {n}") for n in range(3)]
    photo = PictureFactory(collection=world.fresh(old[0]).collection)
    keys = [centre.pk for centre in old]
    behind.write(CentrePage.objects.filter(pk=old[0].pk), photo=photo)
    behind.write(Page.objects.filter(pk__in=keys), live_revision=None)
    draft = CentrePage.objects.get(pk=old[1].pk)
    draft.introduction = NEW
    draft.save_revision()
    assert {doubt.page.pk for doubt in doubts()} == set(keys)
    vouch_for_live_centres()
    assert list(doubts()) == []
    draft = world.fresh(draft)
    assert draft.get_latest_revision_as_object().introduction == NEW
    behind.write(Page.objects.filter(pk=keys[2]), live_revision=None)
    call_command("setup_site", stdout=io.StringIO())
    assert [doubt.page.pk for doubt in doubts()] == [keys[2]], "never by a deployment"
    with pytest.raises(ValueError, match="reason"):
        vouch_for([draft], user=None, reason=" ")


def test_what_was_taken_offline_comes_back_by_a_reading_or_an_emergency(
    world, federations
):
    page = world.fresh(world.centre)
    assert not page.permissions_for_user(world.referent).can_unpublish()
    assert page.permissions_for_user(world.webmaster).can_unpublish()
    for user in (world.webmaster, world.superuser, world.referent):
        assert not page.permissions_for_user(user).can_publish()
    page.unpublish()
    with pytest.raises(PermissionDenied):
        page.latest_revision.publish()
    actions.publish_in_emergency(
        world.fresh(page), user=world.webmaster, reason="Retirée par erreur."
    )
    assert world.fresh(page).live
    assert list(doubts()) == []


def test_a_photo_of_which_nobody_said_who_is_seen_is_not_sent(world, federations):
    silent = PictureFactory(consent_kind="", collection=world.centre.collection)
    page = world.fresh(world.centre)
    with pytest.raises(Exception, match="si l’on"):
        actions.save_text(page, {"photo": silent}, user=world.referent)
    said = PictureFactory(collection=world.centre.collection)
    page = send(world, photo=said)
    (agreement,) = world.state_of(page).revision.as_object().agreements()
    assert agreement.kind == "On ne reconnaît personne"
    world.vote(federations.animator, page)
    assert world.fresh(page).photo == said
