"""A committee member's evening on her phone: find, read, claim, vote, abstain, report."""

import pytest

from tests.factories import CentrePageFactory, DepartementFactory, RegionFactory

pytestmark = pytest.mark.browser

BIKES, STREET, GARDEN = (
    "Les voisins réparent leurs vélos",
    "Les aînés racontent leur rue",
    "Un potager au pied des tours",
)


@pytest.fixture
def waiting(town):
    """Three fiches before the committee; the garden is of another region."""
    place = DepartementFactory(
        code="29", name="Finistère", parent=RegionFactory(code="53", name="Bretagne")
    )
    far = CentrePageFactory(title="Centre du Phare", commune="Brest", departement=place)
    return {
        BIKES: town.submit(town.fiche(title=BIKES)),
        STREET: town.submit(town.fiche(title=STREET)),
        GARDEN: town.submit(town.fiche(title=GARDEN, parent=far)),
    }


def test_she_finds_what_waits_for_her_by_tab_and_region(town, visit, fits, waiting):
    from playwright.sync_api import expect

    page = visit(town.members[0])
    expect(page.get_by_role("link", name=BIKES)).to_be_visible()
    page.goto("/admin/comite/")
    expect(page.get_by_role("link", name="À lire (3)")).to_have_attribute(
        "aria-current", "page"
    )
    fits(page)
    page.get_by_text("Choisir un thème, une région").click()
    page.get_by_label("Région").select_option("Bretagne")
    page.get_by_label("Là où ma voix manque").check()
    page.get_by_role("button", name="Voir ces fiches").click()
    expect(page.locator(".line__title")).to_have_text([GARDEN])
    page.get_by_role("link", name="Décidées").click()
    expect(page.get_by_text("Aucune fiche avec ces choix")).to_be_visible()


def test_she_says_that_she_reads_it_and_the_others_see_it(town, visit, waiting):
    from playwright.sync_api import expect

    from .steps import read_next

    first, second = town.members[:2]
    reader, other = visit(first), visit(second)
    read_next(reader, BIKES)
    reader.get_by_role("button", name="Je la lis").click()
    expect(reader.get_by_role("button", name="Je ne la lis plus")).to_be_visible()
    other.goto("/admin/comite/")
    expect(other.get_by_text(f"{first} la lit")).to_be_visible()
    with reader.context.expect_page() as opened:
        reader.get_by_role("link", name="Lire la fiche").click()
    fiche = opened.value
    expect(fiche.get_by_role("heading", level=1)).to_have_text(BIKES)
    reader.goto("/admin/comite/?vue=les-miennes")
    expect(reader.locator(".line__title")).to_have_text([BIKES])


def test_a_ballot_that_lacks_something_says_what_and_keeps_her_words(
    town, visit, fits, waiting
):
    from playwright.sync_api import expect

    from .steps import read_next

    page = visit(town.members[0])
    read_next(page, BIKES)
    page.get_by_label("Votre mot pour le centre").fill("Une belle idée.")
    page.get_by_label("J’approuve").check()
    page.get_by_role("button", name="Enregistrer mon avis").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Votre avis n’est pas encore enregistré")
    fits(page)
    expect(page.get_by_label("Votre mot pour le centre")).to_have_value(
        "Une belle idée."
    )
    expect(page.get_by_label("J’approuve")).to_be_checked()
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.type") == "checkbox"
    assert not town.state_of(waiting[BIKES]).votes.exists()


def test_she_votes_abstains_pins_a_remark_and_reads_the_history(
    town, visit, fits, waiting
):
    from playwright.sync_api import expect

    from .steps import approve, read_next

    page = visit(town.members[0])
    read_next(page, BIKES)
    approve(page)
    page.get_by_role("link", name="Lire la suivante").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STREET)
    page.get_by_text("Je préfère ne pas donner d’avis").click()
    page.get_by_role("button", name="Je m’abstiens").click()
    expect(page.get_by_role("link", name="À lire (1)")).to_be_visible()
    read_next(page, GARDEN)
    page.get_by_label("Je demande une reprise").check()
    page.get_by_label("Pourquoi").select_option("image_rights")
    page.get_by_label("Quelle partie de la fiche").select_option(label="Photos")
    page.get_by_label("Votre mot pour le centre").fill("Qui a dit oui pour la photo ?")
    page.get_by_role("button", name="Enregistrer mon avis").click()
    expect(page.get_by_text("Rien à relire. Merci")).to_be_visible()

    page.goto("/admin/comite/?vue=decidees")
    page.get_by_role("link", name=GARDEN).click()
    page.get_by_role("link", name="L’historique de cette relecture").click()
    expect(page.get_by_text("Qui a dit oui pour la photo")).to_be_visible()
    fits(page)
    page.goto("/admin/comite/decisions/")
    fits(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger pour un tableur").click()
    assert download.value.suggested_filename.endswith(".xlsx")
