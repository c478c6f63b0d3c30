"""Totals and facets against a count in Python, on any corpus and any query."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import french
from search.criteria import from_text

WORDS = ["jardin", "café", "aînés", "vélo", "numérique", "fête"]
VALUES = {"theme": ["a", "b", "c"], "public": ["x", "y"], "departement": ["37", "2A"]}

settings.register_profile(
    "search",
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
with_database = settings(settings.get_profile("search"))

values = st.fixed_dictionaries(
    {name: st.sets(st.sampled_from(known)) for name, known in VALUES.items()}
)
pages = st.lists(st.tuples(st.sets(st.sampled_from(WORDS)), values), max_size=15)
filters = st.fixed_dictionaries(
    {}, optional={n: st.sets(st.sampled_from(v), min_size=1) for n, v in VALUES.items()}
)


def fill(engine, document, corpus):
    engine.remove([page_id for page_id, _digest in engine.identities()])
    engine.index(
        document(
            number,
            " ".join(sorted(words)),
            tuple((n, v) for n, chosen in facets.items() for v in sorted(chosen)),
        )
        for number, (words, facets) in enumerate(corpus, 1)
    )


def frozen(chosen):
    return tuple((name, tuple(sorted(some))) for name, some in sorted(chosen.items()))


def kept(corpus, text, chosen, ignored=None):
    """Give the facets of the pages that one word and these filters leave."""
    stems = set(french.stems(text)) if text else None
    return [
        facets
        for words, facets in corpus
        if (stems is None or any(stems & set(french.stems(word)) for word in words))
        and all(facets[n] & some for n, some in chosen.items() if n != ignored)
    ]


@with_database
@given(pages, st.sampled_from(["", "jardins", "cafe", "fetes"]), filters)
def test_totals_and_counts_are_those_of_a_count_by_hand(
    engine, document, corpus, text, chosen
):
    fill(engine, document, corpus)
    results = engine.search(from_text(text, filters=frozen(chosen)))
    assert results.total == len(kept(corpus, text, chosen))
    assert results.unfiltered == len(kept(corpus, text, {}))
    for name in VALUES:
        left = kept(corpus, text, chosen, ignored=name)
        counted = Counter(value for facets in left for value in facets[name])
        assert results.facets.get(name, {}) == counted
    for name in chosen:
        assert results.without[name] == len(kept(corpus, text, chosen, ignored=name))


queries = st.lists(st.sampled_from([*WORDS, "-fête", '"café"', "de"]), max_size=4).map(
    " ".join
)


@with_database
@given(pages, queries, filters)
def test_the_total_is_the_number_of_pages_met_by_leafing(
    engine, document, corpus, text, chosen
):
    fill(engine, document, corpus)
    met = []
    for page in range(1, len(corpus) // 4 + 3):
        criteria = from_text(text, filters=frozen(chosen), page=page, per_page=4)
        met += [hit.page_id for hit in engine.search(criteria).hits]
    assert len(met) == len(set(met)) == engine.search(criteria).total


@with_database
@given(pages, queries)
def test_a_count_is_the_total_after_choosing_its_value(engine, document, corpus, text):
    fill(engine, document, corpus)
    for name, counts in engine.search(from_text(text)).facets.items():
        for value, count in counts.items():
            chosen = from_text(text, filters=((name, (value,)),))
            assert engine.search(chosen).total == count


@with_database
@given(pages, queries, filters, st.sampled_from(sorted(VALUES)), st.integers(0, 2))
def test_a_value_more_widens_and_a_facet_more_narrows(
    engine, document, corpus, text, chosen, name, number
):
    fill(engine, document, corpus)
    value = VALUES[name][number % len(VALUES[name])]
    before = engine.search(from_text(text, filters=frozen(chosen))).total
    more = chosen | {name: chosen.get(name, set()) | {value}}
    after = engine.search(from_text(text, filters=frozen(more))).total
    assert after >= before if name in chosen else after <= before
