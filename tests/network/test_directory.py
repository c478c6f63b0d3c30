"""The directory of centres looked through by name, town and postcode."""

import pytest
from django.test import Client

from tests.factories import CentrePageFactory, DepartementFactory

pytestmark = pytest.mark.one_database("a centre is looked for in Python")


ASKED = {
    "ecluse": {"L’Écluse", "Les Trois Écluses"},
    "l'Écluse": {"L’Écluse", "Les Trois Écluses"},
    "écluses": {"L’Écluse", "Les Trois Écluses"},
    "ECLU": {"L’Écluse", "Les Trois Écluses"},
    "écluse St Denis": {"L’Écluse"},
    "St-Denis": {"L’Écluse"},
    "93200": {"L’Écluse"},
    "la marelle à Orleans": {"La Marelle"},
    "centre social marelle": {"La Marelle"},
    "loiret": {"La Marelle"},
    "trois": {"Les Trois Écluses"},
    "cluse": set(),
    "fermée": set(),
    "%": {"L’Écluse", "Les Trois Écluses", "La Marelle"},
}


@pytest.fixture
def centres(tree):
    loiret = DepartementFactory(code="45", name="Loiret")
    CentrePageFactory(title="L’Écluse", commune="Saint-Denis", postcode="93200")
    CentrePageFactory(title="Les Trois Écluses", commune="Angoulême", postcode="16000")
    CentrePageFactory(
        title="La Marelle", commune="Orléans", postcode="45000", departement=loiret
    )
    hidden = CentrePageFactory(title="L’Écluse fermée", commune="Cachan")
    hidden.unpublish()


def get(**data):
    return Client().get("/centres/", data)


def titles(**data):
    return {centre.title for centre in get(**data).context["rows"]}


def test_a_centre_is_found_by_name_town_or_postcode(centres):
    for text, wanted in ASKED.items():
        assert titles(q=text) == wanted, text


def test_a_text_without_centre_says_what_to_try(centres):
    answer = get(q="marelle <b>", departement="93", type="evs")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Aucun centre ne correspond à « marelle &lt;b&gt; »" in said.replace(
        "\u202f", " "
    ).replace("\xa0", " ")
    assert "la ville ou le code postal" in said
    assert 'href="?q=marelle+%3Cb%3E' in said
    assert 'value="marelle &lt;b&gt;"' in said


def test_the_pages_of_a_text_keep_it_and_are_not_indexed(centres):
    for number in range(21):
        CentrePageFactory(title=f"Écluse {number}")
    said = get(q="écluse").content.decode()
    assert 'href="?q=%C3%A9cluse&amp;page=2"' in said
    assert '<meta name="robots" content="noindex">' in said
    assert "noindex" not in get().content.decode()
    second = get(q="écluse", page=2)
    assert len(second.context["rows"]) == 3
