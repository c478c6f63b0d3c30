"""A fiche that the committee, a webmaster or visitors know is sent too early."""

import pytest
from wagtail.models import WorkflowState

from initiatives.models import InitiativePage
from network.review.models import CHANGES

from .test_refusal import SEND, edit_address, written

pytestmark = pytest.mark.django_db


def test_after_a_reprise_it_stays_open_and_saved(world, as_, data):
    fiche = world.submit(world.fiche())
    world.vote(world.members[0], fiche, CHANGES)
    answer = as_(world.author).post(edit_address(fiche), data(summary="") | SEND)
    assert answer.url.endswith("?manque=1")
    assert written().summary == ""
    review = WorkflowState.objects.for_instance(fiche).get()
    assert review.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_a_new_version_sent_too_early_leaves_the_live_one(world, submitted, as_, data):
    page = world.publish(submitted)
    before = page.summary
    answer = as_(world.author).post(edit_address(page), data(summary="") | SEND)
    assert answer.url.endswith("?manque=1")
    page = InitiativePage.objects.get()
    assert (page.live, page.summary) == (True, before)
    assert written().summary == ""


def test_while_the_committee_reads_nothing_is_saved(world, submitted, as_, data):
    before = submitted.latest_revision_id
    client = as_(world.author)
    answer = client.post(edit_address(submitted), data(summary="") | SEND)
    assert answer.status_code == 403
    assert InitiativePage.objects.get().latest_revision_id == before
    shown = client.get(f"{edit_address(submitted)}?manque=1")
    assert 'class="missing"' not in shown.content.decode()


def test_a_fiche_that_the_webmaster_locked_is_not_saved(world, as_, data):
    fiche = world.fiche().get_latest_revision_as_object()
    fiche.summary = ""
    before = fiche.save_revision(clean=False).pk
    locked = InitiativePage.objects.filter(pk=fiche.pk)
    locked.update(locked=True, locked_by=world.webmaster)
    client = as_(world.author)
    client.post(edit_address(fiche), data(summary="") | SEND)
    assert InitiativePage.objects.get().latest_revision_id == before
    shown = client.get(f"{edit_address(fiche)}?manque=1").content.decode()
    assert 'class="missing"' not in shown
