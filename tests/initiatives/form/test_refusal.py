"""Sent too early: the fiche is a draft at once, and says beside each field what lacks."""

import json
from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import Revision, WorkflowState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from initiatives.models import InitiativePage
from tests.factories import PictureFactory

from ..form_data import photo_of, post_data, story

pytestmark = pytest.mark.django_db
SEND = {"action-submit": "1"}
SAID_BY_FORMS = pytest.mark.one_database("what a field says is made by its form")
# What is left out, the point of the list, what it says.
GAPS = {
    "title": ({"title": ""}, "title", "Donnez un titre"),
    "tagline": ({"tagline": ""}, "tagline", "Écrivez une phrase"),
    "summary": ({"summary": ""}, "summary", "Résumez l’initiative."),
    "themes": ({"theme_rows": []}, "theme_rows", "Choisissez un à trois thèmes"),
    "audiences": ({"audiences": []}, "audiences", "Choisissez un à quatre publics"),
    "start": ({"start_year": ""}, "start_year", "Dites en quelle année"),
    "status": ({"status": ""}, "start_year", "Dites en quelle année"),
    "one step": (
        {"steps": [{"title": "Seule", "period": "", "text": "Une."}]},
        "steps",
        "Racontez au moins deux étapes.",
    ),
    "starting point": (
        {"story": story(residents_role="Tout.", results_centre="Rien.")},
        "starting_point",
        "Dites de quoi vous êtes partis.",
    ),
    "place of residents": (
        {"story": story(starting_point="Vide.", results_centre="Rien.")},
        "residents_role",
        "Dites ce que les habitants décident",
    ),
    "results": (
        {"story": story(starting_point="Vide.", residents_role="Tout.")},
        "results_residents",
        "Remplissez au moins une des trois cases",
    ),
    "end": (
        {"status": "ended", "end_reason": "Fini."},
        "end_year",
        "dites en quelle année",
    ),
    "too long": ({"tagline": "mot " * 50}, "tagline", "signes de trop"),
    "quote": (
        {"quotes": [{"text": "Oui.", "first_name": "", "role": "", "consent": ""}]},
        "quotes",
        "Cochez l’accord",
    ),
}
HALF_ROWS = {
    "theme_rows": {"theme": ""},
    "steps": {"title": "", "period": "En mai", "text": ""},
    "quotes": {"text": "", "first_name": "Ana", "role": "", "consent": "on"},
    "key_figures": {"value": "58", "label": ""},
    "partners": {"name": "", "kind": "caf", "role": "financier"},
}


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def written():
    return InitiativePage.objects.get().get_latest_revision_as_object()


def beside(answer, point):
    """What stands beside the field, the rows or the section of this name: a text."""
    form = answer.context["form"]
    if point in form.formsets:
        assert "error-message" in answer.content.decode()
        return " ".join(form.formsets[point].non_form_errors())
    if point in form.fields:
        return " ".join(form.errors.get(point, []))
    # As the editor's script gets it: the sections of the only block.
    said = unescape(answer.content.decode()).split('data-w-block-arguments-value="')[1]
    _value, errors = json.JSONDecoder().raw_decode(said)[0]
    section = errors["blockErrors"]["0"]["blockErrors"].get(point, {})
    return " ".join(section.get("messages", []))


@SAID_BY_FORMS
@pytest.mark.parametrize("gap", GAPS)
def test_it_is_saved_at_once_and_each_field_says_what_it_lacks(desk, data, gap):
    fields, point, words = GAPS[gap]
    answer = desk.post(desk.add_address, data(**fields) | SEND)
    page = InitiativePage.objects.get()
    assert answer.url == f"{edit_address(page)}?manque=1"
    assert not WorkflowState.objects.exists()
    answer = desk.get(answer.url)
    text = answer.content.decode()
    assert "Il reste un point avant l’envoi" in text
    assert words in beside(answer, point)
    assert "Ce champ est obligatoire" not in unescape(text)
    assert "Champ requis" not in unescape(text)


def test_nothing_typed_is_lost(desk, data):
    typed = data(
        summary="", place="Rue du Lavoir", story=story(advice="", limits="L’hiver.")
    )
    desk.post(desk.add_address, typed | SEND)
    page = written()
    assert (page.title, page.place) == (typed["title"], "Rue du Lavoir")
    assert "L’hiver." in page.sections["limits"].source
    assert [step.title for step in page.steps.all()] == [
        "Frapper aux portes",
        "Ouvrir le local",
    ]


def test_the_form_comes_back_with_the_rows_that_were_saved(desk, data):
    answer = desk.post(desk.add_address, data(summary="") | SEND, follow=True)
    rows = answer.context["form"].formsets["steps"].forms
    assert [row.instance.pk is not None for row in rows] == [True, True]
    page = InitiativePage.objects.get()
    # Sent again from this form: the same rows, no second copy.
    again = data(summary="") | SEND
    for name in ("steps", "theme_rows"):
        saved = getattr(written(), name).all()
        again |= {f"{name}-INITIAL_FORMS": str(len(saved))}
        again |= {f"{name}-{n}-id": str(row.pk) for n, row in enumerate(saved)}
    desk.post(edit_address(page), again)
    assert (written().steps.count(), written().theme_rows.count()) == (2, 1)
    assert InitiativePage.objects.count() == 1


@pytest.mark.parametrize("click", [{}, SEND], ids=["save", "send"])
def test_an_autosave_on_its_way_does_not_rewrite_what_she_saved(desk, data, click):
    typed = data(summary="")
    desk.post(desk.add_address, typed)
    page = InitiativePage.objects.get()
    kept = {"overwrite_revision_id": str(page.latest_revision_id)}
    address = edit_address(page)
    desk.post(address, typed | {"place": "Rue du Lavoir"} | click | kept)
    late = desk.post(address, typed | kept, HTTP_ACCEPT="application/json")
    assert late.json()["error_code"] == "invalid_revision"
    assert written().place == "Rue du Lavoir"


def test_an_autosave_rewrites_the_revision_of_the_one_before(desk, data):
    typed = data(summary="")
    desk.post(desk.add_address, typed)
    page = InitiativePage.objects.get()
    kept = {"overwrite_revision_id": str(page.latest_revision_id), "place": "Ici"}
    desk.post(edit_address(page), typed | kept, HTTP_ACCEPT="application/json")
    assert written().place == "Ici"
    assert Revision.objects.for_instance(page).count() == 1


def test_the_next_page_is_not_forgotten(desk, data):
    answer = desk.post(desk.add_address, data(summary="") | SEND | {"next": "/admin/"})
    assert answer.url.endswith("?manque=1&next=%2Fadmin%2F")


def test_what_no_draft_may_hold_comes_back_as_typed_and_the_rest_is_saved(desk, data):
    wrong = {"start_year": "2023-2024", "keywords": "jardin, " + "x" * 101}
    typed = data(**wrong, summary="", place="Rue du Lavoir") | SEND
    answer = desk.post(desk.add_address, typed)
    text = answer.content.decode()
    assert answer.status_code == 200
    for name, value in wrong.items():
        assert value in text
        assert beside(answer, name)
    assert "Résumez l’initiative." in beside(answer, "summary")
    assert "Il reste 3 points avant l’envoi" in text
    assert (written().place, written().start_year) == ("Rue du Lavoir", None)
    assert not WorkflowState.objects.exists()


@SAID_BY_FORMS
@pytest.mark.parametrize("name", HALF_ROWS)
def test_a_row_left_half_filled_is_asked_for(desk, data, name):
    full = {"theme_rows": [{"theme": desk.theme.pk}]}
    full["steps"] = [
        {"title": f"Étape {n}", "period": "", "text": "À deux."} for n in range(2)
    ]
    rows = [*full.get(name, []), HALF_ROWS[name]]
    answer = desk.post(desk.add_address, data(**{name: rows}) | SEND, follow=True)
    assert "Une ligne n’est pas complète" in beside(answer, name)
    assert "Il reste un point avant l’envoi" in answer.content.decode()
    assert len(getattr(written(), name).all()) == len(rows)


def test_a_photo_without_its_words_is_asked_for_beside_the_photos(world, desk, data):
    picture = PictureFactory(collection=world.fresh(world.centre).collection)
    names = ("given_by", "given_on", "scope", "until")
    photo = {"picture": picture.pk, "consent_kind": "nobody", "alt": "", "credit": "x"}
    photo |= {f"consent_{name}": "" for name in names}
    answer = desk.post(desk.add_address, data(photos=[photo]) | SEND, follow=True)
    assert "Décrivez ce que l’on voit" in beside(answer, "photos")


@SAID_BY_FORMS
def test_an_agreement_that_is_over_is_asked_for_beside_its_own_day(world, desk, data):
    collection = world.fresh(world.centre).collection
    fine, over = (
        photo_of(PictureFactory(collection=collection)) | {"alt": "Un bal."}
        for _ in range(2)
    )
    over |= {"consent_kind": "adults", "consent_given_by": "Elles"}
    over |= {"consent_given_on": "2024-05-01", "consent_until": "2025-05-01"}
    answer = desk.post(desk.add_address, data(photos=[fine, over]) | SEND, follow=True)
    rows = answer.context["form"].formsets["photos"].forms
    assert [list(row.errors) for row in rows] == [[], ["consent_until"]]
    text = unescape(answer.content.decode())
    assert "s’est terminé le 1 mai 2025" in text
    assert "id_photos-1-consent_until" in text


def test_a_complement_left_empty_is_asked_for(desk, data):
    link = {"url": "", "title": "Le guide", "source": ""}
    typed = data() | nested_form_data({"complements": streamfield([("link", link)])})
    answer = desk.post(desk.add_address, typed | SEND, follow=True)
    assert "Complétez ou retirez" in unescape(answer.content.decode())
    assert "complements" in answer.context["form"].errors


def test_a_story_that_was_deleted_is_asked_for(desk, data):
    typed = {key: value for key, value in data().items() if not key.startswith("story")}
    typed |= nested_form_data({"story": streamfield([])})
    answer = desk.post(desk.add_address, typed | SEND, follow=True)
    assert answer.status_code == 200
    assert "story" in answer.context["form"].errors


def test_the_list_goes_once_the_fiche_is_complete(desk, data):
    answer = desk.post(desk.add_address, data(summary="") | SEND)
    page = InitiativePage.objects.get()
    desk.post(edit_address(page), data())
    text = desk.get(answer.url).content.decode()
    assert "avant l’envoi. Votre fiche est enregistrée" not in text
    assert 'class="missing"' not in text


def test_a_second_click_on_a_new_form_shows_the_list_too(desk, data):
    typed = data(summary="") | SEND | {"creation_key": "b" * 32}
    first, second = (
        desk.post(desk.add_address, typed),
        desk.post(desk.add_address, typed),
    )
    assert first.url == second.url
    assert InitiativePage.objects.count() == 1


def test_a_new_row_of_a_form_that_only_lacks_an_agreement_is_saved_once(desk, data):
    desk.post(desk.add_address, data())
    page = InitiativePage.objects.get()
    quote = {"text": "Oui.", "first_name": "", "role": "", "consent": ""}
    answer = desk.post(edit_address(page), data(quotes=[quote]) | SEND)
    assert answer.url.endswith("?manque=1")
    assert [row.text for row in written().quotes.all()] == ["Oui."]


def test_an_empty_form_sent_by_mistake_is_a_draft_with_ten_points(desk):
    answer = desk.post(desk.add_address, post_data() | SEND, follow=True)
    assert "Il reste 10 points avant l’envoi" in answer.content.decode()
