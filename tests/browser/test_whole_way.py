"""A fiche from the first word to the visitor who finds it, on a phone's screen."""

import pytest

pytestmark = pytest.mark.browser

TITLE = "Le lavoir rouvre chaque samedi"


def fill_all_but_one(page):
    from .steps import write

    page.locator("#id_title").fill(TITLE)
    page.locator("#id_tagline").fill("Chaque samedi, on y lave et on y cause.")
    page.locator("#id_summary").fill("Des voisines ont remis le lavoir en eau.")
    page.get_by_role("combobox", name="Thème").select_option(
        label="Habitat et cadre de vie"
    )
    page.get_by_label("Familles").check()
    page.get_by_label("Année de début").fill("2023")
    for number, title in enumerate(("On frotte", "On ouvre les vannes")):
        page.locator(f"#id_steps-{number}-title").fill(title)
        page.locator(f"#id_steps-{number}-text").fill("À dix, un dimanche.")
    write(page, "starting_point", "Le bassin était à sec depuis trente ans.")
    write(page, "results_residents", "On se parle d’une rue à l’autre.")


def test_a_fiche_is_refused_completed_voted_and_found(town, visit, fits):
    from playwright.sync_api import expect

    from .steps import approve, read_next, send, write

    author = visit(town.author)
    fits(author)
    author.get_by_role("link", name="Proposer une initiative").first.click()
    author.wait_for_load_state("networkidle")
    fits(author)
    fill_all_but_one(author)
    send(author)
    said = author.get_by_text("Votre fiche est enregistrée, mais n’est pas partie")
    expect(said).to_be_visible()
    fits(author)

    author.locator(".missing a", has_text="Place des habitants").click()
    focused = author.locator('[data-contentpath="residents_role"] :focus')
    expect(focused).to_have_count(1)
    expect(author.locator("#id_title")).to_have_value(TITLE)
    write(author, "residents_role", "Les voisines décident de tout.")
    send(author)
    expect(author.get_by_text("Votre fiche est partie au comité")).to_be_visible()
    expect(author.get_by_text("Envoyée au comité")).to_be_visible()

    for member in town.members[:2]:
        page = visit(member)
        fits(page)
        read_next(page, TITLE)
        fits(page)
        approve(page)

    visitor = visit()
    visitor.goto("/initiatives/")
    expect(visitor.get_by_role("link", name=TITLE)).to_be_visible()
    visitor.goto("/initiatives/?q=vannes")
    visitor.locator("details.filters > summary").click()
    visitor.get_by_label("Habitat et cadre de vie").check()
    visitor.get_by_role("button", name="Afficher les résultats").click()
    visitor.wait_for_url("**theme=habitat**")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    fits(visitor)
    assert visitor.context.cookies() == []


def test_what_is_typed_is_saved_by_itself(town, visit):
    from playwright.sync_api import expect

    from initiatives.models import InitiativePage

    author = visit(town.author)
    author.goto("/admin/proposer/")
    author.wait_for_load_state("networkidle")
    top = author.locator("#progress-top summary")
    expect(top).to_contain_text("Il reste 10 points")
    author.locator("#id_title").press_sequentially(TITLE)
    author.wait_for_url("**/edit/")
    expect(top).to_contain_text("Il reste 9 points")
    assert InitiativePage.objects.get().draft_title == TITLE
    author.goto("/admin/")
    expect(
        author.get_by_text("Continuer : 1 point de l’essentiel sur 10")
    ).to_be_visible()
