"""Half an address on a phone: it is told beside its field, all else is saved."""

import pytest

pytestmark = pytest.mark.browser

LATER = "On y lave et on y cause."


def test_a_wrong_value_is_told_while_the_rest_is_saved(town, visit, fits):
    from playwright.sync_api import expect

    from initiatives.models import InitiativePage

    author = visit(town.author)
    author.goto("/admin/proposer/")
    author.wait_for_load_state("networkidle")
    author.locator("#id_title").fill("Le lavoir rouvre")
    year, told = author.locator("#id_start_year"), author.locator(".error-message")
    year.fill("2023-2024")
    author.wait_for_url("**/edit/")
    expect(told).to_contain_text("écrivez la première")
    author.locator(".missing a", has_text="Année de début").click()
    expect(year).to_be_focused()
    with author.expect_response(
        lambda answer: LATER.encode() in (answer.request.post_data_buffer or b"")
    ):
        author.locator("#id_tagline").fill(LATER)
    fits(author)
    saved = InitiativePage.objects.get().get_latest_revision_as_object()
    assert (saved.tagline, saved.start_year) == (LATER, None)
    # She may not leave without a word, and what she typed is still there.
    asked = []
    author.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.dismiss())
    author.evaluate("window.setTimeout(() => location.reload())")
    author.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(year).to_have_value("2023-2024")
    year.fill("2 023")
    expect(told).to_have_count(0)


def test_a_form_that_is_no_longer_saved_by_itself_says_so_in_words(town, visit, fits):
    from playwright.sync_api import expect

    fiche = town.fiche(title="Le lavoir rouvre")
    author = visit(town.author)
    author.goto(f"/admin/pages/{fiche.pk}/edit/")
    author.wait_for_load_state("networkidle")
    fiche.get_latest_revision_as_object().save_revision(user=town.members[0])
    author.locator("#id_tagline").fill(LATER)
    expect(author.get_by_role("alert")).to_contain_text(
        "n’est plus enregistré", timeout=20_000
    )
    fits(author)
