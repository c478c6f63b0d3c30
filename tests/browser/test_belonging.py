"""Who is of a centre, on a phone: invited, helped, and out at the next click."""

import re

import pytest
from django.core import mail

from network.models import CentrePage
from network.setup import CONTRIBUTORS
from tests.factories import FederationMembershipFactory, FederationPageFactory

pytestmark = pytest.mark.browser

NEW = "lou@exemple.test"
SECRET = "les tilleuls en mai"
WORDS = "On ne sait pas par où commencer le récit."


@pytest.fixture
def letters(settings, live_server):
    """letters(): the links of the last mail, which lead to the live server."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url

    def links():
        return re.findall(rf"{live_server.url}(\S+)", mail.outbox[-1].body)

    return links


def people_of_my_centre(page):
    from playwright.sync_api import expect

    page.goto("/admin/")
    page.get_by_role("link", name="Les personnes de mon centre").click()
    expect(page.get_by_role("heading", name="Qui a accès")).to_be_visible()


def page_of(referent, words, fits):
    """From the list of the people to the page of one of them."""
    from playwright.sync_api import expect

    referent.locator(".line", has_text=words).get_by_role("link").click()
    expect(referent.get_by_role("heading", name="Fermer son accès")).to_be_visible()
    fits(referent)


def is_out(page, address):
    """Her next click leads to no fiche, whichever way she asks."""
    answer = page.goto(address)
    return answer.status in (403, 404) or address not in page.url


def invite(referent, fits, email):
    from playwright.sync_api import expect

    people_of_my_centre(referent)
    fits(referent)
    referent.get_by_label("Son adresse électronique").fill("lou@exemple")
    referent.get_by_role("button", name="Envoyer l’invitation").click()
    expect(referent.get_by_role("alert")).to_contain_text("n’est pas complète")
    fits(referent)
    referent.get_by_label("Son adresse électronique").fill(email)
    referent.get_by_label("Son rôle").select_option(label="Écrit les fiches du centre")
    referent.get_by_role("button", name="Envoyer l’invitation").click()
    expect(referent.get_by_text(f"L’invitation est partie à {email}")).to_be_visible()
    expect(referent.get_by_text("pas encore venue")).to_be_visible()
    fits(referent)


def choose_a_password(page, link, fits):
    from playwright.sync_api import expect

    page.goto(link)
    fits(page)
    page.get_by_label("Nouveau mot de passe", exact=True).fill(SECRET)
    page.get_by_label("Confirmation du nouveau mot de passe").fill(SECRET)
    page.get_by_role("button", name="Enregistrer ce mot de passe").click()
    expect(page.get_by_text("Votre nouveau mot de passe est")).to_be_visible()
    fits(page)


def log_in(page, email, password):
    page.goto("/connexion/?next=/admin/")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/admin/")


def test_a_colleague_is_invited_writes_and_leaves(town, visit, fits, letters):
    from playwright.sync_api import expect

    town.fiche(title="Le jardin des Tilleuls")
    referent = visit(town.referent)
    invite(referent, fits, NEW)
    page_of(referent, NEW, fits)
    referent.get_by_role("button", name="Renvoyer l’invitation").click()
    expect(referent.get_by_text(f"L’invitation est partie à {NEW}")).to_be_visible()
    assert [message.to for message in mail.outbox] == [[NEW], [NEW]]

    lou = visit()
    choose_a_password(lou, letters()[0], fits)
    log_in(lou, NEW, SECRET)
    expect(lou.get_by_text("Le jardin des Tilleuls")).to_be_visible()
    fits(lou)
    lou.goto("/admin/proposer/")
    lou.wait_for_load_state("networkidle")
    lou.locator("#id_title").press_sequentially("La lessive à vélo")
    lou.wait_for_url("**/edit/")
    written = lou.url

    people_of_my_centre(referent)
    expect(referent.get_by_text("pas encore venue")).to_have_count(0)
    page_of(referent, NEW, fits)
    referent.get_by_role("link", name="Fermer cet accès").click()
    fits(referent)
    referent.get_by_role("button", name="Fermer cet accès").click()
    expect(referent.get_by_text("Une fiche est confiée")).to_be_visible()
    expect(referent.locator(".line", has_text=NEW)).to_have_count(0)

    assert is_out(lou, written)
    fits(lou)
    lou.goto("/admin/")
    expect(lou.get_by_text("Le jardin des Tilleuls")).to_have_count(0)
    fits(lou)
    referent.goto(written)
    expect(referent.locator("#id_title")).to_have_value("La lessive à vélo")


@pytest.fixture
def animator(town):
    """Somebody of the federation that the first centre joins."""
    federation = FederationPageFactory()
    CentrePage.objects.filter(pk=town.centre.pk).update(federation=federation)
    person = town.account(CONTRIBUTORS)
    FederationMembershipFactory(user=person, federation=federation, role="animator")
    return person


def test_a_centre_is_helped_by_its_federation_and_ends_it(town, visit, fits, animator):
    from playwright.sync_api import expect

    from initiatives.models import InitiativePage

    from .steps import saving

    fiche = town.fiche(title="Le four à pain")
    form = f"/admin/pages/{fiche.pk}/edit/"
    author = visit(town.author)
    author.goto(form)
    author.get_by_role("link", name="Demander de l’aide").click()
    author.get_by_label("Votre message").fill(WORDS)
    fits(author)
    author.get_by_role("button", name="Envoyer ma demande").click()
    expect(author.get_by_text("Votre demande est partie")).to_be_visible()

    companion = visit(animator)
    fits(companion)
    assert is_out(companion, form)
    companion.goto("/admin/")
    companion.get_by_role("link", name="Un centre demande de l’aide").click()
    expect(companion.get_by_text(WORDS)).to_be_visible()
    fits(companion)
    companion.get_by_role("button", name="J’accompagne ce centre").click()
    expect(companion.get_by_text("ses fiches vous sont ouvertes")).to_be_visible()
    fits(companion)
    companion.goto("/admin/")
    companion.get_by_role("link", name="Le four à pain").click()
    companion.wait_for_load_state("networkidle")
    tagline = companion.locator("#id_tagline")
    tagline.fill("Chaque dimanche, le village cuit son pain.")
    with saving(companion):
        tagline.blur()
    companion.wait_for_load_state("networkidle")
    draft = InitiativePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
    assert draft.tagline == "Chaque dimanche, le village cuit son pain."

    referent = visit(town.referent)
    people_of_my_centre(referent)
    expect(referent.get_by_text(animator.email)).to_be_visible()
    page_of(referent, "compagnon", fits)
    referent.get_by_role("link", name="Fermer cet accès").click()
    fits(referent)
    referent.get_by_role("button", name="Fermer cet accès").click()
    expect(referent.get_by_text("L’accès est fermé")).to_be_visible()
    assert is_out(companion, form)
    companion.goto("/admin/centre/aide/")
    expect(companion.get_by_text("Vous accompagnez")).to_have_count(0)
