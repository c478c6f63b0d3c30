"""The back office finds the same on every database: run on both."""

import html

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.admin.views.pages.search import page_filter_search
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.models import Attachment, Picture
from initiatives.models import InitiativePage, RemovalRequest
from search.models import DeskEntry
from tests.factories import (
    CentrePageFactory,
    DepartementFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    InitiativePageFactory,
    MembershipFactory,
    PictureFactory,
    UserFactory,
)

SCHOOL, LOCK = "L’École des parents", "Écluse et péniche"
ASKED = {
    "ecole": {SCHOOL},
    "école": {SCHOOL},
    "ÉCOLE": {SCHOOL},
    "écoles": {SCHOOL},
    "l’école": {SCHOOL},
    "l'ecole": {SCHOOL},
    "ecol": {SCHOOL},
    "éc": {SCHOOL, LOCK},
    "péni": {LOCK},
    "ecluse": {LOCK},
    "écluse": {LOCK},
    "écluses": {LOCK},
    "l’écluse": {LOCK},
    "péniches écluse": {LOCK},
    "parents·es ecole": {SCHOOL},
    "cluse": set(),
    "école écluse": set(),
    "% _ \\ ' & | ! :*": {SCHOOL, LOCK},
    "mot " * 500: set(),
}
PHRASES = {
    '"des parents"': {SCHOOL},
    '"parents des"': set(),
    'le "': {SCHOOL, LOCK},
    '"': {SCHOOL, LOCK},
}


@pytest.fixture
def shelf(world):
    """Two of each thing that the back office lists, one a title."""
    for title in (SCHOOL, LOCK):
        centre = CentrePageFactory(title=title, commune="Cachan")
        page = InitiativePageFactory(title=title, parent=centre)
        person = UserFactory(last_name=title)
        MembershipFactory(user=person, centre=world.centre)
        FederationMembershipFactory(
            user=person, federation=FederationPageFactory(title=title)
        )
        DepartementFactory(code=title[:3], name=title)
        RemovalRequest.objects.create(page=page, kind="photo", message="À retirer")
        PictureFactory(title=title)
        Attachment.objects.create(title=title, file=ContentFile(b"%PDF-", "a.pdf"))
    return world


def test_a_word_begins_a_word_whatever_its_accents_and_its_number(shelf):
    """As the choosers ask, as the API asks, as the explorer asks."""
    backend, titles = get_search_backend(), [SCHOOL, LOCK]
    fiches = InitiativePage.objects.filter(title__in=titles)
    for rows in (fiches, Picture.objects.all(), Attachment.objects.all()):
        for text, wanted in ASKED.items():
            for ask in (backend.autocomplete, backend.search):
                found = ask(text, rows)
                assert {row.title for row in found} & set(titles) == wanted, text
                assert found.count() == len(list(found))
    for text, wanted in PHRASES.items():
        found, _all = page_filter_search(text, fiches)
        assert {page.title for page in found} == wanted, text


LISTS = {
    "wagtailadmin_pages:search": {"content_type": "initiatives.initiativepage"},
    "wagtailadmin_choose_page_search": {"page_type": "network.centrepage"},
    "wagtailimages:index_results": {},
    "wagtailimages_chooser:choose_results": {},
    "wagtaildocs:index_results": {},
    "wagtailusers_users:index": {},
    "network_membership_modeladmin_index": {},
    "network_federationmembership_modeladmin_index": {},
    "network_territory_modeladmin_index": {},
    "initiatives_removalrequest_modeladmin_index": {},
}


def test_each_list_of_the_back_office_finds_what_the_others_find(shelf, as_):
    client, wrong = as_(shelf.webmaster), []
    for name, data in LISTS.items():
        for text in ("ecole", "écoles", "écluse", "l’écluse", "péni"):
            answer = client.get(reverse(name), {"q": text, **data})
            said = html.unescape(answer.content.decode()).replace("'", "’")
            shown = {title for title in (SCHOOL, LOCK) if title in said}
            if (answer.status_code, shown) != (200, ASKED[text]):
                wrong.append((name, text, answer.status_code, shown))
    assert wrong == []


def test_all_the_accounts_of_a_list_are_those_that_it_shows(shelf, as_):
    address = reverse("wagtail_bulk_action", args=["home", "user", "set_active_state"])
    answer = as_(shelf.webmaster).get(address, {"id": "all", "q": "ecoles"})
    found = {str(row["item"].last_name) for row in answer.context["items"]}
    assert found == {SCHOOL}


def test_the_nearest_comes_first(shelf):
    near = InitiativePageFactory(title="École", parent=shelf.centre)
    found = get_search_backend().autocomplete("ecole", InitiativePage.objects.all())
    assert found[0] == near


def test_an_object_that_goes_takes_its_words_with_it(shelf):
    fiche = InitiativePage.objects.get(title=LOCK)
    entries = DeskEntry.objects.filter(model="wagtailcore.page", object_id=fiche.pk)
    assert entries.get().words == " ecluse et peniche "
    Page.objects.get(pk=fiche.pk).delete()
    assert not entries.exists()


def test_what_another_spelling_indexed_is_indexed_again(shelf):
    """Every five minutes `run_due` asks, so a deployment needs no command."""
    whole = set(DeskEntry.objects.values_list("model", "object_id", "words"))
    DeskEntry.objects.filter(words__contains="ecole").update(words="", analysis="old")
    DeskEntry.objects.create(model="home.picture", object_id=999_999, words=" rien ")
    call_command("check_search", "--outbox")
    entries = DeskEntry.objects.values_list("model", "object_id", "words")
    assert whole <= set(entries)
    assert not entries.filter(object_id=999_999)
    DeskEntry.objects.all().delete()
    call_command("check_search", "--outbox")
    assert whole <= set(entries.all())
