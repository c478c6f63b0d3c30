"""People at their browsers, on the live server: each has her own window."""

import os

import pytest

from tests.conftest import CHROMIUM, require
from tests.factories import AudienceFactory, ThemeFactory

PHONE = {"width": 360, "height": 740}
PASSWORD = "mot de passe"
PATIENCE = 30_000  # ms; nothing here waits for it but on a busy machine


@pytest.fixture(scope="package")
def chromium():
    """Debian's Chromium, started once for the journeys of a worker.

    Trap: Playwright's synchronous API keeps a loop in the thread where tests use the ORM.
    """
    require(CHROMIUM, "Chromium", "apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)  # its own is 5 s, whatever the window's
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def town(crowd, settings):
    """The world, seen by other threads too, with a theme and a public to choose."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500
    ThemeFactory(number=7, name="Lien social et vivre-ensemble", slug="lien-social")
    ThemeFactory(number=9, name="Habitat et cadre de vie", slug="habitat")
    AudienceFactory(name="Familles", slug="familles")
    return crowd


@pytest.fixture
def visit(town, chromium, live_server):
    """visit(user): her window, logged in by the form; visit(): a visitor's.

    Fails at the end if a script failed in one of them.
    """
    errors, windows = [], []

    def open_window(user=None, viewport=PHONE):
        context = chromium.new_context(
            viewport=viewport, locale="fr-FR", base_url=live_server.url
        )
        windows.append(context)
        context.set_default_timeout(PATIENCE)
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
    for context in windows:
        context.close()
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
