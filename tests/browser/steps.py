"""What people do with the guided form and the ballot, as they would."""

import re

from playwright.sync_api import expect


def write(page, section, text):
    """Type in one section of the story, until the editor has kept it."""
    area = page.locator(f'[data-contentpath="{section}"] [contenteditable=true]')
    area.click()
    page.keyboard.type(text)
    kept_in = page.locator(f'[name="story-0-value-{section}"]')
    expect(kept_in).to_have_value(re.compile(re.escape(text)))


def saving(page):
    """`with saving(page):` waits for the answer of a save of the editor.

    Trap: the ping of an editing session is a POST too.
    """
    return page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")
    )


def send(page, name="Envoyer au comité"):
    page.get_by_role("button", name=name).click()


def read_next(page, title):
    """From the queue to the vote page of this fiche."""
    page.goto("/admin/comite/")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def approve(page):
    # The whole paper is there: `all()` waits for nothing.
    expect(page.get_by_role("button", name="Enregistrer mon avis")).to_be_visible()
    for box in page.locator(".ballot [type=checkbox]").all():
        box.check()
    page.get_by_label("J’approuve").check()
    page.get_by_role("button", name="Enregistrer mon avis").click()
    expect(page.get_by_text("Votre avis est enregistré")).to_be_visible()


def ask_for_changes(page, words):
    page.get_by_label("Je demande une reprise").check()
    page.get_by_label("Pourquoi").select_option("form")
    page.get_by_label("Votre mot pour le centre").fill(words)
    page.get_by_role("button", name="Enregistrer mon avis").click()
    expect(page.get_by_text("Votre avis est enregistré")).to_be_visible()
