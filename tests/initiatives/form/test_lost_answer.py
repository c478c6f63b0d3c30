"""An answer lost on the way loses no word: the form is known by its key."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from initiatives.models import InitiativePage, OpenForm
from tests.factories import MembershipFactory, PictureFactory

from ..form_data import complete_data, photo_of, post_data

pytestmark = pytest.mark.django_db
SEND = {"action-submit": "1"}
STEPS = [{"title": f"Étape {n}", "period": "", "text": "À deux."} for n in (1, 2)]
FORGED = ["x", "é" * 32, "A" * 32, "a" * 33, "a" * 5000, "../../etc/passwd", "0"]


@pytest.fixture
def new_form(desk):
    """new_form(**fields): the post of one form of her centre, with its own key."""
    key = uuid4().hex
    return lambda **fields: post_data(**fields) | {"creation_key": key}


def autosave(client, address, data):
    return client.post(address, data, HTTP_ACCEPT="application/json")


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def written():
    return InitiativePage.objects.get().get_latest_revision_as_object()


def test_what_is_typed_after_a_lost_answer_is_saved_in_the_page_it_made(desk, new_form):
    autosave(desk, desk.add_address, new_form(title="Le lavoir"))
    later = new_form(title="Le lavoir", place="Rue du Lavoir", steps=STEPS)
    told = autosave(desk, desk.add_address, later).json()
    page = written()
    assert told["success"]
    assert (page.place, page.steps.count()) == ("Rue du Lavoir", 2)
    assert page.revisions.count() == 1


def test_the_second_answer_makes_an_editor_of_the_form_as_the_first_would(
    desk, new_form
):
    first = autosave(desk, desk.add_address, new_form(steps=STEPS)).json()
    again = autosave(desk, desk.add_address, new_form(steps=STEPS)).json()
    page = written()
    assert set(first) == set(again)
    for name in ("pk", "url", "hydrate_url", "revision_id"):
        assert first[name] == again[name]
    rows = [str(row.pk) for row in page.steps.all()]
    updates = again["field_updates"]
    assert [updates[f"steps-{n}-id"] for n in range(2)] == rows
    assert updates["steps-INITIAL_FORMS"] == "2"


@pytest.mark.parametrize("click", [{}, SEND], ids=["save", "send"])
def test_a_click_after_a_lost_answer_edits_the_page_it_made(desk, new_form, click):
    autosave(desk, desk.add_address, new_form(title="Le lavoir"))
    answer = desk.post(
        desk.add_address, new_form(title="Le lavoir", place="Ici") | click
    )
    page = written()
    assert page.place == "Ici"
    said = f"{edit_address(page)}?manque=1" if click else edit_address(page)
    assert answer.url == said


def test_a_complete_form_whose_answer_was_lost_is_sent_by_its_click(desk):
    data = complete_data(desk.theme, desk.audience) | {"creation_key": "c" * 32}
    autosave(desk, desk.add_address, data)
    answer = desk.post(desk.add_address, data | SEND, follow=True)
    assert "partie au comité" in answer.content.decode()
    assert WorkflowState.objects.count() == InitiativePage.objects.count() == 1


def test_rows_whose_numbers_were_lost_are_not_doubled(world, desk, new_form):
    picture = PictureFactory(collection=world.fresh(world.centre).collection)
    rows = {
        "steps": STEPS,
        "theme_rows": [{"theme": desk.theme.pk}],
        "photos": [photo_of(picture)],
    }
    for _ in range(3):
        autosave(desk, desk.add_address, new_form(**rows))
    # And on a form that became an editor: the numbers of one row more are lost.
    page = written()
    known = {f"steps-{n}-id": str(row.pk) for n, row in enumerate(page.steps.all())}
    known |= {"steps-INITIAL_FORMS": "2"}
    rows["steps"] = [*STEPS, {"title": "Étape 3", "period": "", "text": "À dix."}]
    for _ in range(2):
        told = autosave(desk, edit_address(page), new_form(**rows) | known)
        assert told.json()["success"]
    page = written()
    assert [row.title for row in page.steps.all()] == ["Étape 1", "Étape 2", "Étape 3"]
    assert (page.theme_rows.count(), page.photos.count()) == (1, 1)
    assert InitiativePage.objects.get().steps.count() == 3


def test_an_editor_whose_first_answer_was_lost_goes_on_saving(desk, world, new_form):
    page = world.fiche()
    loaded = {
        "loaded_revision_id": str(page.latest_revision_id),
        "loaded_revision_created_at": page.latest_revision.created_at.isoformat(),
    }
    for words in ("Ici", "Ici ou là"):
        data = new_form(title=page.title, place=words) | loaded
        assert autosave(desk, edit_address(page), data).json()["success"]
    assert written().place == "Ici ou là"
    assert page.revisions.count() == 2


def test_an_autosave_that_comes_after_its_click_is_late(desk, new_form):
    desk.post(desk.add_address, new_form(place="Rue du Lavoir"))
    late = autosave(desk, desk.add_address, new_form(place="Rue"))
    assert late.json()["error_code"] == "invalid_revision"
    assert written().place == "Rue du Lavoir"


def test_a_form_whose_rest_was_saved_keeps_its_key(desk, new_form):
    wrong = new_form(start_year="deux mille")
    answer = desk.post(desk.add_address, wrong)
    assert f'value="{wrong["creation_key"]}"' in answer.content.decode()
    assert OpenForm.objects.get().page == InitiativePage.objects.get()
    desk.post(desk.add_address, new_form(start_year="2000"))
    assert written().start_year == 2000


def refused(answer):
    """The form of a refusal that gives the words back: its text."""
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Rue du Lavoir" in text
    assert not answer.context["form"].errors, "a draft may lack anything"
    assert "data-w-autosave-interval-value" not in text, (
        "what is next is hers to choose"
    )
    return text


@pytest.mark.parametrize("key", FORGED, ids=lambda key: key[:6])
def test_a_forged_key_writes_nothing_and_gives_the_words_back(desk, caplog, key):
    data = post_data(place="Rue du Lavoir") | {"creation_key": key}
    text = refused(desk.post(desk.add_address, data))
    assert "Ce formulaire n’est plus reconnu" in text
    assert f'name="creation_key" value="{key}"' not in text
    told = autosave(desk, desk.add_address, data)
    assert (told.status_code, told.json()["success"]) == (400, False)
    assert "Ce formulaire n’est plus reconnu" in told.json()["error_message"]
    assert "Forged: the key of a form" in caplog.text
    assert not InitiativePage.objects.exists()


def test_the_key_of_another_person_opens_nothing(world, as_, desk, new_form):
    desk.post(desk.add_address, new_form(title="Le lavoir"))
    colleague = as_(world.colleague)
    refused(colleague.post(desk.add_address, new_form(place="Rue du Lavoir")))
    refused(colleague.post(edit_address(written()), new_form(place="Rue du Lavoir")))
    assert written().place == ""


def test_a_key_of_another_centre_or_fiche_opens_nothing(world, as_, desk, new_form):
    desk.post(desk.add_address, new_form(title="Le lavoir"))
    MembershipFactory(user=world.author, centre=world.other_centre)
    elsewhere = desk.add_address.replace(
        f"/{world.centre.pk}/", f"/{world.other_centre.pk}/"
    )
    client, data = as_(world.author), new_form(place="Rue du Lavoir")
    refused(client.post(elsewhere, data))
    other = world.fiche()
    refused(client.post(edit_address(other), data))
    assert other.revisions.count() == InitiativePage.objects.count() - 1 == 1


def test_a_fiche_deleted_meanwhile_is_said_and_the_words_make_a_new_one(desk, new_form):
    autosave(desk, desk.add_address, new_form(title="Le lavoir"))
    InitiativePage.objects.get().delete()
    data = new_form(place="Rue du Lavoir")
    told = autosave(desk, desk.add_address, data).json()
    assert "a été supprimée" in told["error_message"]
    text = refused(desk.post(desk.add_address, data))
    assert "a été supprimée" in text
    key = text.split('name="creation_key" value="')[1][:32]
    desk.post(desk.add_address, data | {"creation_key": key})
    assert written().place == "Rue du Lavoir"


def test_old_keys_go_and_those_of_the_month_stay(desk, new_form):
    desk.post(desk.add_address, new_form(title="Le lavoir"))
    call_command("run_due")
    assert OpenForm.objects.exists()
    OpenForm.objects.update(saved_at=timezone.now() - timedelta(days=31))
    call_command("run_due")
    assert not OpenForm.objects.exists()
    assert InitiativePage.objects.exists()
