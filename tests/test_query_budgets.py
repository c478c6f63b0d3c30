"""SQL queries of public pages: within budget, the same with ten times the content.

Bars: platform.md, section 4.2.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AudienceFactory,
    CentrePageFactory,
    DepartementFactory,
    FederationPageFactory,
    InitiativePageFactory,
    PictureFactory,
    ThemeFactory,
)

BUDGETS = {
    "/": 10,
    "/initiatives/": 10,
    "/initiatives/?theme=theme-1&public=public-1": 10,
    "/recherche/?q=caf%C3%A9": 8,
    "/recherche/?q=introuvable": 8,
    "/centres/": 8,
    "/federations/": 8,
    "centre": 8,
    "fiche": 8,
    "federation": 8,
    "/inconnue/": 8,
}


def grow(picture, centres):
    """Six more fiches with pictures, themes and publics of their own."""
    for number in range(6):
        InitiativePageFactory(
            parent=type(centres[0]).objects.get(pk=centres[number % 2].pk),
            published=True,
            picture=picture,
            themes=[ThemeFactory(number=number), ThemeFactory(number=number + 1)],
            audiences=[AudienceFactory(slug=f"public-{number}", name=f"P{number}")],
        )


def plant():
    federation = FederationPageFactory()
    places = [
        DepartementFactory(code=code, name=f"Département {code}")
        for code in ("37", "41")
    ]
    centres = [
        CentrePageFactory(departement=place, federation=federation) for place in places
    ]
    federation.territories = places
    federation.save()
    picture = PictureFactory()
    grow(picture, centres)
    return federation, centres, picture


def count(address):
    Client().get(address)  # renditions are made by the first visitor
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = Client().get(address)
    assert answer.status_code in (200, 404)
    return len(captured), [query["sql"][:150] for query in captured]


def address_of(name, federation, centres):
    pages = {
        "centre": centres[0],
        "federation": federation,
        "fiche": type(centres[0]).objects.get(pk=centres[0].pk).get_children().first(),
    }
    return pages[name].get_url() if name in pages else name


@pytest.fixture(scope="module")
def counted(apart):
    """{name: its queries}, with little content, then with ten times as much."""
    with apart("tree"):
        federation, centres, picture = plant()
        pages = {name: address_of(name, federation, centres) for name in BUDGETS}
        few = {name: count(address) for name, address in pages.items()}
        for _ in range(9):
            grow(picture, centres)
        return few, {name: count(address) for name, address in pages.items()}


@pytest.mark.xdist_group("query budgets")
@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_keeps_its_budget_with_ten_times_the_content(counted, name):
    (few, before), (many, queries) = (content[name] for content in counted)
    assert few <= BUDGETS[name], before
    assert many <= BUDGETS[name], queries
    assert many <= few + 1, queries
