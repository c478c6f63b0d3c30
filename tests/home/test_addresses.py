import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home import frame
from home.models import HomePage, SiteSettings
from home.routing import find_page
from home.visibility import visible
from initiatives.models import InitiativePage
from initiatives.models.voted import take_voted_fiche
from network.models import CentrePage
from tests.factories import (
    CentrePageFactory,
    InitiativePageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def fiche(tree):
    return InitiativePageFactory(parent=CentrePageFactory(), published=True)


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_a_page_is_found_by_its_address_in_two_queries(
    fiche, rf, django_assert_num_queries
):
    Client().get("/")  # the site of a host and content types are read once
    with django_assert_num_queries(2):
        found = find_page(rf.get(fiche.url), fiche.url)
    assert found.page == fiche
    assert type(found.page) is InitiativePage


def test_the_rows_of_a_fiche_are_those_that_were_voted(fiche, rf):
    Client().get("/")
    page = find_page(rf.get(fiche.url), fiche.url).page
    take_voted_fiche(page)
    fresh = InitiativePage.objects.get(pk=fiche.pk)
    assert [step.text for step in page.steps.all()] == [
        step.text for step in fresh.steps.all()
    ]
    assert page.themes == fresh.themes
    assert list(page.audiences.all()) == list(fresh.audiences.all())
    assert page.centre == fresh.centre


def test_the_frame_follows_its_settings_and_its_pages_at_once(
    tree, client, django_capture_on_commit_callbacks
):
    home = HomePage.objects.get()
    assert "Le mur des voisins" not in client.get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        settings = SiteSettings.objects.get()
        settings.site_name = "Le mur des voisins"
        settings.save()
        StandardPageFactory(parent=home, title="À propos", slug="a-propos")
        Page.objects.get(slug="a-propos").specific.save_revision().publish()
    text = client.get("/").content.decode()
    assert "Le mur des voisins" in text
    assert 'href="/a-propos/"' in text
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(slug="a-propos").unpublish()
    assert 'href="/a-propos/"' not in client.get("/").content.decode()


@pytest.mark.parametrize("end", ["x/", "x/nulle-part/", "%C3%A9t%C3%A9/", "a/b/c/d/"])
def test_an_address_without_page_answers_404(fiche, end):
    assert Client().get(f"{fiche.url}{end}").status_code == 404


def test_a_page_that_is_not_live_answers_404(tree):
    draft = InitiativePageFactory(parent=CentrePageFactory())
    assert Client().get(draft.url).status_code == 404


def test_a_page_under_a_private_one_is_neither_listed_nor_shown(fiche):
    assert list(InitiativePage.objects.published()) == [fiche]
    restrict(fiche.centre)
    assert not InitiativePage.objects.published().exists()
    assert not CentrePage.objects.published().exists()
    assert Client().get(fiche.url).status_code == 302


def test_visible_says_what_the_core_says(fiche):
    other = InitiativePageFactory(parent=CentrePageFactory(), published=True)
    restrict(other)
    expected = set(InitiativePage.objects.live().public())
    assert set(InitiativePage.objects.filter(visible())) == expected == {fiche}


def test_restrictions_are_those_of_the_page_and_above(fiche, django_assert_num_queries):
    above = restrict(fiche.centre)
    restrict(InitiativePageFactory(parent=CentrePageFactory()))
    with django_assert_num_queries(1):
        assert list(fiche.get_view_restrictions()) == [above]


def test_an_alias_has_the_restrictions_of_its_source(tree):
    source = StandardPageFactory(parent=HomePage.objects.get())
    alias = source.create_alias(update_slug="autre").specific
    second = alias.create_alias(update_slug="encore").specific
    restriction = restrict(source)
    assert list(alias.get_view_restrictions()) == [restriction]
    assert list(second.get_view_restrictions()) == [restriction]


def test_the_frame_links_to_a_page_once_it_is_live(tree):
    page = StandardPageFactory(
        parent=HomePage.objects.get(), title="À propos", slug="a-propos", live=False
    )
    assert not SiteSettings.base_queryset().get().has_about
    page.live = True
    page.save()
    assert SiteSettings.base_queryset().get().has_about
    assert 'href="/a-propos/"' in Client().get("/").content.decode()


def test_the_port_that_a_visitor_writes_fills_no_cache(tree, rf):
    ports = [f"testserver:{port}" for port in (81, 8080, 65535)]
    assert len({frame._key(rf.get("/", HTTP_HOST=host)) for host in ports}) == 1
