"""Who is logged in finds her way from a public page; a visitor's page knows nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import InitiativePage
from tests.factories import publish

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("what a page shows is decided in Python"),
]


def edit_of(page):
    return f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"'


def test_the_way_home_and_the_editor_are_shown_to_who_may_open_them(world, as_):
    fiche = publish(world.fiche())
    visitor = Client().get(fiche.url)
    for user, edits in (
        (world.author, True),
        (world.webmaster, True),
        (world.stranger, False),
        (world.members[0], False),
    ):
        answer = as_(user).get(fiche.url)
        html = answer.content.decode()
        assert "Mon accueil" in html and "Se connecter" not in html
        assert (edit_of(fiche) in html) is edits, user
        assert "no-store" in answer.headers["Cache-Control"]
        assert "private" in answer.headers["Cache-Control"]
        assert "Cookie" in answer.headers["Vary"]
    again = Client().get(fiche.url)
    assert again.content == visitor.content
    assert not again.cookies and "Cookie" not in again.headers.get("Vary", "")
    assert "Mon accueil" not in again.content.decode()


def test_a_cookie_of_nobody_shows_a_visitor_s_page(world, settings):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "forged"
    html = client.get("/").content.decode()
    assert "Se connecter" in html and "Mon accueil" not in html


def test_nobody_is_offered_to_edit_what_the_committee_reads_nor_a_preview(world, as_):
    fiche = publish(world.fiche())
    fiche.tagline = "Une autre accroche."
    fiche.save_revision(user=world.author)
    preview = reverse("wagtailadmin_pages:view_draft", args=[fiche.pk])
    assert "Mon accueil" not in as_(world.author).get(preview).content.decode()
    world.submit(InitiativePage.objects.get(pk=fiche.pk))
    html = as_(world.author).get(fiche.url).content.decode()
    assert "Mon accueil" in html and edit_of(fiche) not in html
