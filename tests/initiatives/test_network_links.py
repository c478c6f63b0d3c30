"""A fiche and what it shows of the network: written from one end, read from both."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from initiatives.models import InitiativeEntry, InitiativeGroup
from network.projects.models import EntryState, ProjectEntry
from tests.factories import (
    FederalProjectPageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    WorkingGroupPageFactory,
)
from tests.network.people import REFUSED

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("rows of two keys, through the ORM alone"),
]


class Network:
    """The world's centre in a federation that has a project and a group online."""

    def __init__(self, world):
        self.federation = FederationPageFactory(title="Fédération de la Loire")
        centre = world.fresh(world.centre)
        centre.federation = self.federation
        centre.save()
        self.fiche = world.fiche(published=True, title="Le café des parents")
        self.project = self.a_project(self.federation, "Tenir parole", published=True)
        self.entry = self.project.published_entries.get(title="Tenir parole")
        self.group = self.a_group(self.federation, "Parentalité", published=True)
        self.animator = world.account("Contributeurs")
        FederationMembershipFactory(user=self.animator, federation=self.federation)

    def a_project(self, federation, title, **kwargs):
        federation.refresh_from_db()
        orientation = ProjectEntry(
            uuid=uuid4(), title="Habiter ensemble", kind="orientation"
        )
        action = ProjectEntry(uuid=uuid4(), title=title, kind="action", level=1)
        rows = {"entries": [orientation, action]}
        return FederalProjectPageFactory(parent=federation, rows=rows, **kwargs)

    def a_group(self, federation, title, **kwargs):
        federation.refresh_from_db()
        return WorkingGroupPageFactory(parent=federation, title=title, **kwargs)

    def link(self):
        InitiativeEntry.objects.create(fiche=self.fiche, entry=self.entry)
        InitiativeGroup.objects.create(fiche=self.fiche, group=self.group.page_ptr)

    @property
    def ends(self):
        return [self.project, self.group]

    @property
    def of_fiche(self):
        return f"/admin/liens/fiche/{self.fiche.pk}/"

    def of_document(self, page):
        return f"/admin/liens/document/{page.pk}/"


@pytest.fixture
def network(world):
    return Network(world)


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def shows_both_ends(network):
    """Whether each end names the other, for a visitor: a set."""
    fiche, visitor = network.fiche, Client()
    told = text(visitor, fiche.url)
    return {
        *(f'href="{end.url}' in told for end in network.ends),
        *(f'href="{fiche.url}"' in text(visitor, end.url) for end in network.ends),
    }


def test_a_member_of_the_centre_links_from_the_fiche(world, network, as_):
    client = as_(world.colleague)
    chosen = text(client, network.of_fiche)
    assert "Tenir parole" in chosen and "Parentalité" in chosen
    for data in ({"entry": network.entry.pk}, {"group": network.group.pk}):
        for _twice in range(2):
            assert client.post(network.of_fiche, data).status_code == 302
    assert shows_both_ends(network) == {True}
    told = text(Client(), network.fiche.url)
    assert "Habiter ensemble" in told and network.project.title in told
    assert "Retirer le lien" in text(client, network.of_fiche)
    for data in ({"entry": network.entry.pk}, {"group": network.group.pk}):
        client.post(network.of_fiche, data | {"remove": "1"})
    assert shows_both_ends(network) == {False}


def test_the_federation_links_from_its_project_and_its_group(world, network, as_):
    client = as_(network.animator)
    project, group = map(network.of_document, network.ends)
    assert network.fiche.title in text(client, f"{project}?q=cafe")
    assert network.fiche.title not in text(client, f"{project}?q=potager")
    data = {"fiche": network.fiche.pk}
    answer = client.post(f"{project}?q=cafe", data | {"entry": network.entry.pk})
    assert answer["Location"].endswith("?q=cafe")
    client.post(group, data)
    assert shows_both_ends(network) == {True}
    client.post(project, data | {"entry": network.entry.pk, "remove": "1"})
    client.post(group, data | {"remove": "1"})
    assert shows_both_ends(network) == {False}


def test_nobody_else_links_and_no_foreign_draft_is_named(world, network, as_):
    other = FederationPageFactory()
    network.a_project(other, "Rêver en secret")
    network.a_group(other, "Groupe secret")
    private = network.a_project(other, "Rester entre nous", published=True)
    PageViewRestriction.objects.create(page=private.page_ptr, restriction_type="login")
    draft = world.fiche(title="Brouillon de café")
    for address, members in (
        (network.of_fiche, [world.author, world.webmaster]),
        (network.of_document(network.project), [network.animator, world.webmaster]),
        (network.of_document(network.group), [network.animator]),
    ):
        for user in members:
            for asked in (address, f"{address}?q=secret", f"{address}?q=nous"):
                shown = text(as_(user), asked)
                for words in ("Rêver en secret", "Groupe secret", "Rester entre nous"):
                    assert words not in shown
                assert draft.title not in shown
        for user in (world.stranger, world.members[0]):
            assert as_(user).get(address).status_code in REFUSED
            assert as_(user).post(address, {}).status_code in REFUSED
    entry = private.published_entries.first()
    forged = [{"entry": entry.pk}, {"entry": "1"}, {"group": draft.pk}, {}]
    for data in forged:
        assert as_(world.author).post(network.of_fiche, data).status_code == 302
    client, group = as_(network.animator), network.of_document(network.group)
    for key in (draft.pk, "x", "9" * 40):
        assert client.post(group, {"fiche": key}).status_code == 302
    assert not InitiativeEntry.objects.exists()
    assert not InitiativeGroup.objects.exists()


def test_a_plan_shows_what_its_line_and_the_action_it_takes_up_are_linked_to(network):
    network.federation.refresh_from_db()
    line = ProjectEntry(
        uuid=uuid4(), title="Cette année", kind="action", source=network.entry.pk
    )
    plan = FederalProjectPageFactory(
        parent=network.federation, rows={"entries": [line]}, published=True
    )
    EntryState.objects.create(entry=network.entry, state="done", word="On l’a tenue")
    for entry in (network.entry, plan.published_entries.get()):
        InitiativeEntry.objects.all().delete()
        InitiativeEntry.objects.create(fiche=network.fiche, entry=entry)
        assert network.fiche.title in text(Client(), plan.url)
    assert "On l’a tenue" in text(Client(), plan.url)
    unpublish(type(network.project).objects.get(pk=network.project.pk))
    told = text(Client(), plan.url)
    assert network.fiche.title in told and "Cette année" in told
    assert "On l’a tenue" not in told


def unpublish(page):
    page.unpublish()


def make_private(page):
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")


def delete(page):
    page.delete()


@pytest.mark.parametrize("take_away", [unpublish, make_private, delete])
def test_an_end_that_is_gone_or_hidden_is_named_by_no_other(network, take_away):
    network.link()
    assert shows_both_ends(network) == {True}
    with CaptureQueriesContext(connection) as captured:
        Client().get(network.fiche.url)
    assert len(captured) <= 12
    for page in network.ends:
        page = type(page).objects.get(pk=page.pk)
        take_away(page)
        told = text(Client(), network.fiche.url)
        assert f'href="{page.url}' not in told and page.title not in told
    assert 'id="liens"' not in told


@pytest.mark.parametrize("take_away", [unpublish, make_private, delete])
def test_a_fiche_that_is_gone_or_hidden_is_named_by_no_document(network, take_away):
    network.link()
    fiche = type(network.fiche).objects.get(pk=network.fiche.pk)
    take_away(fiche)
    for page in network.ends:
        told = text(Client(), page.url)
        assert fiche.title not in told and fiche.url not in told
