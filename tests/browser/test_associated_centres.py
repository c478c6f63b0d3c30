"""Choosing the centres that acted with us, among all those of the country."""

import pytest

from tests.factories import CentrePageFactory

pytestmark = pytest.mark.browser


def test_a_centre_is_found_by_a_few_letters_and_kept(town, visit, fits):
    from playwright.sync_api import expect

    from .steps import saving

    for name in ("Les Écluses", "Le Chaland", "La Manivelle"):
        CentrePageFactory(title=name, commune="Amiens")
    fiche = town.fiche()
    page = visit(town.author)
    page.goto(f"/admin/pages/{fiche.pk}/edit/#id_associated_centres")
    boxes = page.locator(".long-choices input[type=checkbox]:visible")
    expect(boxes).to_have_count(5)
    page.get_by_label("Chercher un centre").fill("ecl am")
    expect(boxes).to_have_count(1)
    fits(page)
    with saving(page) as saved:
        page.get_by_label("Les Écluses, Amiens").check()
    assert saved.value.ok
    page.get_by_label("Chercher un centre").fill("manivelle")
    expect(boxes).to_have_count(2)
    revision = type(fiche).objects.get(pk=fiche.pk).latest_revision
    (chosen,) = revision.as_object().associated_centres.all()
    assert chosen.title == "Les Écluses"
