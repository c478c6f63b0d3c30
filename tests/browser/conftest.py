"""People at their browsers, on the live server: each has her own window."""

import os

import pytest

from tests.conftest import plant_tree
from tests.factories import AudienceFactory, ThemeFactory
from tests.world import World

PHONE = {"width": 360, "height": 740}
PASSWORD = "mot de passe"


@pytest.fixture(autouse=True, scope="session")
def synchronous_playwright():
    """Its synchronous API keeps a loop in the thread where tests use the ORM."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def town(transactional_db, settings):
    """The world, seen by other threads too, with a theme and a public to choose."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500
    world = World(plant_tree())
    ThemeFactory(number=7, name="Lien social et vivre-ensemble", slug="lien-social")
    ThemeFactory(number=9, name="Habitat et cadre de vie", slug="habitat")
    AudienceFactory(name="Familles", slug="familles")
    return world


@pytest.fixture
def visit(town, browser_page, live_server):
    """visit(user): her window, logged in by the form; visit(): a visitor's.

    Fails at the end if a script failed in one of them.
    """
    errors = []
    browser = browser_page.context.browser

    def open_window(user=None, viewport=PHONE):
        context = browser.new_context(
            viewport=viewport, locale="fr-FR", base_url=live_server.url
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if user:
            page.goto("/connexion/?next=/admin/")
            page.get_by_label("Adresse électronique").fill(user.email)
            page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Se connecter").click()
            page.wait_for_url("**/admin/")
        return page

    yield open_window
    assert errors == []


@pytest.fixture
def fits():
    """fits(page): nothing scrolls sideways on this window."""

    def check(page):
        wide, window = page.evaluate(
            "[document.documentElement.scrollWidth, window.innerWidth]"
        )
        assert wide <= window

    return check
