"""The committee asks for changes; the centre reads why, corrects and sends again."""

import pytest

from network.review.models import CHANGES

pytestmark = pytest.mark.browser

ASKED = "Racontez mieux la deuxième étape : qui l’a décidée ?"


def test_changes_are_asked_read_made_and_approved(town, visit, fits):
    from playwright.sync_api import expect

    from .steps import approve, ask_for_changes, read_next, send

    fiche = town.submit(town.fiche(title="Les voisins réparent leurs vélos"))
    first, second = (visit(member) for member in town.members[:2])
    read_next(first, fiche.title)
    approve(first)
    read_next(second, fiche.title)
    ask_for_changes(second, ASKED)

    author = visit(town.author)
    expect(author.get_by_text("À reprendre")).to_be_visible()
    author.get_by_role("link", name="Lire les remarques").click()
    author.wait_for_load_state("networkidle")
    fits(author)
    expect(author.get_by_text("Le comité vous demande une reprise")).to_be_visible()
    expect(author.locator(".remark")).to_contain_text("qui l’a décidée")
    for member in town.members[:2]:
        assert member.last_name not in author.content()
    author.locator("#id_steps-1-text").fill("L’assemblée des voisins l’a décidée.")
    send(author, "Renvoyer au comité")
    expect(author.get_by_text("Votre fiche est partie au comité")).to_be_visible()

    # A fresh round: the first vote counts no more, its author may vote again.
    for page in (first, second):
        read_next(page, fiche.title)
        expect(page.get_by_text("Les avis déjà donnés")).to_be_visible()
        approve(page)
    visitor = visit()
    visitor.goto(type(fiche).objects.get(pk=fiche.pk).url)
    expect(visitor.get_by_text("L’assemblée des voisins")).to_be_visible()


def test_what_is_asked_stands_beside_its_section_on_a_phone(town, visit, fits):
    from playwright.sync_api import expect

    fiche = town.submit(town.fiche(title="Les voisins réparent leurs vélos"))
    asked = {"reason": "form", "comment": ASKED}
    town.vote(town.members[0], fiche, CHANGES, **asked, section="residents_role")
    author = visit(town.author)
    author.goto(f"/admin/pages/{fiche.pk}/edit/")
    author.wait_for_load_state("networkidle")
    section = author.locator('[data-contentpath="residents_role"]')
    note = section.get_by_role("note")
    note.scroll_into_view_if_needed()
    expect(note).to_be_visible()
    expect(note).to_contain_text("qui l’a décidée")
    box, window = note.bounding_box(), author.viewport_size["width"]
    assert box["width"] > 240
    assert box["x"] + box["width"] <= window
    editor = section.locator("[contenteditable=true]").bounding_box()
    assert 0 < editor["y"] - box["y"] - box["height"] < 250
    fits(author)


def test_a_vote_after_the_end_says_so_and_a_frozen_form_stays_frozen(town, visit):
    from playwright.sync_api import expect

    from .steps import read_next

    fiche = town.submit(town.fiche(title="Les aînés racontent leur rue"))
    late = visit(town.members[2])
    read_next(late, fiche.title)
    author = visit(town.author)
    author.get_by_role("link", name=fiche.title).click()
    author.wait_for_load_state("networkidle")
    expect(author.get_by_text("Votre fiche est en relecture")).to_be_visible()
    expect(author.locator("#id_title")).to_be_disabled()
    town.publish(fiche)
    for box in late.locator(".ballot [type=checkbox]").all():
        box.check()
    late.get_by_label("J’approuve").check()
    late.get_by_role("button", name="Enregistrer mon avis").click()
    expect(late.get_by_text("est terminée")).to_be_visible()


def test_while_the_committee_reads_a_finger_still_opens_the_fiche(town, visit):
    from playwright.sync_api import expect

    fiche = town.submit(town.fiche(title="Le lavoir rouvre"))
    page = visit(town.author)
    page.goto(f"/admin/pages/{fiche.pk}/edit/")
    expect(page.locator("#id_title")).to_be_disabled()
    page.get_by_role("link", name="Voir la fiche comme le comité la lit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le lavoir rouvre")
