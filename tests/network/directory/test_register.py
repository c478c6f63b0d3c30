"""The register of communes is whole, and says of each what is official."""

import csv
from collections import Counter, defaultdict

import pytest

from network.directory.names import folded_name, key_of
from network.directory.register import FILES
from network.models import Commune


@pytest.fixture(scope="module")
def lines():
    with FILES[0].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_has_each_commune_once_and_folds_its_name_as_the_site_does(lines):
    current = [line for line in lines if not line["now"]]
    codes = Counter(line["code"] for line in current)
    assert (len(codes), max(codes.values())) == (34_875, 1)
    assert [one for one in lines if one["now"] and one["now"] not in codes] == []
    wrong = [one for one in lines if folded_name(one["name"]) != one["folded"]]
    assert wrong == []
    named = Counter((line["folded"], line["departement"]) for line in current)
    assert max(named.values()) == 1, "a name and a département are one commune"


def test_a_postcode_of_two_departements_is_known_as_such(lines):
    """Thirty-two (traps of La Poste), and forty pairs that look like a neighbour's."""
    departements = defaultdict(set)
    for line in lines:
        for postcode in line["postcodes"].split():
            assert len(postcode) == 5
            departements[postcode].add(line["departement"])
    shared = [code for code, found in departements.items() if len(found) > 1]
    assert len(shared) == 32
    assert departements["75016"] == {"75", "92"}
    assert {"97133", "97150", "97500"} & departements.keys() == set()


def test_every_commune_stands_in_france(lines):
    for line in lines:
        north, east = float(line["latitude"]), float(line["longitude"])
        overseas = line["departement"].startswith("97")
        assert overseas or (41 < north < 51.2 and -5.3 < east < 9.7), line
        assert line["precision"] in Commune.Precision.values


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("L HAY LES ROSES", "L'Haÿ-les-Roses"),
        ("ROCHELLE (LA)", "La Rochelle"),
        ("ST-PIERRE-ES-CHAMPS", "Saint-Pierre-ès-Champs"),
        ("Ste Marie", "Sainte-Marie"),
        ("VITRY S/ SEINE", "Vitry-sur-Seine"),
        ("VILLENEUVE D ASCQ", "Villeneuve-d'Ascq"),
        ("CREVECOEUR LE GRAND", "Crèvecœur-le-Grand"),
    ],
)
def test_a_name_is_found_as_people_and_la_poste_write_it(typed, official):
    assert key_of(folded_name(typed)) == key_of(folded_name(official))
