"""Sent too early on a phone: nothing is lost, and the field says what it lacks."""

import pytest

pytestmark = pytest.mark.browser

TITLE = "Le lavoir rouvre chaque samedi"


def test_what_was_typed_is_there_once_and_each_field_says_its_lack(town, visit, fits):
    from playwright.sync_api import expect

    from initiatives.models import InitiativePage

    from .steps import send, write

    author = visit(town.author)
    author.goto("/admin/proposer/")
    author.wait_for_load_state("networkidle")
    author.locator("#id_title").fill(TITLE)
    for number, title in enumerate(("On frotte", "On ouvre les vannes")):
        author.locator(f"#id_steps-{number}-title").fill(title)
        author.locator(f"#id_steps-{number}-text").fill("À dix, un dimanche.")
    write(author, "starting_point", "Le bassin était à sec.")
    send(author)
    author.wait_for_url("**/edit/?manque=1")
    fits(author)
    # In the same request: no wait for the autosave.
    saved = InitiativePage.objects.get().get_latest_revision_as_object()
    assert saved.title == TITLE
    assert "à sec" in saved.sections["starting_point"].source
    expect(author.get_by_text("Votre fiche est enregistrée, mais")).to_be_visible()
    summary = author.locator(
        "#panel-child-content-summary-section, [data-field]"
    ).filter(has=author.locator("#id_summary"))
    expect(summary.locator(".error-message").first).to_contain_text(
        "Résumez l’initiative."
    )
    section = author.locator('[data-contentpath="residents_role"]')
    expect(section.locator(".error-message").first).to_contain_text("Dites ce que")
    expect(
        author.locator('[data-contentpath="starting_point"] .error-message')
    ).to_have_count(0)

    author.locator("#id_summary").fill("Des voisines ont remis le lavoir en eau.")
    with author.expect_navigation(wait_until="networkidle"):
        send(author)
    expect(author.locator(".missing a", has_text="Résumé")).to_have_count(0)
    expect(author.locator("#id_summary")).to_have_value(
        "Des voisines ont remis le lavoir en eau."
    )
    page = InitiativePage.objects.get().get_latest_revision_as_object()
    assert [step.title for step in page.steps.all()] == [
        "On frotte",
        "On ouvre les vannes",
    ]
