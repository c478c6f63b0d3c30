"""Every centre is a structure of data·inclusion, whatever its people wrote."""

from datetime import UTC, datetime

import pytest
from data_inclusion.schema import v1
from hypothesis import given, settings
from hypothesis import strategies as st

from network.directory.export.structures import structure_of

pytestmark = pytest.mark.one_database("a structure is made in Python")

CENTRE = {
    "identifiant": 12,
    "nom": "Les Trois Écluses",
    "type": "centre",
    "gestion": "commune",
    "adhesion": "fcsf",
    "siret": "77567227221138",
    "presentation": "Un lieu pour tous.",
    "adresse": "3 rue des Lilas",
    "code_postal": "25000",
    "commune": "Besançon",
    "code_commune": "2A004",
    "telephone": "0596 00 00 00 / 06 12 34 56 78",
    "courriel": "accueil@centre.example",
    "site": "https://exemple.fr/a?b=c",
    "horaires": "Lundi 9h",
    "latitude": 47.24,
    "longitude": 6.02,
    "page": "https://exemple.fr/centres/les-trois-ecluses/",
    "mise_a_jour": datetime(2026, 3, 14, 23, 30, tzinfo=UTC),
}


def valid(**changed):
    """What the schema reads of the structure of such a centre; its warnings are errors."""
    said = structure_of(CENTRE | changed)
    context = {"ignore_warnings": False}
    read = v1.Structure.model_validate(said, context=context)
    assert read.model_fields_set == said.keys()
    return said


def test_a_centre_is_said_in_the_schema():
    said = valid()
    assert said["id"] == "c-est-possible--12"
    assert said["reseaux_porteurs"] == ["communes", "fcsf"]
    assert said["telephone"] == "0596000000"
    assert "horaires_accueil" not in said
    assert said.keys() >= {"siret", "courriel", "site_web", "code_insee", "latitude"}


def test_what_the_schema_refuses_is_left_out_and_the_centre_stays():
    for name, values in {
        "courriel": ["a@x.test", "a@localhost", "a@[1.2.3.4]", '"a b"@x.fr', "a@1.2"],
        "site": ["ftp://x.fr", "https://x.fr:99999", "http://999.1.1.1", "http://x"],
        "code_postal": ["", "2500", "2A000"],
        "siret": ["", "775672272"],
        "telephone": ["", "le soir"],
        "presentation": ["", "Ici"],
        "latitude": [None],
    }.items():
        key = {"site": "site_web", "presentation": "description"}.get(name, name)
        for value in values:
            assert key not in valid(**{name: value}), value
    assert valid(nom="Le 7.")["nom"] == "Le 7"
    assert valid(nom="CS")["nom"] == "Centre social CS"
    assert valid(nom="Un mot " * 40)["nom"].split()[-1] in ("Un", "mot")
    assert "reseaux_porteurs" not in valid(gestion="", adhesion="none")
    assert valid(mise_a_jour=None)


TEXT = st.text(max_size=160)


@settings(max_examples=60)
@given(
    st.fixed_dictionaries(
        {
            "nom": TEXT | st.sampled_from(["etc.", "A. .", "...", "x" * 255]),
            "presentation": TEXT,
            "telephone": TEXT,
            "code_postal": st.from_regex("[0-9A]{0,5}", fullmatch=True),
            "code_commune": st.from_regex("[0-9AB]{0,5}", fullmatch=True),
            "siret": st.from_regex("[0-9]{0,14}", fullmatch=True),
            "courriel": st.emails() | TEXT,
            "site": st.from_regex(
                "https?://[a-z0-9.:-]{1,20}(/\\S{0,9})?", fullmatch=True
            ),
        }
    )
)
def test_no_text_makes_a_structure_that_the_schema_refuses(texts):
    valid(**texts)
