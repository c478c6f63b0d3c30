import pytest
from taggit.models import Tag

from initiatives.models import InitiativePage, InitiativeQuote
from search import documents
from tests.factories import (
    AudienceFactory,
    CentrePageFactory,
    DepartementFactory,
    FederationPageFactory,
    InitiativePageFactory,
    RegionFactory,
    ThemeFactory,
    publish,
)


@pytest.fixture
def fiche(tree):
    federation = FederationPageFactory(title="Fédération de Touraine")
    centre = CentrePageFactory(
        title="La Marelle", commune="Joué-lès-Tours", federation=federation
    )
    return InitiativePageFactory(
        parent=centre,
        title="Un four à pain",
        tagline="Le pain de tous.",
        summary="On pétrit ensemble.",
        themes=[
            ThemeFactory(
                number=7, name="Lien social", slug="lien", synonyms="voisinage"
            ),
            ThemeFactory(number=6, name="Alimentation", slug="alimentation"),
        ],
        audiences=[AudienceFactory(name="Familles", slug="familles")],
        story={"limits": "<p>Le bois <b>mouillé</b> &amp; la suie.</p>"},
        keywords=["levain"],
        natures=["citizenship"],
        contact_email="personne@exemple.test",
        published=True,
    )


def read(page):
    (found,) = documents.read([page.pk])
    return found


def test_a_fiche_gives_its_four_texts(fiche):
    found = read(fiche)
    assert found.type == "fiche"
    assert found.title == "Un four à pain"
    assert found.summary == "Le pain de tous.\nOn pétrit ensemble."
    for label in (
        "Lien social", "voisinage", "Alimentation", "Familles", "levain",
        "La Marelle", "Joué-lès-Tours", "37 Indre-et-Loire", "Centre-Val de Loire",
        "Fédération de Touraine",
    ):  # fmt: skip
        assert label in found.labels
    assert "Le bois mouillé & la suie." in found.body
    assert "Frapper aux portes" in found.body
    assert "None" not in found.body


def test_a_fiche_gives_its_facets_with_stable_values(fiche):
    assert set(read(fiche).facets) == {
        ("type", "fiche"),
        ("theme", "lien"),
        ("theme", "alimentation"),
        ("public", "familles"),
        ("departement", "37"),
        ("region", "24"),
        ("centre", str(fiche.centre.pk)),
        ("annee", "2023"),
        ("nature", "citizenship"),
    }


def test_the_departement_of_the_action_wins_over_the_centre_s(fiche):
    fiche.departement = DepartementFactory(code="45", name="Loiret")
    fiche.save_revision()
    fiche = publish(fiche)
    assert ("departement", "45") in read(fiche).facets
    assert ("departement", "37") not in read(fiche).facets


def test_what_is_not_on_the_page_is_not_indexed(fiche):
    fiche.quotes = [
        InitiativeQuote(text="Je veux bien être citée", consent=True),
        InitiativeQuote(text="Surtout pas moi", consent=False),
    ]
    fiche.save_revision()
    body = read(publish(fiche)).body
    assert "Je veux bien" in body
    assert "Surtout pas moi" not in body
    assert "exemple.test" not in body


def test_the_digest_follows_what_is_indexed(fiche):
    before = read(fiche).digest
    assert read(fiche).digest == before
    Tag.objects.filter(name="levain").update(name="fermentation")
    assert read(fiche).digest != before


def test_centres_and_federations_are_indexed_too(tree):
    region = RegionFactory()
    federation = FederationPageFactory(title="Union du Centre", mission="Relier.")
    federation.territories = [region]
    federation.save()
    centre = CentrePageFactory(title="La Marelle", introduction="Au bord du Cher.")
    by_type = {d.type: d for d in documents.read([federation.pk, centre.pk])}
    assert by_type["federation"].summary == "Relier."
    assert ("region", "24") in by_type["federation"].facets
    assert by_type["centre"].summary == "Au bord du Cher."
    assert "Centre social" in by_type["centre"].labels
    assert ("departement", "37") in by_type["centre"].facets


def test_drafts_have_no_document(tree):
    draft = InitiativePageFactory()
    assert list(documents.read([draft.pk, 999_999])) == []


def test_the_number_of_requests_does_not_grow_with_the_pages(
    tree, django_assert_max_num_queries
):
    centre = CentrePageFactory()
    for _n in range(6):
        InitiativePageFactory(parent=centre, keywords=["pain"], published=True)
    ids = list(InitiativePage.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(15):
        assert len(list(documents.read(ids))) == 6


def test_the_whole_site_is_read_in_batches(tree):
    fiche = InitiativePageFactory(published=True)
    InitiativePageFactory(parent=fiche.get_parent(), title="Un brouillon")
    read_all = [found for batch in documents.read_all() for found in batch]
    assert {found.page_id for found in read_all} == {fiche.pk, fiche.centre.pk}
    assert documents.count_all() == 2


def test_a_new_publication_is_read_with_its_new_themes(fiche):
    page = InitiativePage.objects.get(pk=fiche.pk)
    page.theme_rows = [page.theme_rows.first()]
    page.save_revision()
    publish(page)
    assert [v for n, v in read(fiche).facets if n == "theme"] == ["lien"]
