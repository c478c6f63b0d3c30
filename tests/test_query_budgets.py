"""SQL queries of public pages: within budget, the same with ten times the content.

Bars: platform.md, section 4.2.
"""

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import COUNTED_ONCE
from tests.factories import (
    AudienceFactory,
    CentrePageFactory,
    DepartementFactory,
    EventFactory,
    FederationPageFactory,
    InitiativePageFactory,
    PictureFactory,
    ResourceFactory,
    ThemeFactory,
)

BUDGETS = {
    "/": 10,
    "/initiatives/": 10,
    "/initiatives/?theme=theme-1&public=public-1": 10,
    "/recherche/?q=caf%C3%A9": 8,
    "/recherche/?q=introuvable": 8,
    "/centres/": 8,
    "/centres/?q=marelle": 8,
    "/federations/": 8,
    "centre": 8,
    "fiche": 8,
    "federation": 12,
    "/agenda/": 8,
    "/agenda/?quand=passes&sorte=rencontre": 8,
    "/agenda.ics": 6,
    "event": 8,
    "/ressources/": 8,
    "/territoires/": 8,
    "/territoires/?par=centres": 8,
    "territory": 12,
    "/inconnue/": 8,
}


def grow(picture, centres):
    """Six more fiches with pictures, themes and publics of their own; an agenda."""
    federation = centres[0].federation
    EventFactory(federation=federation)
    EventFactory(federation=federation, day=date(2020, 1, 1))
    ResourceFactory(federation=federation)
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
        "event": federation.events.first(),
        "territory": centres[0].departement,
        "fiche": type(centres[0]).objects.get(pk=centres[0].pk).get_children().first(),
    }
    return pages[name].url if name in pages else name


@COUNTED_ONCE
def test_each_page_keeps_its_budget_with_ten_times_the_content(tree):
    federation, centres, picture = plant()
    pages = {name: address_of(name, federation, centres) for name in BUDGETS}
    few = {name: count(address) for name, address in pages.items()}
    for _ in range(9):
        grow(picture, centres)
    many = {name: count(address) for name, address in pages.items()}
    over = {
        name: queries
        for name, most in BUDGETS.items()
        for number, queries in (few[name], many[name])
        if number > min(most, few[name][0] + 1)
    }
    assert over == {}
