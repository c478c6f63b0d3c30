"""No text of a draft is longer than its bound; what was typed is there all the same."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.signs import MOST
from initiatives.models import InitiativePage

from ..form_data import RICH, complete_data, post_data, story

pytestmark = pytest.mark.django_db

PLAIN = ["tagline", "summary", "end_reason", "team_note", "budget_note", "material"]
TOO_MANY = "20\u202f001 signes"


def full_form(desk, signs):
    """The form with each of its long texts as long as that; returns also how many."""
    text = "x" * signs
    video = {"url": "https://exemple.fr/v", "title": "Film", "transcript": text}
    sections = dict.fromkeys([*RICH, "one_thing"], text)
    fields = dict.fromkeys(PLAIN, text)
    data = complete_data(
        desk.theme,
        desk.audience,
        steps=[{"title": "Ouvrir", "period": "", "text": text}] * 2,
        quotes=[{"text": text, "first_name": "", "role": "", "consent": ""}],
        story=story(**sections),
        **fields,
    )
    data |= nested_form_data({"complements": streamfield([("video", video)])})
    return data, len(PLAIN) + len(sections) + 4


def test_each_text_beyond_its_bound_stays_unsaved_and_says_both_numbers(desk):
    data, texts = full_form(desk, MOST + 1)
    answer = desk.post(desk.add_address, data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("001 signes, c") >= texts, "those of streams are in JSON"
    assert page.count("x" * (MOST + 1)) >= texts, "what was typed is in the form"
    saved = InitiativePage.objects.get().get_latest_revision_as_object()
    assert {getattr(saved, name) for name in PLAIN} == {""}
    assert saved.title == data["title"]


def test_an_autosave_says_which_texts_are_too_long(desk):
    data, texts = full_form(desk, MOST + 1)
    answer = desk.post(desk.add_address, data, HTTP_ACCEPT="application/json")
    said = answer.json()["not_saved"]["values"]
    assert sum(TOO_MANY in one["message"] for one in said) == len(said) == texts
    assert "Constat de départ" in [one["label"] for one in said]


def test_texts_at_their_bound_are_saved_whole(desk):
    data, _texts = full_form(desk, MOST)
    assert desk.post(desk.add_address, data).status_code == 302
    page = InitiativePage.objects.get().get_latest_revision_as_object()
    assert {len(getattr(page, name)) for name in PLAIN} == {MOST}
    assert len(page.sections["one_thing"]) == MOST


def test_the_end_of_a_line_is_one_sign_as_the_counter_says(desk):
    desk.post(desk.add_address, post_data(summary="un\r\n\r\ndeux"))
    assert InitiativePage.objects.get().summary == "un\n\ndeux"


def test_a_title_whose_address_would_be_too_long_gets_a_number(desk):
    desk.post(desk.add_address, post_data(title="㎢" * 255))
    assert InitiativePage.objects.get().slug.startswith("fiche-")


@pytest.mark.parametrize(
    "setting", ["DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FIELDS"]
)
def test_a_form_larger_than_the_server_takes_gets_a_sentence(desk, settings, setting):
    setattr(settings, setting, 10)
    answer = desk.post(desk.add_address, post_data())
    assert answer.status_code == 413
    assert "Ce formulaire est trop long" in answer.content.decode()
    answer = desk.post(desk.add_address, post_data(), HTTP_ACCEPT="application/json")
    assert answer.status_code == 413
    assert "rien n’est enregistré" in answer.json()["error_message"]
