"""A plan that is on paper: pasted, corrected, added, saved, and there again."""

import re
import tempfile
from pathlib import Path

import pytest

from network.projects.outline.entries import rows_from
from network.projects.outline.export import as_xlsx
from tests.network.projects.stage import Stage

from .conftest import PHONE

pytestmark = pytest.mark.browser
LARGE = {"width": 1280, "height": 900}
PASTE = """Orientation 3. Adapter nos pratiques
 • Pratiques pédagogiques
 • Construire avec les habitants
Compte rendu du 12 mars : en parler avec la Caf. Personne ne sait quand.
Une autre remarque, sans suite. Elle va avec la ligne du dessus."""


def titles(page, place="[data-outline-rows]"):
    return page.locator(f"{place} [data-field=title]").evaluate_all(
        "all => all.map((one) => one.value)"
    )


def paste(page, text):
    page.get_by_role("button", name="Coller un plan").click()
    # `fill` types line by line: thousands of them would take minutes.
    page.get_by_label("Votre texte").evaluate("(area, text) => area.value = text", text)
    page.get_by_role("button", name="Voir ce qui est compris").click()


def test_a_pasted_plan_is_corrected_added_and_there_again(town, visit, fits):
    from playwright.sync_api import expect

    stage = Stage(town)
    before = [row.title for row in stage.rows]
    page = visit(stage.animator, viewport=PHONE)
    page.goto(f"/admin/pages/{stage.project.pk}/edit/")
    page.wait_for_load_state("networkidle")

    paste(page, "x\n" * 2_001)
    expect(page.get_by_text("c’est trop pour une fois")).to_be_visible()
    expect(page.get_by_label("Votre texte")).to_have_value("x\n" * 2_001)
    paste(page, PASTE)
    heading = page.get_by_role("heading", name="3 lignes comprises, 2 à placer")
    expect(heading).to_be_focused()
    fits(page)
    understood = page.get_by_role("list", name="Lignes comprises")
    title = understood.get_by_label("Intitulé").nth(1)
    title.fill("Faire évoluer nos pratiques")
    title.press("Alt+ArrowRight")
    expect(page.get_by_text("Aucune ligne du même niveau")).to_be_visible()
    kinds = understood.get_by_label("Nature de la ligne")
    expect(kinds.nth(1)).to_have_value("action")  # as in the plan
    for place in (1, 2):
        kinds.nth(place).select_option("")
    kinds.nth(2).select_option("action")
    page.get_by_role("button", name="Donner cette nature").click()
    expect(kinds.nth(1)).to_have_value("action")
    understood.get_by_label("Intitulé").nth(2).press("Alt+ArrowRight")
    expect(page.get_by_text("habitants » : niveau 3.")).to_be_visible()
    left = understood.get_by_label("Que faire de cette ligne ?")
    left.nth(1).select_option(label="L’ajouter à la ligne du dessus")
    assert [row.title for row in rows_from(stage.draft())] == before
    page.get_by_role("button", name="Ajouter ces 3 lignes").click()

    after = [*before, "Adapter nos pratiques", "Faire évoluer nos pratiques"]
    after.append("Construire avec les habitants")
    rest = page.get_by_label("Textes à placer")
    assert titles(page) == after
    expect(rest).to_have_value(PASTE.split("\n")[3])
    page.get_by_role("button", name="Annuler", exact=True).click()
    assert titles(page) == before
    expect(rest).to_have_value("")
    expect(page.get_by_label("Votre texte")).to_have_value(PASTE)
    page.get_by_role("button", name="Refaire", exact=True).click()
    expect(rest).to_have_value(PASTE.split("\n")[3])
    expect(page.get_by_text("Enregistré", exact=False).first).to_be_attached()
    # The page is idle already: only the answer tells that the draft is saved.
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert titles(page) == after
    expect(rest).to_have_value(PASTE.split("\n")[3])
    expect(page.get_by_label("Votre texte")).to_have_value("")
    last = rows_from(stage.draft())[-1]
    assert (last.kind, last.level) == ("action", 2)
    assert last.text == PASTE.split("\n")[4]


def test_an_export_given_back_replaces_the_plan_by_itself(town, visit, fits):
    from playwright.sync_api import expect

    stage = Stage(town)
    page = visit(stage.animator, viewport=LARGE)
    page.goto(f"/admin/pages/{stage.project.pk}/edit/")
    page.wait_for_load_state("networkidle")
    outline = page.locator("[data-outline-input]")
    before = outline.input_value()
    page.get_by_role("button", name="Coller un plan").click()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "plan.xlsx")
        file.write_bytes(as_xlsx(stage.rows))
        page.get_by_label("Ou prendre un tableur").set_input_files(file)
        expect(page.get_by_text("6 de ces lignes sont déjà")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Remplacer tout le plan").click()
    expect(page.get_by_text(re.compile("rien ne change"))).to_be_visible()
    assert outline.input_value() == before

    page.get_by_role("button", name="Coller un plan").click()
    page.get_by_label("Votre texte").fill("- Former")
    page.reload()
    expect(page.get_by_label("Votre texte")).to_have_value("- Former")
