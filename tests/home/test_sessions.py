"""A session that ends, slides or changes its person: no word is lost, none is stolen."""

import json
import time
from html import unescape

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from home.sessions import RENEWED
from home.typed_words import words_of_post
from network.models import HelpRequest

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a session is read and written by its key alone"),
]

OWN, OTHER = {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "cross-site"}
SCRIPT = OWN | {"sec-fetch-dest": "empty"}
HERS = "Bonjour <b>à vous</b>, nous cherchons une main."


@pytest.fixture
def address(world):
    """Of a form with a long text; nothing special is done for it anywhere."""
    return reverse("belonging:ask_help", args=[world.centre.pk])


@pytest.fixture
def checked(world):
    """A referent whose forms need a token, and send a wrong one."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.referent, settings.AUTHENTICATION_BACKENDS[-1])
    return client


def text_of(answer):
    return unescape(answer.content.decode())


def test_a_post_without_its_session_gives_the_words_back(address):
    answer = Client().post(address, {"message": HERS}, headers=OWN)
    assert answer.status_code == 403
    assert "Votre session est terminée." in text_of(answer)
    assert HERS in text_of(answer) and "<b>" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_a_post_with_an_old_token_is_not_done_and_gives_the_words_back(
    checked, address
):
    answer = checked.post(address, {"message": HERS}, headers=OWN)
    assert answer.status_code == 403
    assert "Ce formulaire n’est plus valable." in text_of(answer)
    assert HERS in text_of(answer) and "<b>" not in answer.content.decode()
    assert "Revenez à la page précédente" not in text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    assert not HelpRequest.objects.exists()


def test_words_that_another_site_posts_are_not_shown(checked, address):
    answer = checked.post(address, {"message": HERS}, headers=OTHER)
    assert answer.status_code == 403
    assert HERS not in text_of(answer)
    answer = Client().post(address, {"message": HERS}, headers=OTHER)
    assert answer.status_code == 302 and HERS not in text_of(answer)


def test_a_post_that_is_not_understood_gives_the_words_back(world, as_, settings):
    client = as_(world.author)
    copied = reverse("wagtailadmin_pages:edit", args=[world.fiche().pk])
    cut = {"title": HERS, "overwrite_revision_id": "9" * 40}
    answer = client.post(copied, cut, headers=OWN)
    assert answer.status_code == 400
    assert HERS in text_of(answer) and "<b>" not in answer.content.decode()
    assert HERS not in text_of(client.post(copied, cut, headers=OTHER))
    # Refused before its body was read, which is too large to be.
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    unread = Client().post("/", {"x": HERS}, headers=OWN | {"host": "a b"})
    assert unread.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [SCRIPT, {"x-requested-with": "XMLHttpRequest"}, {"accept": "application/json"}],
)
def test_a_script_gets_a_sentence_and_no_login_page(world, checked, address, headers):
    chooser = reverse("wagtailadmin_choose_page")
    for answer in (
        Client().post(address, {"message": HERS}, headers=headers),
        Client().get(chooser, headers=headers),
        checked.post(address, {"message": HERS}, headers=headers),
    ):
        assert answer.status_code == 403
        assert answer.json()["is_session"] is True
        assert "perdu" in answer.json()["error_message"]


def test_a_frame_gets_a_sentence_and_a_visitor_the_login_page(world):
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[world.centre.pk])
    answer = Client().get(preview, headers=OWN | {"sec-fetch-dest": "iframe"})
    assert answer.status_code == 403
    assert "Votre session est terminée." in text_of(answer)
    answer = Client().get(preview, headers=OWN | {"sec-fetch-dest": "document"})
    assert answer.url.startswith(reverse("login"))


def test_only_who_opened_the_page_gets_a_new_token(world, as_):
    address = reverse("session_state")
    asked = {"account": str(world.author.pk)}
    live = as_(world.author).get(address, asked)
    assert live.json()["state"] == "live" and live.json()["token"]
    for client, state, words in (
        (as_(world.colleague), "other", str(world.colleague)),
        (Client(), "ended", "Votre session est terminée"),
    ):
        answer = client.get(address, asked)
        assert answer.json()["state"] == state and not answer.json()["token"]
        assert words in answer.json()["html"]
        assert settings.CSRF_COOKIE_NAME not in answer.cookies
        assert "no-store" in answer["Cache-Control"]


def test_what_a_person_does_renews_her_session_once_for_half_of_its_life(world, as_):
    client, half = as_(world.author), settings.SESSION_COOKIE_AGE // 2

    def is_renewed(address, age, ask=client.get):
        session = client.session
        session[RENEWED] = int(time.time()) - age
        session.save()
        answer = ask(address)
        assert answer.status_code == 200
        return settings.SESSION_COOKIE_NAME in answer.cookies

    assert not is_renewed("/admin/", half - 60)
    assert is_renewed("/admin/", half + 60)
    # An open page asks by itself: it is nobody's click.
    assert not is_renewed(reverse("session_state"), half + 60)
    editor = ["wagtailcore", "page", world.fiche().pk, 1]
    ping = reverse("wagtailadmin_editing_sessions:ping", args=editor)
    assert not is_renewed(ping, half + 60, client.post)
    login = Client().post(
        reverse("login"),
        {"username": world.author.email, "password": "mot de passe"},
        headers=OWN,
    )
    assert RENEWED in login.client.session


def test_the_words_of_any_form_are_its_texts_and_never_a_password():
    draft = {"blocks": [{"text": "On lave."}, {"text": "On cause."}], "entityMap": {}}
    form = QueryDict(mutable=True)
    form.update(
        {
            "csrfmiddlewaretoken": "a" * 64,
            "title": "Le lavoir",
            "story-0-value-limits": json.dumps(draft),
            "story-count": "1",
            "new_password1": "Le secret du lavoir",
            "phone": "01 23 45 67 89",
            "picture": "12",
            "is_open": "on",
            "broken": '{"blocks": [1',
        }
    )
    assert words_of_post(form) == ("Le lavoir\n\nOn lave.\nOn cause.\n\n01 23 45 67 89")
