"""Which commune is meant: exactly, or a question. Never another département."""

import re

import pytest

from network.directory.communes import commune_of
from network.directory.known import Whole
from network.directory.suggestions import communes_named

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("equalities and beginnings of a to z and 0 to 9"),
]


def test_no_postcode_of_the_register_gives_a_wrong_commune(communes):
    """As La Poste writes names, and with the postcode alone, where it is enough."""
    known, alone, asked, namesakes = Whole(), 0, 0, []
    for postcode, there in known._at.items():
        for one in there:
            typed = one.name.upper().replace("-", " ")
            typed = re.sub(r"\bSAINT(E?)\b", r"ST\1", typed)
            found = commune_of(postcode, typed, known=known)
            if found.commune is None:
                namesakes.append(postcode)
                found = commune_of(postcode, typed, one.departement, known)
            assert found.commune == one.current, (postcode, typed, found)
        found = commune_of(postcode, "", known=known)
        if len({one.current for one in there}) == 1:
            assert found.commune == there[0].current
            alone += 1
        else:
            assert found.commune is None
            assert {one.current for one in there} == set(found.candidates)
            asked += 1
    assert namesakes == ["62760"] * 2, "Thièvres of the Pas-de-Calais, of the Somme"
    assert (alone + asked, asked > 3000) == (6187, True)


@pytest.mark.parametrize(
    ("postcode", "name", "departement", "code"),
    [
        ("25000", "Besançon", "", "25056"),
        ("", "25000BESANCON", "", "25056"),
        ("25026", "BESANCON CEDEX 9", "", "25056"),
        ("25 000", "besancon", "Doubs", "25056"),
        ("1000", "Bourg en Bresse", "", "01053"),
        ("F-01000", "BOURG-EN-BRESSE", "1", "01053"),
        ("", "Besançon", "", "25056"),
        ("", "Saint-Denis", "93", "93066"),
        ("", "ST DENIS (974)", "", "97411"),
        ("", "Saint-Denis (Réunion)", "La Réunion", "97411"),
        ("97400", "Saint Denis", "", "97411"),
        ("20000", "Ajaccio", "2a", "2A004"),
        ("20200", "BASTIA", "", "2B033"),
        ("20600", "Furiani", "20", "2B120"),
        ("01410", "Lajoux", "", "39274"),
        ("94390", "Paray Vieille Poste", "", "91479"),
        ("75016", "Boulogne-Billancourt", "", "92012"),
        ("75116", "Paris", "", "75056"),
        ("", "PARIS 13EME", "", "75056"),
        ("69003", "Lyon 3e arrondissement", "", "69123"),
        ("13215", "Marseille Cedex 15", "", "13055"),
        ("74940", "Annecy le Vieux", "", "74010"),
        ("91000", "Evry", "", "91228"),
        ("93210", "La Plaine Saint-Denis", "", "93066"),
        ("94240", "HAY LES ROSES (L')", "", "94038"),
    ],
)
def test_what_people_and_files_write_is_understood(
    postcode, name, departement, code, communes
):
    found = commune_of(postcode, name, departement)
    assert found.commune is not None, found
    assert found.commune.code == code


@pytest.mark.parametrize(
    ("postcode", "name", "departement", "why", "candidates"),
    [
        ("", "Saint-Denis", "", "Plusieurs communes", 4),
        ("", "Évry", "", "Plusieurs communes", 2),
        ("01410", "", "", "Plusieurs communes", 4),
        ("75015", "", "", "Plusieurs communes", 2),
        ("25000", "Montbéliard", "", "n’a pas le code postal", 2),
        ("62760", "Thièvres", "", "Plusieurs communes", 2),
        ("75001", "Lyon", "", "n’a pas le code postal", 2),
        ("75011", "Paris 13e", "", "arrondissement", 1),
        ("", "Lyon 12", "", "arrondissement", 1),
        pytest.param("", "-" * 90_000 + "(", "", "Écrivez le nom", 0, id="long"),
        ("25000", "Besançon", "39", "pas dans ce département", 1),
        ("", "Besançon", "39", "pas dans ce département", 1),
        ("99999", "Besançon", "", "n’existe pas", 1),
        ("99999", "", "", "n’existe pas", 0),
        ("2500", "Besançon", "", "n’a pas le code postal", 2),
        ("2A000", "Ajaccio", "", "n’est pas un code postal", 0),
        ("", "Groland", "", "ne s’appelle", 0),
        ("97150", "Saint-Martin", "", "n’est pas un département", 0),
        ("97133", "Saint-Barthélemy", "971", "n’est pas un département", 0),
        ("98800", "Nouméa", "", "n’est pas un département", 0),
        ("", "Besançon", "Bourgogne", "n’est pas un département", 0),
        ("", "", "", "Écrivez le nom", 0),
        ("", "-", "25", "Écrivez le nom", 0),
    ],
)
def test_what_may_be_two_communes_is_asked_and_never_guessed(
    postcode, name, departement, why, candidates, communes
):
    found = commune_of(postcode, name, departement)
    assert found.commune is None, found
    assert why in found.why
    assert len(found.candidates) >= candidates


def test_a_commune_of_before_a_merger_is_kept_and_told(communes):
    found = commune_of("", "Annecy-le-Vieux")
    assert (found.commune.code, found.name) == ("74010", "Annecy-le-Vieux")
    assert "fait partie" in found.why
    assert "Annecy (74)" in found.why
    assert commune_of("25000", "Besançon").why == ""
    assert commune_of("", "Paris 13").postcode == "75013"
    for city in ("Marseille 13", "Lyon 69", "Paris 75"):
        assert not commune_of("", city).said.is_part, "its département as well"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("besan", "Besançon (25)"),
        ("st-den", "Saint-Denis (974)"),
        ("havre", "Le Havre (76)"),
        ("2500", "Besançon (25)"),
        ("13015", "Marseille 15e Arrondissement (13)"),
        ("Saint-Denis (93", "Saint-Denis (93)"),
        ("lyon 3", "Lyon 3e Arrondissement (69)"),
        ("evry-c", "Évry-Courcouronnes (91)"),
    ],
)
def test_what_begins_as_typed_is_offered_the_likeliest_first(typed, first, communes):
    found = communes_named(typed)
    assert str(found[0]) == first
    assert len(found) <= 10
    assert communes_named("qqqq") == communes_named("") == communes_named("!") == []
