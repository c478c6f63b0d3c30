"""On a phone: the form is what one arrives at, and what one removes comes back."""

import pytest

pytestmark = pytest.mark.browser


def test_the_preview_is_left_in_words_and_a_row_put_back(town, visit, fits):
    from playwright.sync_api import expect

    from initiatives.models import InitiativePage

    from .steps import saving

    fiche = town.fiche()
    page = visit(town.author)
    page.goto(f"/admin/pages/{fiche.pk}/edit/")
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.locator("#w-preview-iframe")).to_be_visible()
    page.reload()
    expect(page.locator("#id_title")).to_be_visible()
    expect(page.locator("#w-preview-iframe")).to_be_hidden()
    page.get_by_role("button", name="Voir l’aperçu").click()
    page.get_by_role("button", name="Revenir à la saisie").click()
    expect(page.locator("#w-preview-iframe")).to_be_hidden()

    def titles():
        draft = InitiativePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
        return [step.title for step in draft.steps.all()]

    before = titles()
    with saving(page):
        page.locator("#id_steps-0-DELETE-button").click()
    expect(page.get_by_text("Vous avez retiré")).to_be_visible()
    page.wait_for_timeout(1500)
    assert titles() == before[1:], "saved by itself without the row"
    page.get_by_role("button", name="Remettre").click()
    expect(page.get_by_text("Vous avez retiré")).to_be_hidden()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Votre fiche est enregistrée")).to_be_visible()
    assert titles() == before
    fits(page)
