"""Near a place: the nearest first, the same for centres and fiches."""

from math import asin, cos, radians, sin, sqrt

import pytest
from django.test import Client

from initiatives.models import InitiativePage
from network.directory.places import near, place_of
from network.models import CentrePage, Commune, Territory
from search import documents
from tests.factories import CentrePageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db
TOWNS = ["25056", "25388", "39300", "21231", "97411", "75056", "2A004"]


def haversine(one, other):
    north, east = (radians(a - b) / 2 for a, b in zip(one, other, strict=True))
    across = cos(radians(one[0])) * cos(radians(other[0])) * sin(east) ** 2
    return 2 * 6371 * asin(sqrt(sin(north) ** 2 + across))


def test_the_nearest_come_first_with_their_distance_by_the_haversine(settled):
    for code in TOWNS:
        CentrePageFactory(code_insee=code, title=code)
    place = place_of("25000")
    found = list(near(CentrePage.objects.exclude(code_insee=""), place))
    here = (place.latitude, place.longitude)
    away = [haversine(here, (one.latitude, one.longitude)) for one in found]
    assert [one.distance for one in found] == pytest.approx(away, abs=0.02)
    assert away == sorted(away)
    assert [one.title for one in found][::3] == ["25056", "21231", "97411"]
    close = near(CentrePage.objects.all(), place, within=away[2] + 0.1)
    assert list(close) == found[:3], "a box, then a circle"
    assert not near(Commune.objects.none(), place).exists()
    antipode = place_of("-47.24,-173.98")
    assert near(CentrePage.objects.all(), antipode).last().distance < 20_016


def test_a_fiche_is_where_its_action_is_else_where_its_centre_is(settled):
    centre = CentrePageFactory(code_insee="25056")
    at_home = InitiativePageFactory(parent=centre, published=True)
    away = InitiativePageFactory(parent=centre, published=True, code_insee="39300")
    InitiativePageFactory(published=True)
    fiches = InitiativePage.objects.located()
    found = near(fiches, place_of("Lons-le-Saunier"), "at_latitude", "at_longitude")
    assert [one.pk for one in found] == [away.pk, at_home.pk]
    assert found[0].distance < 1
    assert found[1].distance == pytest.approx(75, abs=10)
    assert away.at == (away.latitude, away.longitude)
    assert at_home.at == (centre.latitude, centre.longitude)


def test_a_fiche_says_and_is_found_by_the_commune_of_its_action(settled):
    away = InitiativePageFactory(
        parent=CentrePageFactory(code_insee="25056"),
        published=True,
        code_insee="39300",
        departement=Territory.objects.get(kind="departement", code="39"),
    )
    said = "Lons-le-Saunier (Jura)"
    assert away.place_label == said
    (card,) = InitiativePage.objects.filter(pk=away.pk).for_cards()
    assert card.card.place == said
    assert said in Client().get(away.url).content.decode()
    (found,) = documents.read([away.pk])
    assert "Lons-le-Saunier" in found.labels


@pytest.mark.one_database("equalities and beginnings of a to z and 0 to 9")
@pytest.mark.parametrize(
    ("typed", "label", "code"),
    [
        ("Besançon", "Besançon (25)", "25056"),
        (" besancon (25) ", "Besançon (25)", "25056"),
        ("25000", "Besançon (25)", "25056"),
        ("25056", "Besançon (25)", "25056"),
        ("2a004", "Ajaccio (2A)", "2A004"),
        ("Saint-Denis", "Saint-Denis (974)", "97411"),
        ("13013", "Marseille 13e Arrondissement (13)", "13055"),
        ("75015", "Paris 15e Arrondissement (75)", "75056"),
        ("Annecy le Vieux", "Annecy-le-Vieux (74)", "74010"),
    ],
)
def test_a_place_is_a_commune_a_postcode_or_a_code(typed, label, code, communes):
    place = place_of(typed)
    assert (place.label, place.code_insee) == (label, code)


@pytest.mark.one_database("equalities and beginnings of a to z and 0 to 9")
def test_what_is_no_place_is_none_and_a_position_is_read_to_a_kilometre(communes):
    for typed in ("", "Groland", "99999", "!", "x" * 500, "97150", "91.0,6.0"):
        assert place_of(typed) is None
    place = place_of("47.238761,6.024123")
    assert (place.latitude, place.longitude, place.code_insee) == (47.24, 6.02, "")
    assert "Saint-Denis (93)" in place_of("saint denis").others
