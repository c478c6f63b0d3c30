"""What words become in an address."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import HomePage, StandardPage, Theme
from home.slugs import slug_of
from network.models import FederationIndexPage, FederationPage
from tests.factories import FederationPageFactory, StandardPageFactory


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Au cœur du quartier", "au-coeur-du-quartier"),
        ("ŒUVRE EX ÆQUO", "oeuvre-ex-aequo"),
        ("L’été, l'école, lʼâge", "l-ete-l-ecole-l-age"),
        ("Porte‑à‑porte – les 16–25 ans", "porte-a-porte-les-16-25-ans"),
        ("Parents/enfants : et si… on jouait ?", "parents-enfants-et-si-on-jouait"),
        ("Les habitant·e·s de la C.A.F.", "les-habitantes-de-la-caf"),
        ("« 12\u202f000 € »", "12-000"),
        ("’ – …", ""),
    ],
)
def test_words_are_read_in_an_address_as_they_are_said(words, slug):
    assert slug_of(words) == slug


@pytest.mark.django_db
@pytest.mark.one_database("forms and addresses ask no database how a word is spelled")
def test_each_place_that_makes_an_address_says_the_same(world, as_):
    home = HomePage.objects.get()
    pages = [StandardPageFactory(parent=home, title=t, slug="") for t in ("Œ", "Œ")]
    assert [page.slug for page in pages] == ["oe", "oe-2"]
    long = StandardPageFactory(parent=home, title="œ" * 250, slug="")
    assert long.slug == "oe" * 120
    fiche = world.fiche(title="L’œil du quartier", slug="")
    assert fiche.slug == "l-oeil-du-quartier"
    desk = as_(world.webmaster)
    empty = {"body": streamfield([]), "introduction": "", "comments-TOTAL_FORMS": 0}
    sent = nested_form_data({"title": "Vœux", "slug": "Nos vœux d’été", **empty})
    desk.post(f"/admin/pages/add/home/standardpage/{home.pk}/", sent)
    assert StandardPage.objects.get(title="Vœux").slug == "nos-voeux-d-ete"
    theme = Theme.objects.create(number=3, name="Cœur", slug="x")
    sent = {"name": "Cœur", "slug": "À cœur", "number": 3, "introduction": "a"}
    desk.post(f"/admin/snippets/home/theme/edit/{theme.pk}/", sent)
    theme.refresh_from_db()
    assert theme.slug == "a-coeur"
    sent = {"new_title": "Copie", "new_slug": "La copie d’œuvre"}
    sent |= {"new_parent_page": home.pk}
    desk.post(f"/admin/pages/{pages[0].pk}/copy/", sent)
    assert StandardPage.objects.get(title="Copie").slug == "la-copie-d-oeuvre"


@pytest.mark.django_db
@pytest.mark.one_database("what a form shows is no matter of the database")
def test_an_address_is_shown_to_who_keeps_the_site(world, as_):
    address = f"/admin/pages/{world.centre.pk}/edit/"
    seen = as_(world.webmaster).get(address).content.decode()
    assert 'name="slug"' in seen
    assert "data-w-slug-formatters-value" in seen, "typed as it will be kept"
    assert "w-slug#slugify" not in seen
    assert "keyup-&gt;w-sync#apply" not in seen, "it was online once"
    seen = as_(world.referent).get(address, follow=True).content.decode()
    assert 'name="title"' in seen
    assert 'name="slug"' not in seen
    assert "w-sync" not in seen.split('name="title"')[1].split(">")[0]


@pytest.mark.django_db
@pytest.mark.one_database("addresses and forms are asked of no database")
def test_no_page_takes_an_address_that_the_site_answers_itself(world, as_):
    """Nor a federation one that leads to an event of the agenda."""
    home, desk = HomePage.objects.get(), as_(world.webmaster)
    made = StandardPageFactory(parent=home, title="Ressources", slug="")
    assert made.slug == "ressources-2"
    empty = {"body": streamfield([]), "introduction": "", "comments-TOTAL_FORMS": 0}
    for slug in ("agenda", "partenaires", "admin"):
        sent = nested_form_data({"title": "Un titre", "slug": slug, **empty})
        answer = desk.post(f"/admin/pages/add/home/standardpage/{home.pk}/", sent)
        assert f"par exemple « {slug}-2 »" in answer.content.decode(), slug
        copy = {"new_title": "Copie", "new_slug": slug, "new_parent_page": home.pk}
        answer = desk.post(f"/admin/pages/{made.pk}/copy/", copy)
        assert f"par exemple « {slug}-2 »" in answer.content.decode(), slug
    assert StandardPage.objects.count() == 1
    below = nested_form_data({"title": "Agenda", "slug": "agenda", **empty})
    desk.post(f"/admin/pages/add/home/standardpage/{made.pk}/", below)
    assert StandardPage.objects.get(title="Agenda").slug == "agenda"
    index = FederationIndexPage.objects.get()
    assert "federation-92" in FederationPage.why_not_at(index, "92")
    assert FederationPageFactory(title="92", slug="").slug == "92-2"
