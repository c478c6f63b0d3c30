"""An old form over a newer save is refused, and shows both texts."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from taggit.models import Tag
from wagtail.models import WorkflowState

from initiatives.models import InitiativePage

from ..form_data import complete_data, post_data, story

pytestmark = pytest.mark.django_db
SEND = {"action-submit": "1"}
HIDDEN = r'name="(creation_key|loaded_\w+)" value="([^"]*)"'


@pytest.fixture
def open_form(world, as_, page):
    """open_form(user): a Window of this person on the editor of `page`."""
    return lambda user: Window(as_(user), InitiativePage.objects.get(pk=page.pk))


@pytest.fixture
def page(world):
    return world.fiche()


class Window:
    """What a browser posts: the hidden numbers of the form it was given.

    Not asked for: an editor costs half a second, the first test reads one.
    """

    def __init__(self, client, page):
        self.client = client
        self.address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        newest = page.get_latest_revision()
        self.hidden = {
            "creation_key": uuid4().hex,
            "loaded_revision_id": str(newest.pk),
            "loaded_revision_created_at": newest.created_at.isoformat(),
        }

    def take(self, answer):
        self.text = unescape(answer.content.decode())
        self.hidden = dict(re.findall(HIDDEN, self.text))
        return answer

    def post(self, headers=None, **fields):
        data = post_data(title="Le lavoir", **fields) | self.hidden
        return self.client.post(self.address, data, headers=headers)

    def autosave(self, **fields):
        answer = self.post({"accept": "application/json"}, **fields).json()
        if "field_updates" in answer:
            self.hidden["overwrite_revision_id"] = str(answer["revision_id"])
        return answer

    def click(self, **fields):
        self.hidden.pop("overwrite_revision_id", None)  # not in the form: in its posts
        return self.post(**fields)


def test_an_editor_has_the_numbers_that_its_posts_tell(world, open_form):
    window = open_form(world.author)
    expected = window.hidden
    window.take(window.client.get(window.address))
    assert window.hidden.keys() == expected.keys()
    assert window.hidden.pop("creation_key") != expected.pop("creation_key")
    assert window.hidden == expected


def written():
    return InitiativePage.objects.get().get_latest_revision_as_object()


def sides(text):
    """What the two sides of the panel say, without marks: a list of texts."""
    found = re.findall(r'<div class="newer__side">(.*?)</div>', text, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", side).split()) for side in found]


def test_an_old_form_writes_nothing_and_shows_both_texts(world, open_form, page):
    hers, other = open_form(world.author), open_form(world.colleague)
    other.click(place="Rue du Lavoir", story=story(limits="L’hiver est long."))
    answer = hers.take(hers.click(place="Rue du Moulin", story=story(limits="Le gel.")))
    assert answer.status_code == 409
    assert written().place == "Rue du Lavoir"
    assert sides(hers.text) == [
        "La version enregistrée L’hiver est long.",
        "Votre texte Le gel.",
        "La version enregistrée Rue du Lavoir",
        "Votre texte Rue du Moulin",
    ]
    assert "par une autre personne" in hers.text
    assert 'name="place" value="Rue du Moulin"' in hers.text
    assert f'href="{hers.address}"' in hers.text
    assert "data-w-autosave-interval-value" not in hers.text, "she has not chosen yet"


@pytest.mark.parametrize("click", [{}, SEND], ids=["save", "send"])
def test_her_next_click_keeps_her_text_on_purpose(world, as_, desk, page, click):
    hers = Window(as_(world.author), page)
    Window(as_(world.colleague), page).click(
        place="Rue du Lavoir", steps=[{"title": "Une", "period": "", "text": "À deux."}]
    )
    data = complete_data(desk.theme, desk.audience, place="Rue du Moulin")
    for status in (409, 302):
        answer = hers.client.post(hers.address, data | click | hers.hidden)
        assert hers.take(answer).status_code == status
    page = written()
    assert page.place == "Rue du Moulin"
    assert [row.title for row in page.steps.all()] == [
        "Frapper aux portes",
        "Ouvrir le local",
    ]
    assert WorkflowState.objects.exists() == bool(click)


def test_her_own_other_window_is_said_to_be_hers(world, open_form):
    hers, other = open_form(world.author), open_form(world.author)
    other.autosave(place="Rue du Lavoir")
    answer = hers.take(hers.click(place="Rue du Moulin"))
    assert answer.status_code == 409
    assert "par vous, dans une autre fenêtre" in hers.text


def test_her_own_autosave_is_no_conflict_whatever_she_was_told(world, open_form):
    hers = open_form(world.author)
    for place in ("Rue", "Rue du"):
        assert hers.autosave(place=place)["success"]
    # The answers never came: the form knows the version that it was opened with.
    assert hers.click(place="Rue du Lavoir").status_code == 302
    assert written().place == "Rue du Lavoir"


def test_a_second_click_is_no_conflict(world, open_form):
    hers = open_form(world.author)
    for place in ("Rue", "Rue du Lavoir"):
        assert hers.click(place=place).status_code == 302
    assert written().place == "Rue du Lavoir"


def test_what_was_saved_between_two_saves_of_a_form_is_seen(world, open_form):
    hers = open_form(world.author)
    hers.autosave(place="Rue")
    open_form(world.colleague).click(place="Rue du Lavoir")
    assert hers.autosave(place="Rue du M")["error_code"] == "invalid_revision"
    assert hers.click(place="Rue du Moulin").status_code == 409
    assert written().place == "Rue du Lavoir"


def test_a_form_whose_page_was_changed_before_it_knew_it_is_old_too(world, desk, as_):
    data = post_data(title="Le lavoir") | {"creation_key": uuid4().hex}
    desk.post(desk.add_address, data, headers={"accept": "application/json"})
    Window(as_(world.colleague), InitiativePage.objects.get()).click(place="Ici")
    answer = desk.post(desk.add_address, data | {"place": "Là"})
    assert answer.status_code == 409
    assert written().place == "Ici"


def test_what_says_the_same_is_no_conflict(world, open_form):
    hers, other = open_form(world.author), open_form(world.colleague)
    other.click(place="Rue du Lavoir")
    assert hers.click(place="Rue du Lavoir").status_code == 302


def test_a_keyword_that_nobody_saved_leaves_no_tag(world, open_form):
    hers, other = open_form(world.author), open_form(world.colleague)
    other.click(place="Rue du Lavoir")
    answer = hers.take(hers.click(keywords="compost"))
    assert answer.status_code == 409
    assert "Votre texte compost" in sides(hers.text)
    assert not Tag.objects.exists()


def test_what_no_draft_may_hold_comes_back_with_the_newer_version(world, open_form):
    hers, other = open_form(world.author), open_form(world.colleague)
    other.click(place="Rue du Lavoir")
    answer = hers.take(hers.click(start_year="deux mille"))
    assert answer.status_code == 409
    assert "Une version plus récente" in hers.text
    assert "deux mille" in hers.text


@pytest.mark.parametrize("number", ["abc", "0", "9" * 25, ""])
def test_a_forged_number_of_what_was_loaded_writes_over_nothing(
    world, open_form, number
):
    open_form(world.colleague).click(place="Rue du Lavoir")
    hers = open_form(world.author)
    hers.hidden["loaded_revision_id"] = number or "1"
    hers.hidden["loaded_revision_created_at"] = number
    assert hers.click(place="Rue du Moulin").status_code == 409
    assert written().place == "Rue du Lavoir"


def test_hostile_words_are_shown_as_words(world, open_form):
    hers, other = open_form(world.author), open_form(world.colleague)
    other.click(place="<b>Lavoir</b>")
    text = hers.click(place="<script>alert(1)</script>").content.decode()
    panel = text.split('class="notice notice--warning newer"')[1].split("</section>")[0]
    assert "&lt;script&gt;" in panel
    assert "<script>" not in panel
    assert "<b>" not in panel
