"""The registers of a webmaster go round no rule of belonging."""

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.models import User
from initiatives.models import InitiativePage
from network.models import FederationMembership, Membership
from network.setup import CONTRIBUTORS, WEBMASTERS
from tests.factories import FederationMembershipFactory, MembershipFactory
from tests.network.people import REFUSED, Role, membership_of

pytestmark = pytest.mark.django_db
REGISTER = "/admin/network/membership/"
FEDERATIONS = "/admin/network/federationmembership/"
FORCED = {"role": Role.CONTRIBUTOR, "ended_at": "01/01/2026 10:00", "user": ""}


def add(committed, client, user, centre, role=Role.CONTRIBUTOR):
    data = {"user": user.pk, "centre": centre.pk, "role": role}
    return committed(client.post, REGISTER + "create/", data, follow=True)


@pytest.mark.parametrize("who", ["webmaster", "superuser"])
def test_the_last_referent_goes_only_with_a_successor(world, as_, committed, who):
    fiche = world.fiche(owner=world.referent)
    client, last = as_(getattr(world, who)), membership_of(world.referent, world.centre)
    person = f"/admin/centre/personne/{last.pk}/"
    edit = f"{REGISTER}edit/{last.pk}/"
    for answer in (client.get(edit), client.post(edit, FORCED)):
        assert (answer.status_code, answer.url) == (302, person)
    refusals = [
        committed(client.post, person + "terminer/"),
        committed(client.post, person + "role/", {"role": Role.CONTRIBUTOR}),
    ]
    for refused, sentence in zip(refusals, ["qui lui", "d’abord ce rôle"], strict=True):
        assert refused.status_code == 400
        assert sentence in refused.content.decode()
    last.refresh_from_db()
    assert (last.role, last.ended_at) == (Role.REFERENT, None)
    heir = membership_of(world.colleague, world.centre)
    committed(client.post, person + "terminer/", {"successor": heir.pk})
    heir.refresh_from_db()
    assert heir.role == Role.REFERENT
    assert InitiativePage.objects.get(pk=fiche.pk).owner == world.colleague


@pytest.mark.parametrize("who", ["webmaster", "superuser"])
def test_a_membership_is_never_deleted(world, as_, who):
    client, row = as_(getattr(world, who)), membership_of(world.author, world.centre)
    other = FederationMembershipFactory()
    for address in (
        f"{REGISTER}delete/{row.pk}/",
        f"{FEDERATIONS}delete/{other.pk}/",
    ):
        assert client.get(address).status_code in REFUSED
        assert client.post(address).status_code in REFUSED
    assert Membership.objects.filter(pk=row.pk).exists()
    assert FederationMembership.objects.filter(pk=other.pk).exists()
    assert "/delete/" not in client.get(REGISTER).content.decode()


def test_a_closed_row_says_why_it_stays(world, as_, committed):
    row = membership_of(world.author, world.centre)
    Membership.objects.filter(pk=row.pk).update(ended_at=timezone.now())
    client = as_(world.webmaster)
    answer = committed(client.post, f"{REGISTER}edit/{row.pk}/", FORCED, follow=True)
    assert "à l’écart des votes" in answer.content.decode()
    row.refresh_from_db()
    assert row.ended_at.year == timezone.now().year


def test_who_is_added_is_invited_told_and_logged(world, as_, committed):
    add(committed, as_(world.webmaster), world.stranger, world.centre, Role.REFERENT)
    row = membership_of(world.stranger, world.centre)
    assert (row.role, row.invited_by) == (Role.REFERENT, world.webmaster)
    assert row.accepted_at is None, "she answers, as to a referent"
    (message,) = mail.outbox
    assert message.to == [world.stranger.email]
    entry = PageLogEntry.objects.get(action="network.membership.invited")
    assert entry.user == world.webmaster


def test_who_adds_herself_has_accepted(world, as_, committed):
    add(committed, as_(world.webmaster), world.webmaster, world.centre)
    assert Membership.objects.open().filter(user=world.webmaster).exists()


def test_two_open_rows_are_a_sentence_and_no_second_row(world, as_, committed):
    answer = add(committed, as_(world.webmaster), world.author, world.centre)
    assert answer.status_code == 200
    assert "fait déjà partie du centre" in answer.content.decode()
    assert Membership.objects.filter(user=world.author).count() == 1
    assert mail.outbox == []


def test_a_closed_account_is_not_invited_and_the_form_says_what_to_do(
    world, as_, committed
):
    User.objects.filter(pk=world.stranger.pk).update(is_active=False)
    answer = add(committed, as_(world.webmaster), world.stranger, world.centre)
    assert "rouvrez-le d’abord" in answer.content.decode()
    assert not Membership.objects.filter(
        user=world.stranger, centre=world.centre
    ).exists()
    assert mail.outbox == []


def test_a_companion_is_never_made_by_hand(world, as_, committed):
    client = as_(world.webmaster)
    add(committed, client, world.stranger, world.centre, Role.COMPANION)
    assert not Membership.objects.filter(role=Role.COMPANION).exists()


def test_whose_help_lapsed_may_be_added(world, as_, committed):
    MembershipFactory(user=world.stranger, centre=world.centre, role=Role.COMPANION)
    add(committed, as_(world.webmaster), world.stranger, world.centre)
    rows = Membership.objects.invited()
    (row,) = rows.filter(user=world.stranger, centre=world.centre)
    assert row.role == Role.CONTRIBUTOR


def test_a_webmaster_opens_a_whole_network_in_a_day(world, as_, committed):
    client = as_(world.webmaster)
    for _ in range(31):
        add(committed, client, world.account(CONTRIBUTORS), world.centre)
    assert Membership.objects.filter(invited_by=world.webmaster).count() == 31


def test_two_open_rows_of_a_federation_are_a_sentence(world, as_):
    there = FederationMembershipFactory(user=world.stranger)
    over = FederationMembershipFactory(
        user=world.stranger, federation=there.federation, ended_at=timezone.now()
    )
    client = as_(world.webmaster)
    data = {
        "user": world.stranger.pk,
        "federation": there.federation.pk,
        "role": "editor",
        "started_at": "01/11/2026 10:00",
        "ended_at": "",
    }
    for address in ("create/", f"edit/{over.pk}/"):
        answer = client.post(FEDERATIONS + address, data)
        assert answer.status_code == 200
        assert "appartient déjà à cette fédération" in answer.content.decode()
    assert FederationMembership.objects.filter(ended_at=None).count() == 1


def test_the_group_of_webmasters_deletes_no_membership(world):
    webmasters = world.groups[WEBMASTERS]
    codenames = set(webmasters.permissions.values_list("codename", flat=True))
    assert "change_membership" in codenames
    assert not {"delete_membership", "delete_federationmembership"} & codenames
