"""A visitor finds what is nearest: by a postcode, and by her position on a click."""

import pytest

from tests.factories import CentrePageFactory, DepartementFactory, InitiativePageFactory
from tests.network.test_directory import place

from .conftest import PHONE

pytestmark = pytest.mark.browser
LARGE = {"width": 1280, "height": 900}
TOWNS = (
    ("Orléans", "45000", 47.90, 1.90),
    ("Olivet", "45160", 47.86, 1.90),
    ("Jargeau", "45150", 47.86, 2.12),
    ("Gien", "45500", 47.69, 2.63),
)


@pytest.fixture
def loiret(town):
    """Four centres of the Loiret, each with a fiche."""
    departement = DepartementFactory(code="45", name="Loiret")
    for name, postcode, *at in TOWNS:
        place(name, postcode, *at, departement)
        centre = CentrePageFactory(
            title=f"Centre de {name}", commune=name, code_insee=postcode
        )
        InitiativePageFactory(parent=centre, title=f"Un four à {name}", published=True)


@pytest.mark.parametrize("window", [PHONE, LARGE])
def test_the_three_nearest_centres_and_initiatives(loiret, visit, fits, window):
    page = visit(viewport=window)
    page.goto("/centres/")
    page.get_by_label("Près de").fill("45160")
    page.get_by_role("button", name="Afficher les résultats").click()
    page.wait_for_url("**/centres/?*pres=45160*")
    rows = page.locator(".row h3")
    assert rows.all_inner_texts()[:3] == [
        "Centre de Olivet",
        "Centre de Orléans",
        "Centre de Jargeau",
    ]
    assert "environ 4 km" in page.locator(".row").nth(1).inner_text().replace(
        "\xa0", " "
    )
    fits(page)
    page.goto("/initiatives/")
    page.get_by_label("Près de").fill("45160")
    page.get_by_role("button", name="Afficher les résultats").click()
    page.wait_for_url("**/initiatives/?*pres=45160*")
    assert page.locator(".card h3").all_inner_texts()[:3] == [
        "Un four à Olivet",
        "Un four à Orléans",
        "Un four à Jargeau",
    ]
    fits(page)


def test_a_position_is_asked_for_on_a_click_rounded_and_its_refusal_said(loiret, visit):
    page = visit()
    page.goto("/centres/?type=centre")
    page.get_by_role("button", name="Autour de moi").click()
    page.get_by_text("Votre navigateur ne donne pas votre position").wait_for()
    assert page.url.endswith("/centres/?type=centre")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 47.861234, "longitude": 2.121234})
    page.get_by_role("button", name="Autour de moi").click()
    page.wait_for_url("**/centres/?*pres=47.86%2C2.12*")
    assert page.locator(".row h3").first.inner_text() == "Centre de Jargeau"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
