"""Documents for the engine that need no page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from search.criteria import from_text
from search.engines.base import SearchDocument
from search.engines.database import DatabaseEngine
from search.engines.factory import engine as in_use
from tests.factories import (
    AudienceFactory,
    CentrePageFactory,
    DepartementFactory,
    FederationPageFactory,
    InitiativePageFactory,
    PictureFactory,
    ThemeFactory,
)

FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)


def make_document(page_id, title="", facets=(), **texts):
    """Give a document published `page_id` days after the first day of 2025."""
    page_type = texts.pop("type", "fiche")
    return SearchDocument(
        page_id=page_id,
        type=page_type,
        published_at=FIRST_DAY + timedelta(days=page_id),
        digest=f"{page_id}-{title}"[:64],
        title=title,
        summary=texts.get("summary", ""),
        labels=texts.get("labels", ""),
        body=texts.get("body", ""),
        facets=(("type", page_type), *facets),
    )


@pytest.fixture
def document():
    return make_document


@pytest.fixture
def engine(db):
    """The database engine with an empty index."""
    engine = DatabaseEngine()
    engine.remove([page_id for page_id, _digest in engine.identities()])
    return engine


@pytest.fixture
def find(db):
    """find(text, **fields of the criteria): the ids of the pages of the index."""

    def find(text="", **rest):
        hits = in_use().search(from_text(text, **rest)).hits
        return {hit.page_id for hit in hits}

    return find


@pytest.fixture
def rebuild(db):
    def rebuild():
        call_command("rebuild_search", verbosity=0)

    return rebuild


@pytest.fixture
def corpus(engine, document):
    """Six pages: gardens, a café, bikes, a centre."""
    engine.index(
        [
            document(
                1,
                "Un jardin partagé pour les aînés",
                (("theme", "vieillir"), ("public", "seniors"), ("departement", "37")),
                summary="On jardine ensemble au pied de l’immeuble.",
                body="Des tomates, des courges et beaucoup de patience.",
            ),
            document(
                2,
                "Le café des habitants",
                (("theme", "lien"), ("public", "tous"), ("departement", "37")),
                summary="Un café ouvert à tous, où l’accès aux droits avance.",
                body="Nous cuisinons le jeudi. Des seniors viennent du jardin.",
            ),
            document(
                3,
                "Apprendre le vélo",
                (("theme", "mobilite"), ("public", "tous"), ("departement", "2A")),
                summary="Des mères remontent en selle.",
                body="Un atelier de réparation de vélos, l’été.",
            ),
            document(
                4,
                "Écrire à l’administration",
                (("theme", "droits"), ("theme", "numerique"), ("departement", "45")),
                summary="Une permanence numérique, aux droits ouverts.",
                body="L’accès est simple ; aux droits de chacun.",
            ),
            document(
                5,
                "Potager du quartier",
                (("theme", "lien"), ("theme", "vieillir"), ("departement", "45")),
                summary="Un terrain, des voisins.",
                labels="Lien social, jardin, Loiret",
            ),
            document(
                6,
                "La Marelle",
                (("departement", "37"),),
                type="centre",
                summary="Centre social de Tours, avec un jardin.",
            ),
        ]
    )
    return engine


@pytest.fixture
def site(tree, rebuild):
    """Three fiches in two départements, with their centres and a federation."""
    FederationPageFactory(title="Fédération de Touraine")
    social = ThemeFactory(number=7, name="Lien social", slug="lien-social")
    health = ThemeFactory(number=8, name="Santé", slug="sante")
    ThemeFactory(number=9, name="Habitat", slug="habitat")
    tours = CentrePageFactory(title="La Marelle")
    loiret = CentrePageFactory(
        title="La Ruche", departement=DepartementFactory(code="45", name="Loiret")
    )
    pages = {
        "four": InitiativePageFactory(
            title="Un four à pain", parent=tours, themes=[social], published=True,
            picture=PictureFactory(),
        ),
        "marche": InitiativePageFactory(
            title="Marcher avec les aînés", parent=tours, themes=[health, social],
            audiences=[AudienceFactory(name="Séniors", slug="seniors")],
            published=True,
        ),
        "cabane": InitiativePageFactory(
            title="Une cabane", parent=loiret, themes=[health], published=True
        ),
    }  # fmt: skip
    rebuild()
    return pages


@pytest.fixture
def get(client):
    def get(name, **data):
        return client.get(reverse(name), data)

    return get
