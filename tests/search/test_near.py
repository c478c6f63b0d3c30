"""Near a place: a criterion of the search like the others, and a sort."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from network.directory.places import Place
from network.models import CentrePage
from search.criteria import DISTANCE, from_address, from_text
from tests.conftest import COUNTED_ONCE
from tests.network.test_directory import place
from tests.test_query_budgets import count

ORLEANS = Place("Orléans (45)", 47.90, 1.90, "45234")


@pytest.fixture
def spread(engine, document):
    """Fiches 1 at Orléans, 2 at 44 km, 3 at 220 km, 4 nowhere; themes by turns."""
    at = {1: (47.90, 1.90), 2: (47.50, 1.90), 3: (45.92, 1.90), 4: (None, None)}
    engine.index(
        replace(
            document(
                key,
                title="Un jardin",
                facets=[("theme", "pair" if key % 2 == 0 else "impair")],
            ),
            latitude=latitude,
            longitude=longitude,
        )
        for key, (latitude, longitude) in at.items()
    )
    return engine


@pytest.mark.parametrize("text", ["", "jardin"])
def test_near_a_place_pages_are_counted_and_sorted_by_distance(spread, text):
    asked = from_text(text, place=ORLEANS, sort=DISTANCE)
    results = spread.search(asked)
    assert [hit.page_id for hit in results.hits] == [1, 2]
    assert [round(hit.distance) for hit in results.hits] == [0, 44]
    assert results.total == 2
    assert results.facets["theme"] == {"impair": 1, "pair": 1}
    far = spread.search(replace(asked, within=None))
    assert [hit.page_id for hit in far.hits] == [1, 2, 3]
    narrowed = replace(asked, filters=(("theme", ("pair",)),))
    assert [hit.page_id for hit in spread.search(narrowed).hits] == [2]
    assert spread.search(from_text(text)).hits[0].distance is None


def test_an_address_with_a_place_is_read_and_written_back():
    def read(address):
        known = {"Orléans": ORLEANS}
        return from_address(QueryDict(address), {}, None, known.get)

    asked = read("pres=Orl%C3%A9ans&q=jardin")
    assert (asked.place, asked.sort) == (ORLEANS, DISTANCE)
    assert asked.querystring() == "?q=jardin&pres=Orl%C3%A9ans"
    assert asked.anywhere().querystring() == "?q=jardin"
    assert read("pres=Orl%C3%A9ans&tri=titre").querystring().endswith("&tri=titre")
    lost = read("pres=Trifouillis&tri=distance")
    assert (lost.place, lost.near, lost.sort) == (None, "Trifouillis", "recent")
    assert "pres=Trifouillis" in lost.querystring()


@pytest.fixture
def at_orleans(site, rebuild):
    """The site of the search, whose centres stand in Orléans."""
    centre = CentrePage.objects.order_by("pk").first()
    orleans = place("Orléans", "45000", 47.90, 1.90, centre.departement)
    for one in CentrePage.objects.all():
        one.code_insee, one.commune = orleans.code, orleans.name
        one.save()
    rebuild()


def test_fiches_say_how_far_they_are_and_an_unknown_place_loses_nothing(
    at_orleans, get
):
    answer = get("initiatives", pres="45000")
    assert answer.context["heading"] == "3 initiatives"
    said = answer.content.decode()
    assert said.count("Dans cette commune ou tout près") == 3
    chips = [chip.label for chip in answer.context["chips"]]
    assert [label[:14] for label in chips] == ["lieu : Orléans"]
    assert "geolocation=(self)" in answer["Permissions-Policy"]
    lost = get("initiatives", pres="Trifouillis", q="four")
    assert "écrivez le nom d’une commune" in lost.content.decode()
    assert 'value="Trifouillis"' in lost.content.decode()
    assert lost.context["total"] == 1


@COUNTED_ONCE
def test_a_place_costs_a_few_queries_and_never_more(at_orleans):
    queries, _texts = count("/initiatives/?pres=45000")
    assert queries <= 12
