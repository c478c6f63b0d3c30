"""The map, the page of the country and those of its territories."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.html import parse_html
from django.test.utils import CaptureQueriesContext

from network.directory.map import shades
from network.directory.map.outlines import neighbours, outlines
from network.directory.territories import departements
from network.models import FederationPage
from network.setup import set_up_territories
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    CentrePageFactory,
    DepartementFactory,
    EventFactory,
    FederationPageFactory,
    InitiativePageFactory,
    RegionFactory,
    ResourceFactory,
    WorkingGroupPageFactory,
)

SHOWN = pytest.mark.one_database("what is shown is a matter of templates")
MOST_QUERIES, MOST_ELEMENTS = 12, 350  # platform.md and visual.md, section 7


@pytest.fixture
def france(tree):
    set_up_territories()


PLACES = {
    "24": ("Centre-Val de Loire", "18 Cher", "37 Indre-et-Loire", "41 Loir-et-Cher"),
    "75": ("Nouvelle-Aquitaine", "23 Creuse"),
    "84": ("Auvergne-Rhône-Alpes", "03 Allier"),
    "04": ("La Réunion", "974 La Réunion"),
}


@pytest.fixture
def places(tree):
    """{code: Territory} of a few départements; those of the whole country are slow."""
    found = {}
    for code, (region, *names) in PLACES.items():
        parent = RegionFactory(code=code, name=region)
        for name in names:
            own, _space, name = name.partition(" ")
            found[own] = DepartementFactory(code=own, name=name, parent=parent)
    return found


def read(address):
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return re.sub("[\u00a0\u202f]", " ", answer.content.decode())


def elements(text):
    """[(name, {attribute: value})] of the body, but for what is drawn in an SVG."""

    def below(element):
        yield element.name, dict(element.attributes)
        if element.name != "svg":
            for child in element.children:
                if not isinstance(child, str):
                    yield from below(child)

    body = text[text.index("<body>") : text.index("</body>") + 7]
    return list(below(parse_html(body)))


def links(text):
    return re.findall(r'<a href="(/territoires/\w+/[^"]+)"', text)


def drawn_and_listed(text):
    """The addresses of the map, that only a mouse reaches, and those of the list."""
    drawing, listed = text.split("<figcaption>")
    drawing = drawing[drawing.index("<figure>") :]
    shown = re.findall(r"<(?:svg class|div).*?>", drawing)
    assert len(shown) == 2 and all('aria-hidden="true"' in one for one in shown)
    reached = [link for link in links(drawing) if "/departement/" in link]
    assert drawing.count('tabindex="-1"') == len(reached)
    assert "tabindex" not in listed
    return reached, [link for link in links(listed) if "/departement/" in link]


@SHOWN
def test_another_name_leads_to_the_right_address_and_an_unknown_code_nowhere(france):
    visitor = Client()
    right = "/territoires/departement/2A-corse-du-sud/"
    for wrong in ("2A-corse", "2a-corse-du-sud", "2A", "2A-", "2A-Corse-du-Sud"):
        answer = visitor.get(f"/territoires/departement/{wrong}/")
        assert (answer.status_code, answer.headers.get("Location")) == (301, right)
    assert visitor.get(right).status_code == 200
    for lost in (
        "departement/98-x",
        "region/37-x",
        "pays/37-x",
        "departement/-",
        "x/é",
    ):
        assert visitor.get(f"/territoires/{lost}/").status_code == 404, lost
    # A code of both: Guadeloupe and Ain.
    assert "Guadeloupe</h1>" in read("/territoires/region/01-guadeloupe/")
    assert "Ain</h1>" in read("/territoires/departement/01-ain/")


@SHOWN
def test_each_departement_has_its_shape_and_its_neighbours(france):
    codes = {one.code for one in departements()}
    metropole, overseas = outlines()
    assert {*metropole, *overseas} == codes == set(neighbours())
    assert [one.code for one in departements()][19:22] == ["2A", "2B", "21"]
    assert all(path[0] in "mM" for path in (*metropole.values(), *overseas.values()))


def test_the_list_says_what_the_map_shows(france):
    places = {one.code: one for one in departements()}
    cher = CentrePageFactory(departement=places["18"])
    InitiativePageFactory(parent=cher, published=True)
    InitiativePageFactory(parent=cher, published=True, departement=places["974"])
    InitiativePageFactory(parent=cher)
    CentrePageFactory(departement=places["18"])
    text = read("/territoires/")
    reached, listed = drawn_and_listed(text)
    assert len(listed) == 101 and sorted(reached) == sorted(listed)
    assert "2 initiatives dans 2 départements." in text
    assert 'class="c1" d="' in text and "<title>Cher : 1 initiative</title>" in text
    assert "<title>Ain : aucune initiative</title>" in text
    assert ">Cher</a> (1)," in text and ">La Réunion</a> (1)" in text
    assert ">Ain</a>," in text
    by_centre = read("/territoires/?par=centres")
    assert "<title>Cher : 2 centres</title>" in by_centre
    assert "2 centres dans 1 département." in by_centre
    assert '?par=centres" aria-current="true"' in by_centre
    assert read("/territoires/?par=x") == text
    for address, told in (("departement/18-cher", 1), ("region/04-la-reunion", 1)):
        assert f"<b>{told}</b> initiative racontée" in read(f"/territoires/{address}/")


@SHOWN
def test_the_country_names_each_federation_once_a_place(places):
    federations = {
        "FCSF": FederationPageFactory(level=FederationPage.Level.NATIONAL),
        "centre": FederationPageFactory(level=FederationPage.Level.REGION),
        "cher": FederationPageFactory(),
        "two": FederationPageFactory(),
        "nowhere": FederationPageFactory(),
        "hidden": FederationPageFactory(live=False),
    }
    for name, spoken_for in (
        ("centre", [places["18"].parent]),
        ("cher", [places["18"]]),
        ("two", [places["18"], places["37"], places["03"]]),
        ("hidden", [places["18"]]),
    ):
        federations[name].territories = spoken_for
        federations[name].save()
    text = read("/territoires/")
    said = {
        name: text.count(f">{page.title}</a>") for name, page in federations.items()
    }
    assert said == {
        **dict.fromkeys(("FCSF", "centre", "cher", "nowhere"), 1),
        "two": 2,
        "hidden": 0,
    }
    cher = read("/territoires/departement/18-cher/")
    found = re.findall(r">(Fédération n° \d+)</a>", cher)
    names = ("cher", "two", "centre")  # the nearest first
    assert found == [federations[name].title for name in names]


def test_a_shade_is_as_dark_as_its_number_is_large():
    for ladder in shades.LADDERS:
        classes = [shades.shade(number, ladder) for number in range(300)]
        assert classes == sorted(classes) and set(classes) == {
            f"c{step}" for step in range(5)
        }
    for most, darkest in ((0, 4), (3, 4), (8, 4), (9, 20), (41, 60), (9000, 200)):
        assert shades.ladder_for([0, most])[-1] == darkest
    assert shades.legend([0, 40]) == [
        *(("c1", "1 à 4"), ("c2", "5 à 9"), ("c3", "10 à 19")),
        ("c4", "20 et plus"),
    ]
    assert shades.legend([2, 0]) == [("c1", "1"), ("c2", "2")] and not shades.legend([])


@SHOWN
def test_a_territory_without_anything_leaves_no_hole(places):
    for address in ("departement/974-la-reunion", "region/04-la-reunion"):
        text = read(f"/territoires/{address}/")
        titles = re.findall(r"<h2[^>]*>([^<]+)<", text)
        wanted = ["Votre centre a une histoire à raconter ?", "Ses départements"]
        assert titles == (wanted[:1] if "departement" in address else wanted)
        assert "Aucun centre n’est encore présenté ici" in text
        assert "None" not in text and "(0)" not in text
        assert not re.search(r"<(ul|ol|p|h2|section)[^>]*>\s*</\1>", text)


def grow(departement, federation):
    """One more of each thing that a territory shows, and one that no visitor sees."""
    centre = CentrePageFactory(departement=departement, federation=federation)
    InitiativePageFactory(parent=centre, published=True)
    CentrePageFactory(departement=departement, title="Caché", live=False)
    federation = FederationPage.objects.get(pk=federation.pk)
    WorkingGroupPageFactory(parent=federation, published=True)
    EventFactory(federation=federation)
    ResourceFactory(federation=federation)


@COUNTED_ONCE
def test_a_territory_costs_the_same_whatever_happens_there(places):
    federation = FederationPageFactory(territories=[places["37"]])
    far = FederationPageFactory(territories=[places["03"]], title="Loin")
    WorkingGroupPageFactory(title="Loin d’ici", parent=far, published=True)
    EventFactory(title="Loin aussi", federation=far)
    closed = {"parent": federation, "published": True, "state": "closed"}
    WorkingGroupPageFactory(title="Groupe clos", **closed)
    addresses = (
        "/territoires/departement/37-indre-et-loire/",
        "/territoires/region/24-centre-val-de-loire/",
        "/territoires/",
        "/territoires/?par=centres",
    )
    costs = []
    for number in (1, 7):
        for _ in range(number):
            grow(places["37"], federation)
        for address in addresses:
            read(address)
            with CaptureQueriesContext(connection) as captured:
                read(address)
            costs.append(len(captured))
    assert costs[:4] == costs[4:] and max(costs) <= MOST_QUERIES, costs
    text = read(addresses[0])
    titles = re.findall(r"<h2[^>]*>([^<]+)<", text)
    assert titles == [
        *("Repères", "Ce qui s’y invente", "Centres et espaces de vie sociale"),
        *("La fédération", "Groupes et commissions", "Agenda", "Ressources"),
        "Départements voisins",
    ]
    assert "<b>8</b> centres sociaux" in text and "<b>8</b> adhérents" in text
    for unseen in ("Caché", "Groupe clos", "Loin"):
        assert unseen not in text
    assert "<b>8</b> initiatives racontées<small>par 8 structures" in text
    assert '"containedInPlace": {"@type": "AdministrativeArea"' in text
    assert ">Indre-et-Loire</a>, 8 centres" in read(addresses[1])


@SHOWN
def test_the_whole_network_stays_a_light_page(france):
    """EcoIndex A counts elements: 101 numbered départements, 60 federations."""
    first, _aisne, second = departements()[:3]  # of one region

    def count():
        found = elements(read("/territoires/?par=centres"))
        assert not any({"style", "onclick"} & set(said) for _name, said in found)
        return len(found)

    alone = count()
    FederationPageFactory(territories=[first])
    one = count()
    FederationPageFactory(territories=[second])
    two = count()
    line, link = one - alone, two - one  # a region's first federation, any other
    assert alone + 18 * line + (60 - 18) * link <= MOST_ELEMENTS


@SHOWN
def test_what_stands_somewhere_leads_there(places):
    spoken_for = [places["18"], places["18"].parent]
    federation = FederationPageFactory(territories=spoken_for)
    centre = CentrePageFactory(departement=places["18"], federation=federation)
    elsewhere = InitiativePageFactory(
        parent=centre, published=True, departement=places["23"]
    )
    cher, creuse = places["18"].url, places["23"].url
    for address, wanted in (
        (centre.url, {cher}),
        (elsewhere.url, {creuse}),
        ("/centres/?departement=18", {cher}),
        (federation.url, {cher, places["18"].parent.url}),
        ("/", {creuse}),
    ):
        assert wanted <= set(links(read(address))), address
    for address in ("/", "/federations/", "/centres/", "/perdue/"):
        assert '<a href="/territoires/"' in Client().get(address).content.decode()
