"""Refused for good: nothing is written, and what was typed comes back to be copied."""

from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from initiatives.models import InitiativePage
from network.models import Membership
from tests.factories import MembershipFactory, PictureFactory

from ..form_data import complete_data, photo_of, story

pytestmark = pytest.mark.django_db
WORDS = pytest.mark.one_database("forms and templates give the words back")
JSON = {"accept": "application/json"}
HER_LINE = "Des voisines ont <b>remis</b> le lavoir en eau."
SENTENCES = {
    "left": "n’est plus ouverte à votre compte",
    "left for another centre": "n’est plus ouverte à votre compte",
    "sent": "Le comité a commencé à lire",
    "locked": "Cette fiche a été verrouillée",
    "deleted": "Cette fiche a été supprimée",
}


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def leave(world):
    Membership.objects.filter(user=world.author).update(ended_at=timezone.now())


def happen(world, page, what):
    """What ends her rights on this page while she types."""
    if what.startswith("left"):
        leave(world)
    if what == "left for another centre":
        MembershipFactory(user=world.author, centre=world.other_centre)
    if what == "sent":
        world.submit(page, world.colleague)
    if what == "locked":
        locked = InitiativePage.objects.filter(pk=page.pk)
        locked.update(locked=True, locked_by=world.webmaster)
    if what == "deleted":
        page.delete()


@pytest.fixture
def data(desk):
    return complete_data(
        desk.theme,
        desk.audience,
        summary=HER_LINE,
        story=story(
            starting_point="On se croisait.",
            residents_role="Tout.",
            results_centre="Rien.",
            limits="L’hiver est long.",
        ),
        start_year="deux mille",
    )


def words_in(answer):
    """{label: text} of what the refusal gives to copy."""
    text = answer.content.decode()
    return {
        unescape(part.split(">", 1)[1].split("</label>")[0]): unescape(
            part.split("readonly>\n")[1].split("</textarea>")[0]
        )
        for part in text.split('<label class="label"')[1:]
    }


@WORDS
@pytest.mark.parametrize("what", SENTENCES)
def test_the_words_of_an_editor_come_back(world, desk, data, what):
    page = world.fiche()
    happen(world, page, what)
    before = Revision.objects.count()
    answer = desk.post(edit_address(page), data)
    assert answer.status_code == (404 if what == "deleted" else 403)
    assert SENTENCES[what] in answer.content.decode()
    words = words_in(answer)
    assert words["Résumé"] == HER_LINE
    assert words["Thèmes"] == "Thème : Lien social"
    assert words["Publics"] == "Familles"
    assert "L’hiver est long." in words.values()
    assert "deux mille" in words.values(), "what no draft may hold is hers too"
    assert "Frapper aux portes" in " ".join(words.values())
    assert "<b>" not in answer.content.decode()
    assert Revision.objects.count() == before


@WORDS
@pytest.mark.parametrize("what", SENTENCES)
def test_an_autosave_gets_the_sentence(world, desk, data, what):
    page = world.fiche()
    happen(world, page, what)
    before = Revision.objects.count()
    answer = desk.post(edit_address(page), data, headers=JSON)
    assert answer.status_code in (400, 403, 404)
    assert SENTENCES[what] in answer.json()["error_message"]
    assert answer.json()["success"] is False
    assert Revision.objects.count() == before


@WORDS
@pytest.mark.parametrize("what", ["left", "left for another centre"])
def test_the_words_of_a_new_form_come_back(world, desk, data, what):
    happen(world, None, what)
    answer = desk.post(desk.add_address, data)
    assert answer.status_code == 403
    assert words_in(answer)["Résumé"] == HER_LINE
    assert not InitiativePage.objects.exists()


@WORDS
def test_a_new_form_whose_fiche_she_may_edit_no_more_gives_the_words(desk, world, data):
    data |= {"start_year": "2000", "creation_key": "a" * 32}
    desk.post(desk.add_address, data)
    happen(world, InitiativePage.objects.get(), "sent")
    answer = desk.post(desk.add_address, data | {"summary": "Autrement."})
    assert answer.status_code == 403
    assert words_in(answer)["Résumé"] == "Autrement."


@WORDS
def test_a_second_click_on_send_says_that_it_is_sent(desk, data):
    data |= {"start_year": "2000", "action-submit": "1"}
    data |= {"creation_key": "a" * 32}
    for _ in range(2):
        answer = desk.post(desk.add_address, data)
        assert answer.url == reverse("wagtailadmin_home")
    assert "partie au comité" in desk.get(answer.url).content.decode()


@WORDS
def test_the_words_show_no_title_of_what_she_may_not_see(world, desk, data):
    collection = world.fresh(world.centre).collection
    picture = PictureFactory(title="Photo du centre", collection=collection)
    foreign = world.fiche(title="Brouillon du centre")
    leave(world)
    data |= {f"photos-0-{name}": value for name, value in photo_of(picture).items()}
    data |= {"photos-TOTAL_FORMS": "1", "adapted_from": str(foreign.pk)}
    answer = desk.post(edit_address(foreign), data)
    text = answer.content.decode()
    assert "Une table." in " ".join(words_in(answer).values())
    assert "Photo du centre" not in text
    assert "Brouillon du centre" not in text


@pytest.mark.parametrize(
    "broken",
    [
        {"story-count": "x"},
        {"steps-TOTAL_FORMS": "x"},
        {"theme_rows-0-theme": "9" * 30},
        {"departement": "abc", "audiences": ["9" * 30], "adapted_from": "'"},
        {"story-0-value-limits": "{"},
    ],
)
def test_a_form_cut_or_forged_is_refused_without_a_500(world, desk, data, broken):
    page = world.fiche()
    leave(world)
    for fields in (broken, data | broken):
        assert desk.post(edit_address(page), fields).status_code in (400, 403)


@WORDS
def test_what_brings_no_words_is_refused_as_before(world, desk, data):
    page = world.fiche()
    leave(world)
    for address in (reverse("propose"), edit_address(page)):
        answer = desk.get(address)
        assert answer.status_code == 403
        assert "Cette page est réservée" in answer.content.decode()
    answer = desk.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), data)
    assert HER_LINE not in unescape(answer.content.decode())


@WORDS
def test_what_another_site_posts_is_not_shown(world, data):
    page, client = world.fiche(), Client(enforce_csrf_checks=True)
    client.force_login(world.author, settings.AUTHENTICATION_BACKENDS[-1])
    answer = client.post(edit_address(page), data)
    assert answer.status_code == 403
    assert "L’hiver est long." not in unescape(answer.content.decode())


def test_an_old_token_of_our_own_page_gives_the_words_part_by_part(world, data):
    page, client = world.fiche(), Client(enforce_csrf_checks=True)
    client.force_login(world.author, settings.AUTHENTICATION_BACKENDS[-1])
    before = Revision.objects.count()
    answer = client.post(
        edit_address(page), data, headers={"sec-fetch-site": "same-origin"}
    )
    assert answer.status_code == 403
    assert "connecté dans un autre onglet" in answer.content.decode()
    assert words_in(answer)["Résumé"] == HER_LINE
    assert Revision.objects.count() == before
