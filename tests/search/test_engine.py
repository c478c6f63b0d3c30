"""The contract of every engine, on documents: what matches, in which order, counts."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from search.criteria import from_text
from search.engines.database import DatabaseEngine
from search.models import SearchFacet, SearchRow, SearchTerm, SearchText


def found(engine, text, **rest):
    return [hit.page_id for hit in engine.search(from_text(text, **rest)).hits]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("jardins", {1, 2, 5, 6}),
        ("jardinent", {1, 2, 5, 6}),
        ("VELOS", {3}),
        ("l'ete", {3}),
        ("cuisine", {2}),
        ("séniors", {1, 2}),
        ("personnes agées", {1, 2}),
        ("bicyclettes", {3}),
        ('"accès aux droits"', {2}),
        ('"ACCES AUX DROITS"', {2}),
        ("jardin -cafés", {1, 5, 6}),
        ("-jardin", {3, 4}),
        ('"jardin partagé" -courges', set()),
        ("licorne", set()),
        ("", {1, 2, 3, 4, 5, 6}),
        ("de la", {1, 2, 3, 4, 5, 6}),
    ],
)
def test_what_a_text_finds(corpus, text, pages):
    results = corpus.search(from_text(text))
    assert {hit.page_id for hit in results.hits} == pages
    assert results.total == results.unfiltered == len(pages)


def test_a_phrase_does_not_run_from_one_text_into_the_next(engine, document):
    engine.index([document(1, "Ouvrir l’accès", summary="aux droits\nde tous")])
    assert found(engine, '"accès aux droits"') == []
    assert found(engine, '"aux droits de tous"') == []
    assert found(engine, '"de tous"') == [1]


def test_the_title_comes_before_the_summary_and_the_summary_before_the_body(
    engine, document
):
    filler = "parole " * 60
    engine.index(
        [
            document(1, "Une cabane", summary="autre chose", body=filler),
            document(2, "Autre chose", summary="une cabane", body=filler),
            document(3, "Autre chose", summary="rien", body=filler + "cabane"),
        ]
    )
    assert found(engine, "cabane") == [1, 2, 3]


def test_equal_pages_come_fiches_first_then_newest(engine, document):
    engine.index(
        [
            document(1, "Fournil"),
            document(2, "Fournil"),
            document(3, "Fournil", type="centre"),
        ]
    )
    assert found(engine, "fournil") == [2, 1, 3]


def test_a_title_that_is_the_query_comes_first(engine, document):
    engine.index(
        [
            document(1, "Fête du pain"),
            document(2, "Pain et fête"),
        ]
    )
    assert found(engine, "fête du pain") == [1, 2]


def test_the_words_typed_are_worth_more_than_their_synonyms(engine, document):
    engine.index([document(1, "Sortir à vélo"), document(2, "Sortir à bicyclette")])
    assert found(engine, "vélo") == [1, 2]
    assert found(engine, "bicyclette") == [2, 1]


def test_every_word_of_an_alternative_is_needed(engine, document):
    engine.index(
        [
            document(1, "Des personnes venues"),
            document(2, "Des personnes accueillies, toutes âgées"),
        ]
    )
    assert found(engine, "seniors") == [2]


def test_a_page_with_the_rare_word_alone_is_found_and_says_what_it_lacks(corpus):
    hits = {hit.page_id: hit for hit in corpus.search(from_text("vélo jardin")).hits}
    assert hits[3].missing == ("jardin",)


def test_a_page_far_below_the_best_is_cut(engine, document):
    long = "autre mot " * 400
    engine.index(
        [
            document(1, "Torréfaction et broderie", summary="torréfaction broderie"),
            document(2, "Autre", body=long + "broderie"),
            *(document(n, "Broderie") for n in range(3, 12)),
        ]
    )
    results = engine.search(from_text("torréfaction broderie"))
    assert results.hits[0].page_id == 1
    assert 2 not in {hit.page_id for hit in results.hits}
    assert 2 in found(engine, "broderie", page=1, per_page=20)


def test_a_facet_never_changes_which_pages_match(corpus):
    everywhere = set(found(corpus, "jardin numérique"))
    here = found(corpus, "jardin numérique", filters=(("departement", ("45",)),))
    assert set(here) == everywhere & {4, 5}


def test_counts_ignore_their_own_facet_and_obey_the_others(corpus):
    filters = (("theme", ("lien",)), ("departement", ("37",)))
    results = corpus.search(from_text("", filters=filters))
    assert [hit.page_id for hit in results.hits] == [2]
    assert results.facets["theme"] == {"vieillir": 1, "lien": 1}
    assert results.facets["departement"] == {"37": 1, "45": 1}
    assert results.facets["public"] == {"tous": 1}
    assert results.total == 1


def test_values_of_one_facet_add_up_and_facets_narrow(corpus):
    both = (("theme", ("lien", "mobilite")),)
    assert set(found(corpus, "", filters=both)) == {2, 3, 5}
    narrowed = (*both, ("departement", ("2A", "45")))
    assert set(found(corpus, "", filters=narrowed)) == {3, 5}


def test_each_filter_says_what_its_removal_would_give(corpus):
    filters = (("theme", ("droits",)), ("public", ("tous",)))
    results = corpus.search(from_text("", filters=filters))
    assert results.total == 0
    assert results.without == {"theme": 2, "public": 1}


def test_pages_are_sorted_by_date_or_title(corpus):
    assert found(corpus, "jardin", sort="recent") == [6, 5, 2, 1]
    assert found(corpus, "jardin", sort="titre") == [6, 2, 5, 1]


def test_texts_are_highlighted_and_escaped(engine, document):
    engine.index(
        [document(1, "Les <b>jardins</b>", summary="rien", body="x & le jardin")]
    )
    (hit,) = engine.search(from_text("jardin")).hits
    assert hit.title_html == "Les &lt;b&gt;<mark>jardins</mark>&lt;/b&gt;"
    assert hit.summary_html == "x &amp; le <mark>jardin</mark>"


@pytest.mark.parametrize("text", ["100%", "a_b", "\\", '"100% b_o\\"', "'; --", "%s"])
def test_signs_of_sql_are_nothing_special(corpus, text):
    assert corpus.search(from_text(text)).total >= 0


def test_indexing_twice_is_indexing_once(corpus, document):
    def stored():
        return (
            sorted(SearchTerm.objects.values_list("stem", "row_id", "weight")),
            sorted(SearchFacet.objects.values_list("row_id", "facet", "value")),
            sorted(corpus.identities()),
        )

    again = document(7, "Encore un jardin", (("theme", "lien"),), body="été été")
    corpus.index([again])
    once = stored()
    corpus.index([again])
    assert stored() == once


def test_a_changed_page_loses_its_old_words_and_values(corpus, document):
    corpus.index([document(3, "Apprendre à nager", (("theme", "sport"),))])
    assert found(corpus, "vélo") == []
    assert found(corpus, "nager") == [3]
    assert found(corpus, "", filters=(("theme", ("mobilite",)),)) == []


def test_indexing_then_removing_leaves_nothing(corpus):
    corpus.remove([1, 2, 3, 4, 5, 6, 999])
    assert not SearchRow.objects.exists()
    assert not SearchTerm.objects.exists()
    assert not SearchFacet.objects.exists()
    assert not SearchText.objects.exists()


def test_a_search_is_one_request_whatever_it_asks(corpus, django_assert_num_queries):
    filters = (("theme", ("lien",)), ("public", ("tous",)))
    with django_assert_num_queries(1):
        corpus.search(from_text('seniors café "aux droits" -vélo', filters=filters))


def test_a_very_long_word_is_indexed_and_found(engine, document):
    engine.index([document(1, "a" * 500)])
    assert found(engine, "a" * 200) == [1]


def test_neighbours_share_rare_words_themes_and_publics(corpus):
    assert corpus.similar(1, limit=2) == [5, 2]
    assert corpus.similar(6) == []
    assert corpus.similar(999) == []


def test_suggestions_look_for_a_beginning_in_titles(corpus):
    assert corpus.suggest("jardin par") == [(1, "Un jardin partagé pour les aînés")]
    assert corpus.suggest("MARE") == [(6, "La Marelle")]
    assert corpus.suggest("%") == []


def test_the_covering_index_of_terms_is_their_primary_key(engine):
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, "search_searchterm")
    keys = [c["columns"] for c in names.values() if c["primary_key"]]
    assert keys == [["stem", "row_id", "weight"]]


@pytest.mark.one_database("a word is spelled out in Python, before it is stored")
def test_each_way_of_writing_finds_the_others(engine, document):
    ways = {
        1: (
            "St-Denis",
            "Saint-Denis",
            "St Denis",
            "S.-Denis",
            "st denis",
            '"St Denis"',
        ),
        2: ("Ste-Marie", "Sainte-Marie", "ste marie", '"sainte marie"'),
        3: ("C.A.F.", "CAF", "c.a.f", "la C.A.F"),
        4: ("R.S.A.", "RSA", "du R.S.A."),
        5: ("voisin·e·s", "voisins", "voisines", "voisin.e.s", "voisin-e-s"),
        6: ("commissions", "commission", "la commission"),
    }
    for page_id, texts in ways.items():
        engine.index([document(page_id, "Une page", body=texts[0])])
        engine.index([document(page_id + 10, "Une page", body=texts[1])])
    for page_id, texts in ways.items():
        long_form = found(engine, texts[1])
        assert set(long_form[:2]) == {page_id, page_id + 10}
        for text in texts:
            assert found(engine, text)[:2] == long_form[:2], text


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_page_follow_each_other(document):
    engine, start = DatabaseEngine(), threading.Barrier(4)

    def write(number):
        try:
            start.wait()
            for turn in range(5):
                engine.index([document(1, f"Page {number} {turn}", body="four " * 50)])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(write, range(4))) == [None] * 4
    stored = SearchText.objects.get(page_id=1).weights
    terms = SearchTerm.objects.filter(row_id=1).values_list("stem", "weight")
    assert sorted(terms) == sorted(stored.items())
    engine.remove([1])
    assert not SearchTerm.objects.exists()
