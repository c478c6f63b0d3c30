"""An access ends or changes; the fiches and the centre keep somebody."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageLogEntry

from initiatives.models import InitiativePage
from network.belonging import actions
from network.models import Membership
from network.review.recusal import recusal_reason
from tests.factories import MembershipFactory
from tests.network.people import NEW, REFUSED, Role, invite, membership_of, path

pytestmark = pytest.mark.django_db


def test_an_ended_access_closes_at_once_and_the_fiches_stay(world, as_, committed):
    fiche = world.fiche()
    leaver = as_(world.author)
    edit = f"/admin/pages/{fiche.pk}/edit/"
    assert leaver.get(edit).status_code == 200
    membership = membership_of(world.author, world.centre)
    address = f"/admin/centre/personne/{membership.pk}/"
    assert as_(world.referent).get(address).status_code == 200
    asked = as_(world.referent).get(address + "terminer/").content.decode()
    assert "Ne rien changer" in asked and "Fermer cet accès" in asked
    assert leaver.get(edit).status_code == 200, "a question closes nothing"
    committed(as_(world.referent).post, address + "terminer/")
    assert leaver.get(edit).status_code in REFUSED
    assert leaver.get(f"/admin/pages/{fiche.pk}/view_draft/").status_code in REFUSED
    assert leaver.get("/admin/proposer/").status_code in REFUSED
    assert InitiativePage.objects.get(pk=fiche.pk).owner == world.referent
    (message,) = mail.outbox
    assert message.to == [world.author.email]
    assert "reste au centre" in message.body
    entry = PageLogEntry.objects.get(action="network.membership.ended")
    assert (entry.user, entry.data["member"]) == (world.referent, world.author.pk)


def test_who_left_one_of_two_centres_stops_no_review_there(world, as_, committed):
    fiche = world.submit(world.fiche())
    MembershipFactory(user=world.author, centre=world.other_centre)
    membership = membership_of(world.author, world.centre)
    committed(actions.end, membership, world.referent)
    data = {"action-cancel-workflow": "1"}
    answer = as_(world.author).post(f"/admin/pages/{fiche.pk}/edit/", data)
    assert answer.status_code in REFUSED
    assert InitiativePage.objects.get(pk=fiche.pk).workflow_in_progress


def test_who_left_has_no_vote_on_her_former_centre(world, committed):
    fiche = world.submit(world.fiche())
    member = world.members[0]
    membership = MembershipFactory(user=member, centre=world.centre)
    committed(actions.end, membership, world.referent)
    assert "votre centre" in recusal_reason(member, world.state_of(fiche))


def test_the_last_referent_leaves_only_with_a_successor(world, as_, committed):
    fiche = world.fiche(owner=world.referent)
    mine = membership_of(world.referent, world.centre)
    address = f"/admin/centre/personne/{mine.pk}/"
    client = as_(world.referent)
    refused = committed(client.post, address + "terminer/")
    assert refused.status_code == 400
    assert "qui lui" in refused.content.decode()
    refused = committed(client.post, address + "role/", {"role": Role.CONTRIBUTOR})
    assert refused.status_code == 400
    foreign = membership_of(world.stranger, world.other_centre)
    refused = committed(client.post, address + "terminer/", {"successor": foreign.pk})
    assert refused.status_code == 400
    mine.refresh_from_db()
    assert (mine.role, mine.ended_at) == (Role.REFERENT, None)
    heir = membership_of(world.colleague, world.centre)
    committed(client.post, address + "terminer/", {"successor": heir.pk})
    heir.refresh_from_db()
    assert heir.role == Role.REFERENT
    assert not Membership.objects.open().filter(pk=mine.pk).exists()
    assert InitiativePage.objects.get(pk=fiche.pk).owner == world.colleague
    subjects = sorted(message.subject for message in mail.outbox)
    assert len(subjects) == 3  # she leaves; the other answers, and receives a fiche
    assert all("Tilleuls" in subject for subject in subjects)


def test_a_referent_who_never_came_counts_for_nothing(world, as_, committed):
    invite(committed, as_(world.referent), world.centre, NEW, Role.REFERENT)
    mine = membership_of(world.referent, world.centre)
    with pytest.raises(actions.Refused):
        actions.end(mine, world.referent)
    invited = Membership.objects.get(user__email=NEW)
    with pytest.raises(actions.Refused):
        actions.end(mine, world.referent, successor=invited)
    mail.outbox.clear()
    committed(actions.end, invited, world.referent)
    assert mail.outbox == []  # a mistyped address is left in peace


def test_a_webmaster_may_close_the_last_access_of_an_empty_centre(world, committed):
    Membership.objects.filter(centre=world.centre).exclude(user=world.referent).delete()
    mine = membership_of(world.referent, world.centre)
    with pytest.raises(actions.Refused):
        actions.end(mine, world.referent)
    committed(actions.end, mine, world.webmaster)
    assert not Membership.objects.open().filter(centre=world.centre).exists()


def test_a_role_changes_and_the_person_is_told(world, as_, committed):
    membership = membership_of(world.colleague, world.centre)
    address = f"/admin/centre/personne/{membership.pk}/role/"
    committed(as_(world.referent).post, address, {"role": Role.REFERENT})
    assert as_(world.colleague).get(path(world.centre)).status_code == 200
    (message,) = mail.outbox
    assert message.to == [world.colleague.email]
    assert PageLogEntry.objects.filter(action="network.membership.role").count() == 1


def test_an_access_that_ended_may_open_again(world, committed):
    membership = membership_of(world.author, world.centre)
    committed(actions.end, membership, world.referent)
    with pytest.raises(actions.Refused):
        actions.end(membership, world.referent)
    committed(
        actions.invite,
        world.centre,
        world.author.email,
        Role.CONTRIBUTOR,
        world.referent,
    )
    assert not Membership.objects.open().filter(user=world.author).exists()
    actions.accept(Membership.objects.invited().get(user=world.author))
    assert Membership.objects.open().filter(user=world.author).count() == 1
    assert Membership.objects.filter(user=world.author).count() == 2


def test_an_access_that_has_yet_to_begin_begins_with_the_invitation(world, committed):
    later = timezone.now() + timedelta(days=9)
    Membership.objects.filter(user=world.author).update(started_at=later)
    committed(
        actions.invite,
        world.centre,
        world.author.email,
        Role.CONTRIBUTOR,
        world.referent,
    )
    assert Membership.objects.open().filter(user=world.author).count() == 1
