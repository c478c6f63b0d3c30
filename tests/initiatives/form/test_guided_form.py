"""Any draft is saved; nothing incomplete is submitted; nothing typed is lost."""

import sys
import threading

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import WorkflowState

from home.blocks import SerialisedValidation
from initiatives.blocks import StoryBlock
from initiatives.models import InitiativePage
from initiatives.readiness import UNTITLED
from network.review.audit import doubts
from network.review.publication import says_what_was_voted
from tests.factories import CentrePageFactory, PictureFactory

from ..form_data import ROWS, complete_data, photo_of, post_data, story

pytestmark = pytest.mark.django_db
THE_FORM = pytest.mark.one_database("the form says it")


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def only_page():
    return InitiativePage.objects.get().get_latest_revision_as_object()


@THE_FORM
def test_one_centre_leads_straight_to_the_form(desk):
    answer = desk.get(reverse("propose"))
    assert answer.status_code == 302
    assert answer.url == desk.add_address
    assert desk.get(desk.add_address).status_code == 200


@THE_FORM
def test_several_centres_ask_which_and_none_is_refused(world, as_):
    from tests.factories import MembershipFactory

    MembershipFactory(user=world.author, centre=world.other_centre)
    answer = as_(world.author).get(reverse("propose"))
    assert world.other_centre.title in answer.content.decode()
    assert as_(world.members[0]).get(reverse("propose")).status_code == 403


def test_an_empty_form_is_saved_as_a_draft(desk):
    answer = desk.post(desk.add_address, post_data())
    assert answer.status_code == 302
    page = only_page()
    assert page.title == UNTITLED
    assert not page.live
    assert [item.field for item in page.missing_items()][:2] == ["title", "tagline"]


def test_a_second_untitled_draft_is_saved_too(desk):
    for _ in range(2):
        assert desk.post(desk.add_address, post_data()).status_code == 302
    assert InitiativePage.objects.count() == 2


def test_a_draft_that_is_too_long_everywhere_is_saved_whole(desk):
    long = "mot " * 1500
    data = complete_data(
        desk.theme,
        desk.audience,
        tagline=long,
        summary=long,
        story=story(starting_point=long, residents_role=long, one_thing=long),
    )
    assert desk.post(desk.add_address, data).status_code == 302
    page = only_page()
    assert page.tagline.strip() == long.strip()
    labels = {item.label.lower() for item in page.missing_items()}
    assert {"accroche", "résumé", "constat de départ"} <= labels


@THE_FORM
def test_a_photo_without_consent_is_saved_and_not_submitted(world, desk):
    picture = PictureFactory(collection=world.fresh(world.centre).collection)
    photo = photo_of(picture) | {"consent_kind": ""}
    data = complete_data(desk.theme, desk.audience, photos=[photo])
    assert desk.post(desk.add_address, data).status_code == 302
    assert [item.field for item in only_page().missing_items()] == ["photos"]
    desk.post(desk.add_address, data | {"action-submit": "1"})
    assert not WorkflowState.objects.exists()


@THE_FORM
def test_a_quote_without_consent_is_not_submitted(desk):
    quote = {"text": "C’est chez nous.", "first_name": "Ana", "role": "", "consent": ""}
    data = complete_data(desk.theme, desk.audience, quotes=[quote])
    desk.post(desk.add_address, data)
    assert [item.field for item in only_page().missing_items()] == ["quotes"]


@THE_FORM
def test_a_story_deleted_is_a_draft_that_says_what_it_lacks(desk):
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    data = complete_data(desk.theme, desk.audience)
    data = {key: value for key, value in data.items() if not key.startswith("story")}
    data |= nested_form_data({"story": streamfield([])})
    assert desk.post(desk.add_address, data).status_code == 302
    sections = [item.section for item in only_page().missing_items()]
    assert sections == ["starting_point", "residents_role", "results_residents"]


def test_nor_by_code(desk, world):
    desk.post(desk.add_address, post_data(title="Presque rien"))
    page = InitiativePage.objects.get()
    with pytest.raises(ValidationError):
        page.get_workflow().start(page, world.author)
    assert not InitiativePage.objects.get().workflow_in_progress


def test_a_complete_fiche_is_created_and_submitted_at_once(desk):
    data = complete_data(desk.theme, desk.audience) | {"action-submit": "1"}
    answer = desk.post(desk.add_address, data, follow=True)
    assert "partie au comité" in answer.content.decode()
    assert InitiativePage.objects.get().workflow_in_progress


def test_a_fiche_written_in_the_editor_is_still_what_was_voted_once_online(world, desk):
    data = complete_data(desk.theme, desk.audience)
    desk.post(desk.add_address, data | {"action-submit": "1"})
    page = world.publish(InitiativePage.objects.get())
    assert says_what_was_voted(page)
    assert list(doubts()) == []
    page.save()


def test_a_second_click_on_submit_does_nothing_twice(desk):
    data = complete_data(desk.theme, desk.audience)
    desk.post(desk.add_address, data)
    page = InitiativePage.objects.get()
    for _ in range(2):
        answer = desk.post(edit_address(page), data | {"action-submit": "1"})
        assert answer.status_code in (200, 302)
    assert WorkflowState.objects.count() == 1
    assert page.revisions.count() <= 2


def test_the_address_follows_the_title_until_the_first_publication(desk):
    desk.post(desk.add_address, post_data())
    page = InitiativePage.objects.get()
    desk.post(edit_address(page), post_data(title="L’épicerie du quai"))
    assert InitiativePage.objects.get().slug == "l-epicerie-du-quai"


@THE_FORM
def test_the_progress_list_comes_with_each_autosave(desk):
    desk.post(desk.add_address, post_data(title="Un début"))
    page = InitiativePage.objects.get()
    answer = desk.post(
        edit_address(page), post_data(title="Un début"), HTTP_ACCEPT="application/json"
    )
    assert answer.json()["success"]
    html = answer.json()["html"]
    assert "Ma fiche est-elle prête" in html
    assert 'data-w-teleport-target-value="#progress-top"' in html, "on a phone, the top"


def test_an_autosave_during_the_vote_is_refused_and_changes_nothing(world, desk):
    fiche = world.submit(world.fiche())
    before = fiche.latest_revision_id
    answer = desk.post(
        edit_address(fiche), post_data(title="Glissé"), HTTP_ACCEPT="application/json"
    )
    assert answer.status_code == 400
    assert InitiativePage.objects.get(pk=fiche.pk).latest_revision_id == before


@pytest.mark.parametrize(
    "broken",
    [
        {"title": "x"},
        {"story-count": "beaucoup"},
        {"story-count": "1"},
        {"steps-TOTAL_FORMS": "x"},
        {"start_year": "deux mille", "employees": "-3", "status": "inventé"},
        {"audiences": ["999999"], "departement": "999999", "adapted_from": "999999"},
    ],
)
def test_a_form_cut_or_forged_gives_no_500(desk, broken):
    for data in (broken, post_data(title="x") | broken):
        for action in ({}, {"action-submit": "1"}, {"action-publish": "1"}):
            assert desk.post(desk.add_address, data | action).status_code < 500


@THE_FORM
def test_a_forged_number_of_rows_makes_no_more_than_a_person_could(desk):
    forged = post_data() | {f"{name}-TOTAL_FORMS": "1000" for name in ROWS}
    answer = desk.post(desk.add_address, forged)
    assert answer.status_code == 200
    rows = {name: answer.context["form"].formsets[name] for name in ROWS}
    assert all(len(row.forms) <= row.max_num + 40 for row in rows.values())
    assert all(row.non_form_errors() for row in rows.values())


@pytest.mark.parametrize("field", ["tagline", "title", "summary"])
@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "a\0b", "😀" * 50, "%s {{ 7*7 }}", "\u202e"]
)
def test_hostile_words_are_kept_as_words(desk, field, typed):
    answer = desk.post(desk.add_address, post_data(**{"title": "Titre", field: typed}))
    assert answer.status_code == 302
    assert getattr(only_page(), field) == typed.replace("\0", "")


@pytest.fixture
def threads_that_alternate():
    """Threads change places at each step: else one often ends before the next begins."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_validation_of_many_threads_lets_nothing_through(threads_that_alternate):
    block = StoryBlock()
    assert isinstance(block, SerialisedValidation)
    empty = block.to_python([{"type": "story", "value": {}}])
    accepted, refused = [], []
    barrier = threading.Barrier(6)

    def save_drafts():
        barrier.wait()
        for _ in range(150):
            try:
                block.clean_deferred(empty)
            except ValidationError as error:
                refused.append(error)

    def submit():
        barrier.wait()
        for _ in range(150):
            try:
                accepted.append(block.clean(empty))
            except ValidationError:
                continue

    threads = [threading.Thread(target=save_drafts) for _ in range(3)]
    threads += [threading.Thread(target=submit) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (accepted, refused) == ([], [])
    sections = block.child_blocks["story"].child_blocks
    assert sections["starting_point"].required


@THE_FORM
def test_only_centres_online_and_those_already_chosen_can_be_associated(world, as_):
    gone = CentrePageFactory(title="Centre fermé", live=False)
    CentrePageFactory(title="Centre jamais ouvert", live=False)
    fiche = world.fiche()
    fiche.associated_centres = [gone]
    fiche.save_revision()
    page = as_(world.author).get(f"/admin/pages/{fiche.pk}/edit/").content.decode()
    assert "Centre fermé" in page
    assert "Centre du Port" in page
    assert "jamais ouvert" not in page


@pytest.mark.parametrize("number", ["abc", "9" * 25, "9" * 5000])
def test_a_forged_number_of_a_revision_is_no_500(world, as_, number):
    fiche = world.fiche()
    data = complete_data(fiche.themes[0], fiche.audiences.first())
    data |= {"overwrite_revision_id": number}
    answer = as_(world.author).post(f"/admin/pages/{fiche.pk}/edit/", data)
    assert answer.status_code == 400
