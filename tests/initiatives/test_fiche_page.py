"""The gabarit: what is filled is shown, what is empty leaves no trace."""

import json
import re

import pytest
from django.test import Client

from initiatives.models import (
    InitiativePage,
    InitiativePartner,
    InitiativeQuote,
    KeyFigure,
)
from tests.factories import (
    CentrePageFactory,
    InitiativePageFactory,
    PictureFactory,
    publish,
)

pytestmark = pytest.mark.django_db

HEADINGS = [
    "Pourquoi cette initiative\u202f?",
    "Ce que nous avons fait",
    "La place des habitants",
    "Ce qui a changé",
    "Ce qu’il a fallu",
    "Difficultés et limites",
    "Ce qui a aidé",
    "Conseils pour se lancer",
    "Et maintenant\u202f?",
    "Pour aller plus loin",
]
EVERYTHING = {
    "goals": ["Rompre l’isolement."],
    "one_thing": "Les parents ouvrent la porte.",
    "evidence": "<p>Quarante réponses.</p>",
    "success_factors": ["Un horaire qui ne bouge pas."],
    "limits": "<p>L’hiver est long.</p>",
    "advice": ["Commencer petit."],
    "outlook": "<p>Un deuxième atelier.</p>",
}


def html_of(fiche):
    response = Client().get(fiche.url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def complete(tree):
    page = InitiativePageFactory(
        parent=CentrePageFactory(),
        story=EVERYTHING,
        picture=PictureFactory(),
        keywords=["jardin"],
        employees=1,
        volunteers=6,
        residents=30,
        budget="1000-5000",
        team_note="Deux heures par semaine.",
        material="Six tables.",
        place="Quartier des Tilleuls",
        initiated_by=["centre", "residents"],
        status="ended",
        end_year=2025,
        end_reason="La mairie a repris l’idée.",
    )
    page.quotes = [
        InitiativeQuote(text="On ouvre.", first_name="Samira", consent=True),
        InitiativeQuote(text="Sans accord.", first_name="Paul", consent=False),
    ]
    page.key_figures = [KeyFigure(value="58", label="parents")]
    page.partners = [
        InitiativePartner(name="Caf du Doubs", role="financier"),
        InitiativePartner(name="École Jean-Zay"),
    ]
    page.complements = [
        ("link", {"url": "https://presse.example/", "title": "L’article"}),
        ("audio", {"url": "https://son.example/", "title": "La radio"}),
    ]
    page.save_revision()
    return publish(page)


def test_a_complete_fiche_shows_every_part_in_the_order_of_the_gabarit(complete):
    html = html_of(complete)
    places = [html.index(f">{heading}<") for heading in HEADINGS]
    assert places == sorted(places)
    assert "1 personne salariée, 6 bénévoles, 30 habitantes et habitants" in html
    assert "Caf du Doubs (financement), École Jean-Zay" in html
    assert "Le centre social, des habitantes et des habitants" in html
    assert "La mairie a repris l’idée." in html
    assert 'alt="Une table dressée."' in html
    assert "Crédit\u00a0: Atelier photo" in html
    assert "(son)" in html


def test_words_without_agreement_are_never_shown(complete):
    html = html_of(complete)
    assert "On ouvre." in html
    assert "Sans accord." not in html


def test_empty_fields_leave_no_trace(tree):
    fiche = InitiativePageFactory(
        parent=CentrePageFactory(email="", phone=""),
        steps=(),
        story={"starting_point": "", "residents_role": "", "results_residents": ""},
        audiences=[],
        published=True,
    )
    html = html_of(fiche)
    for heading in HEADINGS:
        assert heading not in html
    for word in (
        "None",
        "Équipe",
        "Budget",
        "Partenaires",
        "Crédit",
        'mailto:"',
        "<img",
    ):
        assert word not in html
    assert not re.search(
        r"<(ul|ol|dl|dd|dt|p|h2|h3|section|figure)[^>]*>\s*</\1>", html
    )


def test_a_withdrawn_photo_leaves_the_page(complete):
    picture = complete.main_photo.picture
    picture.withdrawn_at = "2026-01-01T00:00Z"
    picture.save()
    assert "<figure" not in html_of(complete)


def test_adaptations_are_told_on_both_sides_once_published(complete):
    copy = InitiativePageFactory(
        parent=CentrePageFactory(title="Centre du Port"), adapted_from=complete
    )
    assert "Reprise par" not in html_of(complete)
    copy = publish(copy)
    assert "Centre du Port" in html_of(complete)
    assert "Adaptée de" in html_of(copy)


def test_an_associated_centre_is_named_only_if_it_can_be_opened(complete):
    seen = CentrePageFactory(title="Centre ouvert")
    unseen = CentrePageFactory(title="Centre fermé", live=False)
    complete.associated_centres = [seen, unseen]
    complete.save_revision()
    publish(complete)
    html = html_of(complete)
    assert "Centre ouvert" in html
    assert "Centre fermé" not in html


def test_a_centre_that_is_not_online_is_named_and_neither_linked_nor_reached(tree):
    centre = CentrePageFactory(
        title="Centre fermé", email="accueil@ferme.test", phone="02 00 00 00 00"
    )
    fiche = InitiativePageFactory(parent=centre, published=True)
    assert "accueil@ferme.test" in html_of(fiche)
    assert f'href="{centre.url}"' in html_of(fiche)
    centre.unpublish()
    html = html_of(type(fiche).objects.get(pk=fiche.pk))
    assert "Centre fermé" in html
    assert "accueil@ferme.test" not in html
    assert "02 00 00 00 00" not in html
    assert f'{centre.url}"' not in html


def test_the_data_for_machines_cannot_break_out_of_its_tag(tree):
    fiche = InitiativePageFactory(
        parent=CentrePageFactory(), title="</script><b>&", published=True
    )
    html = html_of(fiche)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1]
    facts = json.loads(block)
    assert facts["headline"] == "</script><b>&"
    assert facts["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert facts["datePublished"]


def test_a_draft_is_previewed_with_what_was_just_typed(tree, rf):
    draft = InitiativePageFactory(parent=CentrePageFactory())
    draft.tagline = "Tout juste tapé."
    draft.quotes = [InitiativeQuote(text="Une parole neuve.", consent=True)]
    response = draft.make_preview_request(rf.get("/", headers={"host": "localhost"}))
    html = response.render().content.decode()
    assert "Tout juste tapé." in html
    assert "Une parole neuve." in html


def test_a_fiche_that_was_never_saved_is_previewed_too(tree, rf):
    centre = CentrePageFactory()
    InitiativePageFactory(parent=CentrePageFactory(), published=True)
    fresh = InitiativePage(title="Une idée", slug="idee", tagline="Neuve.")
    fresh.path = InitiativePage._get_path(centre.path, centre.depth + 1, 1)
    fresh.depth = centre.depth + 1
    fresh.set_url_path(centre)
    response = fresh.make_preview_request(rf.get("/", headers={"host": "localhost"}))
    html = response.render().content.decode()
    assert "Une idée" in html
    assert "None" not in html
    assert "Reprise par" not in html
