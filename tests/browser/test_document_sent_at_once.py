"""A new document sent before its first autosave, or during it: it is sent, and once."""

import pytest

from network.projects.models import FederalProjectPage
from tests.network.projects.stage import Stage

pytestmark = pytest.mark.browser


def test_a_new_document_is_sent_whole_and_once(town, visit):
    from playwright.sync_api import expect

    stage = Stage(town)
    page = visit(stage.animator)
    held = []
    for title, is_caught in (("Avant d’être gardé", False), ("Pendant", True)):
        if is_caught:
            page.route("**/pages/add/**", lambda route: first_save(route, held))
        page.goto(
            f"/admin/pages/add/projects/federalprojectpage/{stage.federation.pk}/"
        )
        page.wait_for_load_state("networkidle")
        page.locator("#id_title").fill(title)
        while is_caught and not held:
            page.wait_for_timeout(50)
        page.get_by_role("button", name="Envoyer aux animateurs").click()
        for route in held:
            page.wait_for_timeout(500)  # a click that did not wait would have left
            route.continue_()
        expect(page.get_by_text("Le document est parti aux animateurs")).to_be_visible()
        expect(page.get_by_text("modération")).to_have_count(0)
        made = FederalProjectPage.objects.get(title=title)
        assert made.workflow_in_progress


def is_autosave(request):
    return "json" in request.headers.get("accept", "") and request.method == "POST"


def first_save(route, held):
    if not is_autosave(route.request) or held:
        return route.continue_()
    held.append(route)
