"""What the two lists answer: pages, facets, addresses."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import PageViewRestriction

from search.models import SearchRow
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    CentrePageFactory,
    DepartementFactory,
    InitiativePageFactory,
    PictureFactory,
)


def titles(response):
    return [result["page"].title for result in response.context["results"]]


def values(response, facet):
    return {
        value.value: (value.count, value.selected, value.disabled)
        for value in response.context["facet_map"][facet].values
    }


def test_the_initiatives_are_the_fiches_newest_first(site, get):
    response = get("initiatives")
    assert response.status_code == 200
    assert titles(response) == [
        "Une cabane",
        "Marcher avec les aînés",
        "Un four à pain",
    ]
    assert response.context["heading"] == "3 initiatives"
    assert not response.context["noindex"]


def test_the_search_is_over_every_type(site, get):
    response = get("search", q="touraine")
    assert titles(response) == ["Fédération de Touraine"]
    assert values(get("search"), "type") == {
        "fiche": (3, False, False),
        "centre": (2, False, False),
        "federation": (1, False, False),
    }


@pytest.mark.one_database("a template keeps the order of the engine")
def test_results_stand_in_the_order_of_the_engine_whatever_their_kind(site, get):
    response = get("search", tri="titre")
    found = [result["page"] for result in response.context["results"]]
    kinds = [page.search_type for page in found]
    assert kinds == ["federation", "centre", "centre", "fiche", "fiche", "fiche"]
    said = response.content.decode()
    places = [said.index(f'<h3><a href="{page.url}">') for page in found]
    assert places == sorted(places)


def test_seniors_finds_the_aines(site, get):
    response = get("initiatives", q="séniors")
    assert "Marcher avec les aînés" in titles(response)
    marked = response.context["results"][0]["title_html"]
    assert "<mark>aînés</mark>" in marked


def test_facets_narrow_and_count(site, get):
    response = get("initiatives", theme="sante")
    assert titles(response) == ["Une cabane", "Marcher avec les aînés"]
    assert values(response, "theme") == {
        "lien-social": (2, False, False),
        "sante": (2, True, False),
        "habitat": (0, False, True),
    }
    assert values(response, "departement") == {
        "37": (1, False, False),
        "45": (1, False, False),
    }
    labels = [v.label for v in response.context["facet_map"]["departement"].values]
    assert labels == ["37 Indre-et-Loire", "45 Loiret"]


def test_a_selected_value_stays_with_zero(site, get):
    response = get("initiatives", departement="45", public="seniors")
    assert response.context["total"] == 0
    assert values(response, "departement")["45"] == (0, True, False)
    assert response.status_code == 200


def test_without_result_the_page_helps(site, get):
    response = get("initiatives", q="cabane", departement="37")
    context = response.context
    assert context["heading"] == "Aucune initiative ne correspond"
    chips = [(chip.label, chip.url) for chip in context["chips"]]
    assert chips == [
        ("« cabane »", "?departement=37"),
        ("37 Indre-et-Loire", "?q=cabane"),
    ]
    removals = {chip.label: chip.count for chip in context["help"]["removals"]}
    assert removals == {"sans « cabane »": 2, "sans 37 Indre-et-Loire": 1}
    assert [page.title for page in context["help"]["latest"]] == [
        "Une cabane",
        "Marcher avec les aînés",
        "Un four à pain",
    ]


@pytest.mark.one_database("what is offered is reckoned in Python")
def test_a_phrase_without_result_offers_its_words_without_the_quotes(site, get):
    response = get("initiatives", q="« cabane four »", theme="sante", tri="titre")
    assert response.context["total"] == 0
    first = response.context["help"]["removals"][0]
    assert (first.label, first.count) == ("les mêmes mots, sans guillemets", 1)
    assert first.url == "?q=cabane+four&theme=sante&tri=titre"
    labels = [chip.label for chip in response.context["help"]["removals"]]
    assert "sans « cabane four »" in labels
    assert get("initiatives", q="cabane four", theme="sante").context["total"] == 1
    response = get("initiatives", q='"licorne ailée"')
    assert response.context["help"]["removals"] == []


@pytest.mark.one_database("what a form gives back is reckoned in Python")
def test_what_is_typed_in_the_form_of_the_whole_list_comes_in_its_rank(site, get):
    """Trap: the form gives back the order of the list it stands on."""
    (shown,) = [
        sort for sort in get("initiatives").context["sorts"] if sort["selected"]
    ]
    assert (shown["label"], shown["value"]) == ("Plus récentes", "")
    found = get("initiatives", q="cabane", tri=shown["value"]).context["sorts"]
    assert [sort["label"] for sort in found if sort["selected"]] == ["Pertinence"]
    assert [sort["value"] for sort in found if sort["label"] == "Plus récentes"] == [
        "recent"
    ]


def test_without_result_the_neighbouring_departements_are_offered(site, get):
    CentrePageFactory(departement=DepartementFactory(code="41", name="Loir-et-Cher"))
    response = get("initiatives", q="cabane", departement="41")
    assert [
        (chip.label, chip.url, chip.count)
        for chip in response.context["help"]["neighbours"]
    ] == [("45 Loiret", "?q=cabane&departement=45", 1)]


def test_a_result_says_which_words_it_lacks(site, get):
    response = get("initiatives", q="cabane licorne")
    assert response.context["results"][0]["missing"] == ("licorne",)


def test_sorting_by_relevance_needs_a_text(site, get):
    sorts = [sort["value"] for sort in get("initiatives").context["sorts"]]
    assert sorts == ["", "titre"]
    sorts = [sort["value"] for sort in get("initiatives", q="four").context["sorts"]]
    assert sorts == ["", "recent", "titre"]
    assert titles(get("initiatives", tri="titre"))[0] == "Marcher avec les aînés"


def test_unknown_filters_are_ignored_and_it_says_so(site, get):
    response = get("initiatives", theme="licorne", couleur="bleu")
    assert response.context["total"] == 3
    assert response.context["notices"] == ["Un filtre inconnu a été ignoré."]


def test_a_centre_is_a_filter_that_shows_as_a_chip(site, get):
    centre = site["cabane"].centre
    response = get("initiatives", centre=centre.pk)
    assert titles(response) == ["Une cabane"]
    assert [chip.label for chip in response.context["chips"]] == ["La Ruche"]
    assert response.context["hidden_filters"] == [("centre", str(centre.pk))]


@pytest.mark.parametrize(
    ("page", "status"),
    [("abc", 200), ("-5", 200), ("0", 200), ("1", 200), ("2", 404), ("9" * 40, 404)],
)
def test_a_page_past_the_last_is_not_found(site, get, page, status):
    assert get("initiatives", page=page).status_code == status


@pytest.mark.one_database("addresses are made in Python")
def test_leafing_keeps_the_query(site, get, rebuild):
    centre = CentrePageFactory()
    for _n in range(13):
        InitiativePageFactory(parent=centre, title="Atelier couture", published=True)
    rebuild()
    first, second = (get("initiatives", q="couture", page=n) for n in (1, 2))
    assert first.context["pagination"]["next_url"] == "?q=couture&page=2"
    assert first.context["pagination"]["previous_url"] == ""
    assert second.context["pagination"]["previous_url"] == "?q=couture"
    assert second.context["pagination"]["next_url"] == ""
    pages = second.context["pagination"]["pages"]
    assert [(p["number"], p["current"]) for p in pages] == [(1, False), (2, True)]
    assert len(first.context["results"]) == 12
    assert len(second.context["results"]) == 1


def test_every_display_reads_the_tree_again(site, get):
    """A stale entry can shorten a page of results, never disclose one."""
    hidden = site["cabane"]
    rows = list(SearchRow.objects.filter(page_id=hidden.pk))
    hidden.unpublish()
    SearchRow.objects.bulk_create(rows)
    assert "Une cabane" not in titles(get("initiatives", q="cabane"))
    restricted = site["four"]
    rows = list(SearchRow.objects.filter(page_id=restricted.pk))
    PageViewRestriction.objects.create(
        page=restricted.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    SearchRow.objects.bulk_create(rows)
    assert "Un four à pain" not in titles(get("initiatives", q="four"))


def test_no_session_no_cookie_no_vary_and_no_write(
    site, get, django_assert_max_num_queries
):
    for name in ("initiatives", "search"):
        get(name, q="four")  # the sizes of a picture are made at its first display
        with django_assert_max_num_queries(10) as queries:
            response = get(name, q="four")
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["X-Search-Engine"] == "database"
        written = [
            q["sql"]
            for q in queries.captured_queries
            if re.match(r"INSERT|UPDATE|DELETE", q["sql"])
        ]
        assert not written


@COUNTED_ONCE
def test_the_query_budgets_hold_with_ten_times_the_content(
    site, get, rebuild, django_assert_max_num_queries
):
    budgets = {"initiatives": 10, "search": 8}
    addresses = ({}, {"q": "four"}, {"q": "pain cabane", "theme": "sante"})

    def keep_the_budgets():
        for name, budget in budgets.items():
            for address in addresses:
                get(name, **address)  # makes the sizes of new pictures
                with django_assert_max_num_queries(budget):
                    assert get(name, **address).status_code == 200

    keep_the_budgets()
    for number in range(3):
        centre = CentrePageFactory(title=f"Centre {number} du four")
        for _n in range(9):
            InitiativePageFactory(
                parent=centre, title="Un four", picture=PictureFactory(), published=True
            )
    rebuild()
    keep_the_budgets()
    assert len(get("search", q="four").context["results"]) == 12


def test_posting_is_refused(site, client):
    assert client.post(reverse("search")).status_code == 405


def test_a_list_is_served_outside_any_transaction():
    from search import views

    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"]
    for view in (views.initiatives, views.search, views.all_criteria):
        assert view._non_atomic_requests == {"default"}


def test_the_page_of_criteria_links_to_every_value_with_a_fiche(site, get):
    response = get("search_criteria")
    facets = {f["name"]: f["values"] for f in response.context["facets"]}
    assert [value.label for value in facets["theme"]] == ["Lien social", "Santé"]
    assert [value.url for value in facets["annee"]] == ["/initiatives/?annee=2023"]
    assert [value.label for value in facets["centre"]] == ["La Marelle", "La Ruche"]
