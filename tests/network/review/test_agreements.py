"""Who agreed, to what and until when is read by who ticks it, and by no visitor."""

import pytest
from django.test import Client
from django.urls import reverse

from home.models import Picture
from initiatives.models import InitiativePage, InitiativeQuote
from tests.factories import PictureFactory
from tests.initiatives.consents import day, fiche_with

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("an agreement is put in words from a version in memory"),
]
ROW = {
    "consent_kind": "minors",
    "consent_given_by": "Les six parents",
    "consent_given_on": day(-20),
    "consent_scope": "Le site et les affiches",
    "consent_until": day(40),
}
SAID = ["Les six parents", "Le site et les affiches", "Des mineurs", "jusqu’au"]


@pytest.fixture
def fiche(world):
    """Under vote, with a photo and a quote."""
    page = fiche_with(world, PictureFactory(), **ROW)
    page.quotes = [
        InitiativeQuote(text="On y est bien.", first_name="Samira", consent=True)
    ]
    page.save_revision(user=world.author)
    return world.submit(InitiativePage.objects.get(pk=page.pk))


def pages_of(world, fiche):
    state = world.state_of(fiche)
    return [reverse(f"review:{name}", args=[state.pk]) for name in ("vote", "preview")]


def test_who_votes_reads_who_agreed_to_what_until_when(world, fiche, as_):
    for address in pages_of(world, fiche):
        page = as_(world.members[0]).get(address).content.decode()
        assert all(words in page for words in SAID), address
        assert "d’accord pour être citée" in page
    Picture.objects.update(
        consent_kind="adults",
        consent_given_by="Les six, encore",
        consent_given_on=day(-1),
    )
    for address in pages_of(world, fiche):
        page = as_(world.members[0]).get(address).content.decode()
        assert "Les six, encore" in page
        assert "Sans date de fin" in page


def test_an_end_that_is_past_is_said(world, fiche, as_, later):
    later(41)
    for address in pages_of(world, fiche):
        page = as_(world.members[0]).get(address).content.decode()
        assert "Terminé depuis le" in page


def test_no_visitor_and_no_other_centre_reads_them(world, fiche, as_):
    addresses = pages_of(world, fiche)
    live = world.publish(fiche)
    assert SAID[0] not in Client().get(live.get_url()).content.decode()
    for address in [live.get_url(), *addresses]:
        page = as_(world.stranger).get(address, follow=True).content.decode()
        assert SAID[0] not in page, address


def test_five_photos_are_read_in_one_query(world, django_assert_num_queries):
    page = world.rich_fiche(5).get_latest_revision_as_object()
    with django_assert_num_queries(1):
        assert len(page.agreements()) == 10
