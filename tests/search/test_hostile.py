"""Whatever is typed or asked for is answered, and printed as text."""

import html

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

HOSTILE = [
    "", "   ", "\t", '""', '"', "-", "...", "\U0001f600", "de la", "l'",
    "\x07\u200b\u202e", "\ud800", "e\u0301", "ﬁ", "mot " * 2500, "a" * 8000, '"' * 500,
    'café "solidaire', "NEAR(a b)", "*", "^", "(" * 50, "AND OR NOT", "title:x",
    "{title}:", "a&b!", "|||", "<->", "%s", "%", "_", "\\", "';DROP TABLE page;--",
    "-four", "<script>alert(1)</script>", "{{ 7*7 }}", "${7*7}", "../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("name", ["initiatives", "search"])
def test_hostile_texts_are_answered(site, get, name):
    for text in HOSTILE:
        answer = get(name, q=text.encode("utf-8", "surrogatepass"))
        assert answer.status_code in {200, 400}, text


def test_an_emoji_alone_gives_all_pages_and_says_so(site, get):
    response = get("initiatives", q="\U0001f600")
    assert response.context["total"] == 3
    assert response.context["notices"] == [
        "Aucun mot à chercher : voici toutes les pages."
    ]


def test_an_exclusion_alone_gives_everything_else(site, get):
    found = get("initiatives", q="-four").context["results"]
    assert [result["page"].title for result in found] == [
        "Une cabane",
        "Marcher avec les aînés",
    ]


def test_nothing_of_the_visitor_is_printed_as_markup(site, get):
    response = get("search", q="<script>alert(1)</script> four")
    assert "<script>alert" not in response.content.decode()
    assert "<script>alert" in html.unescape(response.content.decode())


@hypothesis_settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.sampled_from(
            ["q", "theme", "public", "departement", "annee", "centre", "page", "tri"]
        )
        | st.text(st.characters(exclude_categories=["Cs"])),
        st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3),
        max_size=5,
    )
)
def test_no_address_is_ever_an_error(site, client, mapping):
    for name in ("initiatives", "search"):
        assert client.get(reverse(name), mapping).status_code in {200, 400, 404}
