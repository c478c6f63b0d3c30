"""A photo is shown until the people one sees on it no longer agree, and not a day more."""

from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.utils import timezone

from home.models import Picture
from initiatives.models import InitiativePage, InitiativePhoto
from network.review.permissions import VoteRefused
from tests.factories import PictureFactory, publish

from .consents import GIVEN, agreed_until, day, fiche_with

pytestmark = pytest.mark.django_db
SHOWN = "/media/images/"  # no other picture on these pages
IN_MEMORY = pytest.mark.one_database("which register speaks is said in memory")
REGISTERS = [
    *({"consent_kind": kind} for kind in ("", "nobody")),
    {"consent_kind": "nobody", "consent_until": -1},
    {"consent_kind": "", "consent_until": -1},
    *(
        {"consent_kind": "adults", "consent_given_by": by, "consent_given_on": on}
        | {"consent_until": until}
        for by in ("", "Elles")
        for on in (None, -20, -10)
        for until in (None, -1, 0)
    ),
]


def dated(register):
    """With days counted from today as dates."""
    return {
        name: day(value) if isinstance(value, int) else value
        for name, value in register.items()
    }


def test_a_query_says_what_the_rows_say_whatever_the_two_registers(world):
    pairs = list(product(REGISTERS, REGISTERS))
    pictures = Picture.objects.bulk_create(
        [
            Picture(title="x", file="x.jpg", width=1, height=1, **dated(library))
            for _row, library in pairs
        ]
    )
    fiche = world.fiche()
    InitiativePhoto.objects.bulk_create(
        [
            InitiativePhoto(page=fiche, picture=picture, alt="x", **dated(row))
            for picture, (row, _library) in zip(pictures, pairs, strict=True)
        ]
    )
    rows = list(InitiativePhoto.objects.select_related("picture"))
    shown = set(InitiativePhoto.objects.shown().values_list("pk", flat=True))
    said = {row.pk for row in rows if row.shown_picture}
    assert said == shown
    assert 0 < len(shown) < len(rows)
    ended = InitiativePhoto.objects.ended(timezone.localdate())
    assert said.isdisjoint(ended.values_list("pk", flat=True))
    assert ended.count() + len(shown) == len(rows)


@IN_MEMORY
@pytest.mark.parametrize(
    ("row", "library", "is_shown"),
    [
        ({"consent_until": 0}, {}, True),
        ({"consent_until": -1}, {}, False),
        ({}, {"consent_until": -1}, False),
        # Renewed in the library, or in a version that was voted since.
        ({"consent_until": -1}, {"consent_given_on": -2}, True),
        ({"consent_given_on": -2}, {"consent_until": -1}, True),
        ({"consent_given_on": -2, "consent_until": -1}, {}, False),
        # Half a renewal is none: nobody said who agreed.
        (
            {"consent_until": -1},
            {"consent_given_on": -2, "consent_given_by": ""},
            False,
        ),
        # Of the same day: the first end.
        ({"consent_until": 30}, {"consent_until": -1}, False),
        ({"consent_until": -1}, {"consent_kind": "nobody"}, False),
    ],
)
def test_the_newest_agreement_speaks_and_of_one_day_the_first_end(
    row, library, is_shown
):
    base = GIVEN | {"consent_given_on": -10}
    picture = Picture(**dated(base | library))
    photo = InitiativePhoto(picture=picture, **dated(base | row))
    assert bool(photo.shown_picture) is is_shown


def test_on_the_day_after_it_is_on_no_page_and_no_list(world, committed, later):
    """Whether or not the clock has run; the page stays, and so do its words."""
    picture = PictureFactory()
    with committed():
        fiche = publish(fiche_with(world, picture, **agreed_until(10)))
    places = [
        fiche.get_url(),
        "/initiatives/",
        "/",
        world.centre.get_url(),
        "/recherche/?q=voisins",
    ]
    later(days=10)
    for place in places:
        assert SHOWN in Client().get(place).content.decode(), place
    later(days=11)
    for place in places:
        page = Client().get(place).content.decode()
        assert SHOWN not in page, place
        assert fiche.slug in page


@IN_MEMORY
def test_a_fiche_with_an_ended_agreement_is_neither_voted_nor_published(world, later):
    fiche = world.submit(fiche_with(world, PictureFactory(), **agreed_until(5)))
    world.vote(world.members[0], fiche)
    later(days=6)
    with pytest.raises(VoteRefused, match="s’est terminé le"):
        world.vote(world.members[1], fiche)
    state = world.state_of(fiche)
    vote = state.votes.get()
    vote.pk, vote.user = None, world.members[1]
    vote.save()
    with (
        pytest.raises(PermissionDenied, match="n’est plus au complet"),
        transaction.atomic(),
    ):
        state.approve(user=world.superuser)
    assert not InitiativePage.objects.get(pk=fiche.pk).live


@IN_MEMORY
def test_an_agreement_renewed_in_the_library_needs_no_new_vote(world, later):
    picture = PictureFactory()
    fiche = world.publish(world.submit(fiche_with(world, picture, **agreed_until(5))))
    later(days=6)
    assert SHOWN not in Client().get(fiche.get_url()).content.decode()
    picture = Picture.objects.get(pk=picture.pk)
    for name, value in agreed_until(400, on=6).items():
        setattr(picture, name, value)
    picture.save()
    assert SHOWN in Client().get(fiche.get_url()).content.decode()
    live = InitiativePage.objects.get(pk=fiche.pk)
    assert live.missing_items() == []
