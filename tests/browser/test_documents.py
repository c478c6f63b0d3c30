"""A project from paper to visitors: two animators write and read it, a fiche shows it."""

import pytest

from tests.factories import WorkingGroupPageFactory
from tests.network.documents import of_federation
from tests.network.projects.stage import Stage

from .conftest import PHONE

pytestmark = pytest.mark.browser
TITLE, FICHE = "Projet fédéral 2027", "Le lavoir rouvre chaque samedi"
PASTE = """Orientation 1. Aller vers
 • Ouvrir nos portes
 • Tenir un café
Orientation 2. Se former"""
GROUP = "Impact social"


@pytest.fixture
def stage(town):
    """A group and a fiche are online; another animator is there to approve."""
    stage = Stage(town)
    WorkingGroupPageFactory(
        parent=stage.fresh(stage.federation), title=GROUP, published=True
    )
    town.fiche(title=FICHE, published=True)
    stage.second = of_federation(town, stage.federation)
    return stage


@pytest.mark.parametrize(
    "window", [PHONE, {"width": 1280, "height": 900}], ids=["360", "1280"]
)
def test_a_project_is_pasted_linked_approved_and_found_from_a_fiche(
    stage, visit, fits, window
):
    writer = visit(stage.animator, window)
    pastes_and_corrects(writer, fits)
    links_a_group(writer, fits)
    sends(writer)
    approves(visit(stage.second, window), fits)
    links_a_fiche(writer, fits)
    walks_there_and_back(visit(viewport=window), fits)


def pastes_and_corrects(page, fits):
    page.get_by_role("link", name="Nouveau projet, pacte ou plan").click()
    page.wait_for_load_state("networkidle")
    page.locator("#id_title").fill(TITLE)
    page.wait_for_url("**/edit/")
    page.get_by_role("button", name="Coller un plan").click()
    page.get_by_label("Votre texte").fill(PASTE)
    page.get_by_role("button", name="Voir ce qui est compris").click()
    understood = page.get_by_role("list", name="Lignes comprises")
    understood.get_by_label("Intitulé").nth(2).fill("Tenir un café des parents")
    understood.get_by_label("Nature de la ligne").nth(2).select_option("action")
    fits(page)
    page.get_by_role("button", name="Ajouter ces 4 lignes").click()


def links_a_group(page, fits):
    from playwright.sync_api import expect

    row = page.locator(".outline__row").nth(2)
    row.get_by_role("textbox", name="Intitulé", exact=True).click()
    row.get_by_role("button", name="Détails", exact=True).click()
    details = page.locator("[data-outline-details]")
    details.get_by_label("Groupe, commission").select_option(GROUP)
    details.get_by_role("button", name="Relier").click()
    expect(details.get_by_text(f"Groupe de travail : {GROUP}")).to_be_visible()
    fits(page)


def sends(page):
    from playwright.sync_api import expect

    from .steps import send

    with page.expect_navigation():
        send(page, "Envoyer aux animateurs")
    expect(page.get_by_text("Le document est parti aux animateurs")).to_be_visible()
    expect(page.get_by_text("Envoyé en relecture")).to_be_visible()


def approves(page, fits):
    from .steps import approve, read_next

    read_next(page, TITLE)
    fits(page)
    approve(page)


def links_a_fiche(page, fits):
    from playwright.sync_api import expect

    page.goto("/admin/")
    page.locator("summary", has_text="documents en ligne").click()
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Relier des fiches").click()
    line = page.get_by_label("À quelle ligne du projet ?")
    action = line.locator("option", has_text="Tenir un café des parents")
    line.select_option(action.get_attribute("value"))
    page.get_by_label("Chercher par un mot").fill("lavoir")
    page.get_by_role("button", name="Chercher", exact=True).click()
    page.get_by_role("button", name="Relier à " + FICHE).click()
    expect(page.get_by_text("C’est relié.")).to_be_visible()
    fits(page)


def walks_there_and_back(page, fits):
    from playwright.sync_api import expect

    page.goto("/initiatives/")
    page.get_by_role("link", name=FICHE).first.click()
    around = page.locator("#liens")
    expect(around).to_contain_text("Tenir un café des parents")
    around.get_by_role("link", name="Aller vers").click()
    orientation = page.locator(":target")
    expect(orientation).to_contain_text("Aller vers")
    expect(orientation).to_be_in_viewport()
    fits(page)
    expect(orientation.get_by_role("link", name=GROUP)).to_be_visible()
    orientation.get_by_role("link", name=FICHE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FICHE)
    assert page.context.cookies() == []
