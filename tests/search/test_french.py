import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.spelling import fold
from search import french
from tests.lines_run import lines_run

# What a centre speaks of every day; only what makes its plural with an s.
NOUNS = """
    accord action adhérent agent aidant animation association atelier bénévole boulanger
    café cahier centre chantier citoyen collectif comité commission concert confit conflit
    conseil conseiller courrier crédit cuisinier danger débit délit dessin discussion
    dossier droit écolier émission employé enfant entretien escalier étranger exil famille
    fermier fête forfait foyer gîte goûter habitant hiver infirmier inscrit intermission
    jardin jardinier loisir loyer lit maison maraîcher médiation métier mission musicien
    papier parent passager permission petit pilier potager produit profit projet quartier
    récit réunion routier saladier session sentier séjour senior soir soumission
    souvenir titulaire transit transmission usager vélo verger visite voisin
"""
PLURALS = " ".join(f"{noun}s" for noun in NOUNS.split())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Œuvrés", "oeuvres"),
        ("ÉTÉ", "ete"),
        ("Straße", "strasse"),
        ("CURRICULUM VITÆ", "curriculum vitae"),
        ("ﬁche", "fiche"),
    ],
)
def test_fold_removes_accents_ligatures_and_capitals(text, folded):
    assert french.fold(text) == folded


@given(st.text())
def test_fold_is_idempotent(text):
    assert french.fold(french.fold(text)) == french.fold(text)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert french.clean(french.clean(text)) == french.clean(text)


@given(st.text(alphabet=st.characters()))
def test_a_cleaned_text_can_be_stored_and_sent(text):
    cleaned = french.clean(text)
    assert "\x00" not in cleaned
    assert len(cleaned) <= french.MAX_CHARACTERS
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@pytest.mark.parametrize(
    "dirty", ["ca\x00fé", "ca\u200bfé", "\u202ecafé", "ca\ud800fé", "  cafe\u0301\t"]
)
def test_what_no_page_prints_is_dropped(dirty):
    assert french.clean(dirty) == "café"


def test_a_noun_and_its_plural_share_a_stem():
    """Snowball takes -er, -ir, -it, -issions, -ions for endings of verbs."""
    apart = [
        (noun, plural)
        for noun in NOUNS.split()
        for plural in (f"{noun}s", fold(f"{noun}s"))
        if set(french.stems(noun)).isdisjoint(french.stems(plural))
    ]
    assert len(NOUNS.split()) >= 60
    assert apart == []


@pytest.mark.parametrize(
    "forms",
    [
        ("jardin", "jardins", "JARDIN"),
        ("bénévole", "bénévoles", "benevole"),
        ("cuisiner", "cuisine", "cuisinons"),
        ("jardiner", "jardine", "jardinent"),
        ("aîné", "aînés", "aînées", "aines"),
        ("numérique", "numeriques"),
        ("réfugié", "réfugiée", "réfugiés"),
        ("jeu", "jeux"),
        ("lieu", "lieux"),
        ("œuvre", "oeuvres"),
        ("solidaire", "solidaires"),
        ("petit", "petite", "petites"),
        ("étranger", "étrangers", "etrangers"),
    ],
)
def test_the_forms_of_a_word_meet(forms):
    first = set(french.stems(forms[0]))
    assert all(first & set(french.stems(form)) for form in forms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aînés", "Ain"),
        ("café", "CAF"),
        ("mère", "mer"),
        ("habits", "habitants"),
        ("foyers", "foi"),
        ("foyer", "fois"),
        ("foi", "fois"),
        ("loyers", "lois"),
        ("communications", "communes"),
        ("papiers", "papis"),
        ("pétitions", "petites"),
        ("navettes", "navets"),
        ("galettes", "galets"),
        ("gens", "gênés"),
    ],
)
def test_words_that_snowball_would_merge_stay_apart(one, other):
    assert not set(french.stems(one)) & set(french.stems(other))


def test_a_word_has_few_stems():
    """Each is a row of the index for each page that says the word."""
    found = [french.stems(word) for word in f"{NOUNS} {PLURALS}".split()]
    assert max(map(len, found)) <= 3
    assert sum(map(len, found)) < 1.6 * len(found)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("habitants", "les <mark>habitant·e·s</mark> d’ici"),
        ("habitant·e·s", "les <mark>habitants</mark> d’ici"),
        ("saint", "à <mark>St</mark>-Denis"),
        ("caf", "l’aide de la <mark>C.A.F.</mark>"),
    ],
)
def test_a_highlight_marks_the_whole_of_what_is_written(asked, shown):
    wanted = {s for word in french.parse(asked).words for s in french.stems(word)}
    text = shown.replace("<mark>", "").replace("</mark>", "")
    assert french.highlight(text, frozenset(wanted)) == shown


def test_summer_is_no_stop_word():
    assert french.stems("été")
    assert not french.stems("avec")


def test_a_query_has_words_phrases_and_exclusions():
    query = french.parse("café “accès aux droits” -numérique l'eau")
    assert query.words == ("café", "eau")
    assert query.phrases == (("acces", "aux", "droits"),)
    assert query.excluded == ("numérique",)
    assert not query.truncated


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('café "solidaire', ("café", "solidaire")),
        ("NEAR(a b)", ("NEAR", "a", "b")),
        ("title:x^2 AND {y}:z*", ("title", "x", "2", "AND", "y", "z")),
        ("a&b!|c<->d", ("a", "b", "c", "d")),
        ("';DROP TABLE page--", ("DROP", "TABLE", "page")),
        ("porte-à-porte", ("porte", "à", "porte")),
        ("- x", ("x",)),
        ('"" " - -- ', ()),
    ],
)
def test_everything_else_is_literal(text, words):
    query = french.parse(text)
    assert query.words == words
    assert not query.phrases
    assert not query.excluded


@pytest.mark.parametrize(
    "text", ["mot " * 10_000, "a" * 10_000, " ".join("abcdefghijklm"), "a" * 201]
)
def test_a_long_query_is_cut_and_says_so(text):
    query = french.parse(text)
    assert query.truncated
    assert len(query.words) <= french.MAX_WORDS
    assert len(query.text) <= french.MAX_CHARACTERS


@given(st.text(alphabet=st.characters() | st.sampled_from("\"-' \\%_")))
def test_parsing_never_raises_and_keeps_the_limits(text):
    query = french.parse(text)
    counted = sum(map(len, query.phrases))
    assert len(query.words) + len(query.excluded) + counted <= french.MAX_WORDS


def test_a_highlight_marks_the_words_that_share_a_stem():
    wanted = frozenset(french.stems("aîné") + french.stems("jardin"))
    marked = french.highlight("L’été, les aînés <b>jardinent</b> & rient.", wanted)
    assert marked == (
        "L’été, les <mark>aînés</mark> &lt;b&gt;<mark>jardinent</mark>&lt;/b&gt;"
        " &amp; rient."
    )


def test_a_highlight_shows_the_place_where_the_words_are():
    text = "début " * 100 + "un jardin partagé et un jardin fleuri " + "fin " * 100
    shown = french.highlight(text, frozenset(french.stems("jardin")), 100)
    assert shown.count("<mark>jardin</mark>") == 2
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(shown.replace("<mark>", "").replace("</mark>", "")) <= 104


@given(
    st.text(alphabet="ab <>&\"'’é.-") | st.text(),
    st.sets(st.sampled_from(["a", "b", "ab", "abb", "bab"])),
    st.sampled_from([0, 5, 20]),
)
def test_a_highlight_without_its_marks_is_a_piece_of_the_text(text, wanted, width):
    stems = frozenset(stem for word in wanted for stem in french.stems(word))
    shown = french.highlight(text, stems, width)
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    piece = html.unescape(bare)
    assert "<" not in bare and ">" not in bare
    if width:
        piece = piece.removeprefix("… ").removesuffix(" …")
    assert piece in text


def test_a_word_said_ten_thousand_times_costs_one_reading():
    texts = ["eau " * many + "jardin " for many in (500, 5000)]
    few, many = (
        lines_run(french, french.highlight, text, frozenset(french.stems("eau")), 240)
        for text in texts
    )
    assert many < 12 * few


@given(st.lists(st.sampled_from(["eau", "jardin", "et"])), st.integers(5, 60))
def test_the_window_stands_where_most_different_words_are(words, reach):
    marks = [mark for mark in french.spans(" ".join(words)) if mark[2] != "et"]

    def variety(place):
        near = [mark for mark in marks if 0 <= mark[0] - place < reach]
        return len({word for _start, _end, word in near})

    if marks:
        most = max((mark[0] for mark in marks), key=lambda at: (variety(at), -at))
        assert french._densest(marks, reach) == most
