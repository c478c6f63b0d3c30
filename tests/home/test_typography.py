from hypothesis import given
from hypothesis import strategies as st

from home.templatetags.typography_tags import typo
from home.typography import typeset, typeset_html


def test_high_punctuation_takes_a_narrow_space():
    assert typeset("Quoi ?") == "Quoi\u202f?"
    assert typeset("Oui ; non !") == "Oui\u202f; non\u202f!"
    assert typeset("Voici : tout") == "Voici\u00a0: tout"


def test_quotation_marks_hold_their_text():
    assert typeset("« bonjour »") == "«\u202fbonjour\u202f»"


def test_apostrophes_are_curly():
    assert typeset("l'été d'une vie") == "l’été d’une vie"


def test_thousands_and_units_stay_together():
    assert typeset("1 400 kilos, 4 850 €") == "1\u202f400 kilos, 4\u202f850\u00a0€"


def test_addresses_and_hours_are_left_alone():
    assert typeset("https://exemple.fr/?a=b") == "https://exemple.fr/?a=b"
    assert typeset("de 9h30 à 12:15") == "de 9h30 à 12:15"


def test_tags_are_left_alone():
    html = '<a href="/x/?a=1 ; b">Quoi ?</a>'
    assert typeset_html(html) == '<a href="/x/?a=1 ; b">Quoi\u202f?</a>'


def test_the_filter_escapes_what_was_typed():
    assert typo("<script>l'eau</script>") == "&lt;script&gt;l’eau&lt;/script&gt;"
    assert typo(None) == ""


@given(st.text())
def test_typesetting_twice_changes_nothing(text):
    assert typeset(typeset(text)) == typeset(text)
