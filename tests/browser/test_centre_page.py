"""A referent changes the telephone of her centre, and sees it online."""

import pytest

from network.models import CentrePage
from tests.factories import FederationMembershipFactory, FederationPageFactory

from .conftest import PHONE
from .steps import approve, read_next

pytestmark = pytest.mark.browser

SIZES = {"phone": PHONE, "desk": {"width": 1280, "height": 800}}
NEW = "01 99 00 11 22"
WORDS = "Une maison ouverte à tous, au pied des tours."


def animator_of(town):
    federation = FederationPageFactory(title="Fédération du Cher")
    CentrePage.objects.filter(pk=town.centre.pk).update(federation=federation)
    membership = FederationMembershipFactory(
        user=town.account("Contributeurs"), federation=federation, role="animator"
    )
    return membership.user


@pytest.mark.parametrize("size", SIZES)
def test_a_referent_changes_her_telephone_and_sees_it_online(town, visit, fits, size):
    from playwright.sync_api import expect

    animator, viewport = animator_of(town), SIZES[size]
    page = visit(town.referent, viewport)
    page.get_by_role("link", name="Modifier la page").click()
    expect(page.get_by_role("heading", name="La page de mon centre")).to_be_visible()
    fits(page)
    page.get_by_label("Téléphone").fill("demain")
    page.get_by_label("Présentation").fill(WORDS)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("Il n’y a pas de numéro")
    expect(page.get_by_label("Présentation")).to_have_value(WORDS)
    fits(page)
    page.get_by_label("Téléphone").fill(NEW)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("C’est en ligne")).to_be_visible()
    expect(page.get_by_text("Envoyé à la relecture")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="Voir la page en ligne").click()
    expect(page.get_by_role("link", name=NEW)).to_be_visible()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    fits(page)
    reader = visit(animator, viewport)
    read_next(reader, town.centre.title)
    fits(reader)
    if viewport != PHONE:
        return  # the ballot is the same, and tried on a phone
    approve(reader)
    page.reload()
    expect(page.get_by_text(WORDS)).to_be_visible()
