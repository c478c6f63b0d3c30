"""The session ends while one types: nothing is lost, and one goes on after a login."""

import pytest
from django.urls import reverse

from network.review.models import Vote

pytestmark = pytest.mark.browser

IN_THE_STORY = "Chaque samedi, on y lave et on y cause."
TAGLINE, SUMMARY = "Le lavoir, un an après.", "Une voisine a apporté le savon."


def log_in(page, user):
    """As from another tab of this browser, whoever was there before."""
    from .conftest import PASSWORD

    page.context.clear_cookies(name="sessionid")
    answer = page.context.request.post(
        "/connexion/",
        form={"username": user.email, "password": PASSWORD},
        headers={"Sec-Fetch-Site": "same-origin"},
        max_redirects=0,
    )
    assert answer.status == 302


def come_back(page):
    """To this tab: a browser without a screen does not tell it."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def saving(page, status=200):
    return page.expect_response(
        lambda answer: answer.url.endswith("/edit/") and answer.status == status
    )


def test_one_goes_on_after_a_login_in_another_tab(town, visit, fits):
    from playwright.sync_api import expect

    from .steps import write

    page, fiche = visit(town.author), town.fiche()
    told = page.locator(".session-notice")
    understood = told.get_by_role("button", name="J’ai compris")
    page.goto(f"/admin/pages/{fiche.pk}/edit/")
    page.wait_for_load_state("networkidle")
    links = page.locator("#panel-child-contenu-liens_avec_dautres_centres-section")
    links.get_by_role("button", name="Afficher/masquer la section").click()
    page.context.clear_cookies(name="sessionid")
    see_the_chooser_say(page, "Votre session est terminée")
    expect(told).to_contain_text("Votre session est terminée. Ouvrez la page de")
    fits(page)
    understood.click()
    write(page, "starting_point", IN_THE_STORY)
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(told).to_be_focused()
    assert told.get_by_role("link").get_attribute("target") == "_blank"
    understood.click()
    preview = page.locator("[data-side-panel-toggle=preview]")
    preview.click()
    frame = page.frame_locator("[data-w-preview-target=iframe]").last
    expect(frame.get_by_role("heading", level=1)).to_contain_text("est terminée")
    preview.click()

    log_in(page, town.author)
    with saving(page):
        come_back(page)
    expect(told).to_contain_text("Votre session a repris")
    assert IN_THE_STORY in kept(fiche).sections["starting_point"].source

    # Then the token alone changes.
    page.context.clear_cookies(name="csrftoken")
    with saving(page, 403), saving(page):
        page.locator("#id_tagline").fill(TAGLINE)
    assert kept(fiche).tagline == TAGLINE
    with page.expect_response(lambda answer: "/ping/" in answer.url and answer.ok):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    # Then somebody else logs in.
    log_in(page, town.colleague)
    with saving(page, 403):
        page.locator("#id_summary").fill(SUMMARY)
    expect(told).to_contain_text("Un autre compte est maintenant connecté")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(told).to_be_focused()
    understood.click()
    see_the_chooser_say(page, "Un autre compte est maintenant connecté")
    assert kept(fiche).latest_revision.user == town.author
    log_in(page, town.author)
    come_back(page)
    expect(told).to_contain_text("Votre session a repris")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    done = page.get_by_text("Votre fiche est enregistrée")
    expect(done).to_be_visible(timeout=15_000)
    assert kept(fiche).summary == SUMMARY


def kept(fiche):
    """What a reader of the newest draft finds."""
    return type(fiche).objects.get(pk=fiche.pk).get_latest_revision_as_object()


def test_a_vote_that_saves_nothing_by_itself_waits_too(town, visit):
    from playwright.sync_api import expect

    page, fiche = visit(town.members[0]), town.submit(town.fiche())
    told = page.locator(".session-notice")
    state = fiche.current_workflow_state.current_task_state
    page.goto(reverse("review:vote", args=[state.pk]))
    page.get_by_label("Je demande une reprise").check()
    page.get_by_label("Pourquoi").select_option("form")
    page.get_by_label("Votre mot pour le centre").fill(SUMMARY)
    page.context.set_offline(True)
    page.get_by_role("button", name="Enregistrer mon avis").click()
    expect(told).to_contain_text("Le site ne répond pas")
    page.context.set_offline(False)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Enregistrer mon avis").click()
    expect(told).to_contain_text("Votre session est terminée")
    log_in(page, town.members[0])
    page.get_by_role("button", name="Enregistrer mon avis").click()
    expect(page.get_by_text("Votre avis est enregistré")).to_be_visible()
    assert Vote.objects.get().comment == SUMMARY


def see_the_chooser_say(page, sentence):
    """In its own modal; it can be pressed again afterwards."""
    from playwright.sync_api import expect

    chooser = page.locator("#id_adapted_from-chooser .chooser__choose-button").first
    chooser.click()
    expect(page.locator(".modal-body")).to_contain_text(sentence)
    page.locator(".modal").get_by_role("button", name="Fermer").click()
    expect(chooser).to_be_enabled()
