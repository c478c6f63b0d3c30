"""What was voted, or put to the vote, is never rewritten behind the readers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import InitiativePage
from network.review.models import CHANGES
from tests.initiatives.form_data import complete_data

pytestmark = pytest.mark.django_db
NEVER = "Texte jamais voté"


def autosave(client, fiche, revision):
    theme, audience = fiche.themes[0], fiche.audiences.first()
    steps = [
        {"title": NEVER, "period": "", "text": NEVER},
        {"title": "Ouvrir", "period": "", "text": "Un samedi."},
    ]
    data = complete_data(theme, audience, title=NEVER, steps=steps)
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[fiche.pk]),
        data | {"overwrite_revision_id": str(revision.pk)},
        HTTP_ACCEPT="application/json",
    )


def test_an_open_tab_does_not_rewrite_what_is_online(world, submitted, as_):
    page = world.publish(submitted)
    live = page.live_revision
    answer = autosave(as_(world.author), page, live)
    assert answer.status_code == 200, "the draft is saved all the same"
    page = InitiativePage.objects.get(pk=page.pk)
    assert page.latest_revision_id != page.live_revision_id == live.pk
    assert NEVER not in Client().get(page.get_url()).content.decode()
    page.locked = True
    page.save()


def test_an_open_tab_does_not_rewrite_what_was_refused(world, submitted, as_):
    refused = world.state_of(submitted).revision
    before = refused.content["title"]
    world.vote(world.members[0], submitted, CHANGES)
    page = InitiativePage.objects.get(pk=submitted.pk)
    autosave(as_(world.author), page, refused)
    refused.refresh_from_db()
    assert refused.content["title"] == before


def test_what_a_centre_took_back_is_closed_to_the_committee(world, submitted, as_):
    state = world.state_of(submitted)
    address = reverse("review:vote", args=[state.pk])
    assert as_(world.members[0]).get(address).status_code == 200
    submitted.current_workflow_state.cancel(user=world.author)
    preview = reverse("review:preview", args=[state.pk])
    for closed in (address, preview):
        answer = as_(world.members[0]).get(closed)
        assert answer.status_code == 410
        assert submitted.title not in answer.content.decode()


def test_the_title_of_a_new_version_shows_in_no_foreign_chooser(world, submitted, as_):
    page = world.publish(submitted)
    draft = page.get_latest_revision_as_object()
    draft.title = NEVER
    draft.save_revision(user=world.author)
    for address in (
        f"/admin/choose-page/{world.centre.pk}/",
        "/admin/choose-page/search/?q=jamais",
    ):
        assert NEVER not in as_(world.stranger).get(address).content.decode()


def test_a_fiche_under_vote_does_not_move(world, submitted):
    assert not submitted.permissions_for_user(world.webmaster).can_move()
    page = world.publish(submitted)
    assert page.permissions_for_user(world.webmaster).can_move()


def test_a_fiche_approved_for_later_does_not_move(world):
    draft = world.fiche().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=world.author)
    page = world.publish(world.submit(draft))
    assert page.scheduled_revision
    assert not page.permissions_for_user(world.webmaster).can_move()


def test_keys_of_our_own_in_a_vote_give_no_500(world, submitted, as_):
    state = world.state_of(submitted)
    forged = {"user": "1", "task_state": "1", "self": "1", "action_name": "support"}
    data = {"action": "support", "content_hash": state.content_hash} | forged
    data |= {f"criterion_{n}": "on" for n in range(len(state.criteria))}
    address = reverse("review:vote", args=[state.pk])
    assert as_(world.members[0]).post(address, data).status_code == 302
    assert state.votes.count() == 1


def test_the_editor_of_the_core_sends_no_page_of_a_centre_for_its_people(world, as_):
    address = reverse("wagtailadmin_pages:edit", args=[world.centre.pk])
    client, form = as_(world.referent), reverse("centres:page", args=[world.centre.pk])
    for answer in (
        client.get(address),
        client.post(address, {"title": "x", "action-submit": "1"}),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (302, form)
    assert world.fresh(world.centre).current_workflow_state is None


def test_an_open_tab_does_not_rewrite_what_was_published_without_a_vote(world, as_):
    page = world.fiche(published=True)
    autosave(as_(world.author), page, page.live_revision)
    page = InitiativePage.objects.get(pk=page.pk)
    assert page.latest_revision_id != page.live_revision_id
    assert page.live_revision.content["title"] == page.title != NEVER
    page.save()
