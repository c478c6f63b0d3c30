"""Each point that stops a submission, alone on a fiche that is ready otherwise."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import rich_text, streamfield

from home.models import Attachment
from initiatives.models import InitiativePage, InitiativePhoto, InitiativeQuote
from initiatives.models.rows import InitiativeStep
from network.review.models import CHANGES
from tests.factories import CentrePageFactory, PictureFactory
from tests.network.people import REFUSED

from .form_data import LISTS, RICH, complete_data

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("what lacks is found in Python"),
]
LONG = "x" * 801


def photo(**changes):
    facts = {"alt": "Une table.", "credit": "Nous", "consent_kind": "nobody"}
    return InitiativePhoto(**{"picture": PictureFactory(), **facts, **changes})


def with_photo(**changes):
    return lambda page: setattr(page, "photos", [photo(**changes)])


def consent(**changes):
    given = {
        "consent_kind": "minors",
        "consent_given_by": "Les six parents",
        "consent_given_on": date(2026, 5, 1),
    }
    return with_photo(**{**given, **changes})


def with_quote(**facts):
    return lambda page: setattr(page, "quotes", [InitiativeQuote(**facts)])


def with_facts(**facts):
    def change(page):
        for name, value in facts.items():
            setattr(page, name, value)

    return change


def with_section(name, text):
    def change(page):
        page.story[0].value[name] = text

    return change


def with_rich_section(name):
    def change(page):
        block = page.story.stream_block.child_blocks["story"].child_blocks[name]
        page.story[0].value[name] = block.to_python(f"<p>{LONG}</p>")

    return change


def with_step(text):
    def change(page):
        page.steps = [*page.steps.all(), InitiativeStep(title="Trois", text=text)]

    return change


def with_six_centres(page):
    page.associated_centres = [CentrePageFactory() for _ in range(6)]


def with_document(**changes):
    """A complement read from what is stored, as a revision reads it."""

    def change(page):
        document = Attachment.objects.create(
            title="Notice", file=ContentFile(b"%PDF-1.7 x", name="a.pdf")
        )
        value = {"document": document.pk, "title": "Notice"} | changes
        stored = [{"type": "document", "value": value}]
        page.complements = page.complements.stream_block.to_python(stored)

    return change


def with_a_document_that_is_gone(page):
    with_document()(page)
    Attachment.objects.all().delete()


ENDED = {"status": "ended", "end_year": 2024, "end_reason": "La mairie a repris."}
FAULTS = {
    "a row without its photo": (with_photo(picture=None), "photos"),
    "nobody said who is seen": (with_photo(consent_kind=""), "photos"),
    "an agreement of nobody": (consent(consent_given_by=""), "photos"),
    "an agreement of no day": (consent(consent_given_on=None), "photos"),
    "an agreement that is over": (consent(consent_until=date(2026, 5, 2)), "photos"),
    "a photo that is not described": (with_photo(alt=""), "photos"),
    "a photo of nobody": (with_photo(credit=""), "photos"),
    "eight photos": (
        lambda page: setattr(page, "photos", [photo() for _ in range(8)]),
        "photos",
    ),
    "words without agreement": (with_quote(text="C’est chez nous."), "quotes"),
    "endless words": (with_quote(text=LONG, consent=True), "quotes"),
    "a year before the centres": (with_facts(start_year=23), "start_year"),
    "a year too far": (with_facts(start_year=2203), "start_year"),
    "ended nobody knows when": (with_facts(**{**ENDED, "end_year": None}), "end_year"),
    "ended before it began": (with_facts(**{**ENDED, "end_year": 2022}), "end_year"),
    "ended some months before it began": (
        with_facts(**ENDED, start_year=2024, start_month=9, end_month=3),
        "end_year",
    ),
    "ended without a reason": (
        with_facts(**{**ENDED, "end_reason": ""}),
        "end_reason",
    ),
    "a long title": (with_facts(title="x" * 81), "title"),
    "a long step": (with_step(LONG), "steps"),
    "half a step": (with_step(""), "steps"),
    "a long section": (with_rich_section("starting_point"), "story"),
    "a long section that is advised": (with_rich_section("limits"), "story"),
    "a long thing to say": (with_section("one_thing", "x" * 201), "story"),
    "six keywords": (lambda page: page.keywords.add(*"abcdef"), "keywords"),
    "six centres": (with_six_centres, "associated_centres"),
    "a video without its address": (
        with_facts(complements=[("video", {"url": "", "title": ""})]),
        "complements",
    ),
    "a document to choose": (with_document(document=None), "complements"),
    "a document without a title": (with_document(title=""), "complements"),
    "a document that is gone": (with_a_document_that_is_gone, "complements"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_named_once_and_stops_the_submission(world, fault):
    change, field = FAULTS[fault]
    page = world.fiche().get_latest_revision_as_object()
    assert page.missing_items() == []
    change(page)
    assert [item.field for item in page.missing_items()] == [field]
    page.save_revision(user=world.author, clean=False)
    page = InitiativePage.objects.get(pk=page.pk)
    with pytest.raises(ValidationError):
        page.get_workflow().start(page, world.author)
    assert not WorkflowState.objects.exists()


@pytest.mark.parametrize(
    "change", [with_facts(**ENDED), consent(), with_photo(), with_document()]
)
def test_what_is_whole_stops_nothing(world, change):
    page = world.fiche().get_latest_revision_as_object()
    change(page)
    assert page.missing_items() == []


def test_what_is_asked_is_the_version_that_goes_to_the_committee(world):
    """The row may be ready where the last version is not."""
    page = world.fiche()
    draft = page.get_latest_revision_as_object()
    draft.summary = ""
    draft.save_revision(user=world.author, clean=False)
    page = InitiativePage.objects.get(pk=page.pk)
    assert page.summary
    with pytest.raises(ValidationError):
        page.get_workflow().start(page, world.author)


@pytest.mark.parametrize("action", ["action-submit", "action-restart-workflow"])
def test_a_returned_fiche_is_not_sent_again_with_a_gap(world, submitted, as_, action):
    world.vote(world.members[0], submitted, CHANGES)
    theme, audience = submitted.themes[0], submitted.audiences.first()
    data = complete_data(theme, audience, summary="")
    address = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    answer = as_(world.author).post(address, data | {action: "1"}, follow=True)
    assert answer.status_code == 200
    assert "Résumez l’initiative." in answer.content.decode()
    state = world.state_of(submitted)
    assert state.status == "rejected"
    assert WorkflowState.objects.get().status == "needs_changes"


def test_a_second_story_is_refused_even_in_a_draft(world, as_):
    """The author can neither add, move nor rename a part of the gabarit."""
    fiche = world.fiche()
    twice = streamfield([("story", one_story(text)) for text in ("Un.", "Deux.")])
    data = complete_data(
        fiche.themes[0], fiche.audiences.first(), title="Deux récits", story=twice
    )
    address = reverse("wagtailadmin_pages:edit", args=[fiche.pk])
    answer = as_(world.author).post(address, data)
    assert answer.status_code == 200
    fiche = InitiativePage.objects.get(pk=fiche.pk)
    assert len(fiche.get_latest_revision_as_object().story) == 1


def one_story(text):
    sections = {name: rich_text(f"<p>{text}</p>") for name in RICH}
    return sections | {name: {"count": "0"} for name in LISTS} | {"one_thing": ""}


def test_who_has_no_centre_proposes_nothing(world, as_):
    for user in (world.webmaster, world.superuser, world.members[0]):
        assert as_(user).get(reverse("propose")).status_code in REFUSED
