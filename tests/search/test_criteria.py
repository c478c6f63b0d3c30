import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.criteria import RECENT, RELEVANCE, from_address, from_text

KNOWN = {
    "type": {"fiche": "Initiatives", "centre": "Centres"},
    "theme": {"sante": "Santé", "lien-social": "Lien social"},
    "departement": {"37": "37 Indre-et-Loire", "2A": "2A Corse-du-Sud"},
}


def read(address, **rest):
    return from_address(QueryDict(address), KNOWN, **rest)


def test_the_address_gives_text_filters_sort_and_page():
    criteria = read("q=caf%C3%A9&theme=sante&theme=lien-social&departement=2A&page=2")
    assert criteria.text == "café"
    assert criteria.selected == {
        "theme": ("sante", "lien-social"),
        "departement": ("2A",),
    }
    assert (criteria.sort, criteria.page, criteria.notices) == (RELEVANCE, 2, ())


@pytest.mark.parametrize(
    "address",
    [
        "theme=%27%20OR%201%3D1%20--",
        "annee=abc",
        "annee=" + "9" * 5000,
        "centre=" + "9" * 5000,
        "couleur=rouge",
        "&".join(f"theme=t{number}" for number in range(300)),
    ],
)
def test_what_is_unknown_is_dropped_and_noted(address):
    criteria = read(address)
    assert criteria.filters == ()
    assert criteria.notices == ("unknown_filter",)


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("-5", 1),
        ("0", 1),
        ("abc", 1),
        ("", 1),
        ("²", 1),
        ("3", 3),
        ("1" * 5000, 111111111),
    ],
)
def test_a_page_that_is_none_is_the_first(page, number):
    assert read(f"page={page}").page == number


def test_the_last_text_counts():
    assert read("q=un&q=jardin").text == "jardin"


def test_relevance_needs_a_text():
    assert read("tri=pertinence").sort == RECENT
    assert read("tri=pertinence&q=de").sort == RECENT
    assert read("tri=x&q=jardin").sort == RELEVANCE
    assert read("tri=recent&q=jardin").sort == RECENT


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("!!! ...", "no_words"),
        ("\U0001f600", "no_words"),
        ('""', "no_words"),
        ("de la", "only_stopwords"),
        ("l'", "only_stopwords"),
    ],
)
def test_a_text_without_word_to_look_for_says_so(text, notice):
    criteria = from_text(text)
    assert criteria.notices == (notice,)
    assert not criteria.has_text


def test_a_fixed_facet_cannot_be_changed_nor_shown():
    criteria = read("type=centre&theme=sante", fixed={"type": "fiche"})
    assert criteria.selected["type"] == ("fiche",)
    assert criteria.active == (("theme", "sante"),)
    assert criteria.querystring() == "?theme=sante"


def test_the_address_of_a_search_is_read_back_as_the_same_search():
    address = "?q=caf%C3%A9+%26+th%C3%A9&theme=sante&departement=37&tri=titre&page=4"
    assert read(address[1:]).querystring() == address


def test_removing_a_value_goes_back_to_the_first_page():
    criteria = read("theme=sante&theme=lien-social&page=4")
    assert criteria.without("theme", "sante").querystring() == "?theme=lien-social"
    assert criteria.without("theme").querystring() == ""


@given(
    st.dictionaries(
        st.sampled_from(["q", "theme", "annee", "centre", "page", "tri"]) | st.text(),
        st.lists(st.text(), max_size=3),
    )
)
def test_no_address_raises(mapping):
    data = QueryDict(mutable=True)
    for name, values in mapping.items():
        data.setlist(name, values)
    criteria = from_address(data, KNOWN)
    assert criteria.page >= 1
    again = from_address(QueryDict(criteria.querystring()[1:]), KNOWN)
    assert again.filters == criteria.filters
    assert again.page == criteria.page
