"""In a lift: the server does what the first autosave asks, its answer never comes."""

import pytest

pytestmark = pytest.mark.browser

TITLE = "Le lavoir rouvre chaque samedi"
HERS = "Chaque samedi, on y lave et on y cause."


def lose_the_first_answer(page):
    lost = []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/admin/pages/add/**", lose)


def test_what_is_typed_after_a_lost_answer_is_there(town, visit):
    from playwright.sync_api import expect

    from initiatives.models import InitiativePage

    author = visit(town.author)
    lose_the_first_answer(author)
    author.goto("/admin/proposer/")
    author.wait_for_load_state("networkidle")
    with author.expect_event("requestfailed"):
        author.locator("#id_title").fill(TITLE)
    author.locator("#id_steps-0-title").fill("On frotte")
    author.locator("#id_tagline").fill(HERS)
    author.wait_for_url("**/edit/")
    author.get_by_role("button", name="Enregistrer").click()
    expect(author.get_by_text("Votre fiche est enregistrée")).to_be_visible()
    saved = InitiativePage.objects.get().get_latest_revision_as_object()
    assert (saved.title, saved.tagline) == (TITLE, HERS)
    assert [step.title for step in saved.steps.all() if step.title] == ["On frotte"]
