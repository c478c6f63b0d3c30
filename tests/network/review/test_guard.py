"""Nothing goes live outside a finished review: every door of Wagtail is tried."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageLogEntry, Revision

from initiatives.models import InitiativePage
from network.review.content import text_hash
from network.review.permissions import VoteRefused
from network.review.publication import publication_without_review
from tests.factories import InitiativePageFactory

from . import behind

pytestmark = pytest.mark.django_db


def is_live(page):
    return InitiativePage.objects.get(pk=page.pk).live


def test_no_code_publishes_a_revision(world):
    fiche = world.fiche()
    for publish in (
        lambda: fiche.latest_revision.publish(user=world.superuser),
        lambda: fiche.latest_revision.publish(
            user=world.superuser, skip_permission_checks=True
        ),
        lambda: PublishPageRevisionAction(
            fiche.latest_revision, user=world.superuser
        ).execute(skip_permission_checks=True),
    ):
        with pytest.raises(PermissionDenied):
            publish()
    assert not is_live(fiche)


def test_no_fiche_is_born_live(world):
    with pytest.raises(PermissionDenied):
        world.fresh(world.centre).add_child(
            instance=InitiativePage(title="Née publiée", tagline="x", summary="x")
        )


def test_setting_live_and_saving_is_refused(world):
    fiche = world.fiche()
    fiche.live = True
    with pytest.raises(PermissionDenied):
        fiche.save()
    fiche.live_revision = fiche.latest_revision
    with pytest.raises(PermissionDenied):
        fiche.save()
    assert not is_live(fiche)


def test_a_live_fiche_cannot_be_changed_by_save(world, submitted):
    page = world.publish(submitted)
    page.tagline = "Changée par du code, sans vote."
    with pytest.raises(PermissionDenied):
        page.save()


def test_saving_locking_and_moving_a_live_fiche_still_work(world, submitted):
    page = world.publish(submitted)
    page.save()
    page.locked = True
    page.save()
    page.move(world.fresh(world.other_centre), pos="last-child")
    assert is_live(page)


@pytest.mark.one_database("no statement of ours: what is offered and refused")
@pytest.mark.parametrize("who", ["webmaster", "superuser", "author", "referent"])
def test_no_button_publishes(world, as_, who):
    fiche, client = world.fiche(), as_(getattr(world, who))
    edit = reverse("wagtailadmin_pages:edit", args=[fiche.pk])
    form = client.get(edit)
    assert "action-publish" not in form.content.decode()
    add = reverse(
        "wagtailadmin_pages:add",
        args=["initiatives", "initiativepage", world.centre.pk],
    )
    assert "action-publish" not in client.get(add).content.decode()
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={fiche.pk}")
    client.post(edit, {"title": "x", "action-publish": "1"})
    assert not is_live(fiche)


def test_a_scheduled_revision_without_vote_is_not_published(world):
    fiche = world.fiche()
    Revision.objects.filter(pk=fiche.latest_revision_id).update(
        approved_go_live_at=timezone.now() - timedelta(hours=1)
    )
    with pytest.raises(PermissionDenied):
        call_command("publish_scheduled")
    assert not is_live(fiche)


def test_a_copy_is_not_published(world, submitted):
    page = world.publish(submitted)
    with pytest.raises(PermissionDenied):
        page.copy(update_attrs={"slug": "copie"}, user=world.superuser)
    copy = page.copy(
        update_attrs={"slug": "copie"}, user=world.superuser, keep_live=False
    )
    assert not copy.live


def test_another_workflow_does_not_publish(world):
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

    task = GroupApprovalTask.objects.create(name="Autre")
    workflow = Workflow.objects.create(name="Autre")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    fiche = world.fiche()
    state = workflow.start(fiche, world.superuser)
    with pytest.raises(PermissionDenied):
        state.current_task_state.approve(user=world.superuser)
    assert not is_live(fiche)


def test_after_unpublication_the_old_approval_publishes_nothing(world, submitted):
    page = world.publish(submitted)
    voted = page.live_revision
    page.unpublish()
    assert not is_live(page)
    with pytest.raises(PermissionDenied):
        voted.publish(user=world.webmaster, skip_permission_checks=True)


def test_the_exception_wants_a_reason_and_a_known_kind(world):
    fiche = world.fiche()
    for kind, reason in (("emergency", "  "), ("autre", "Une raison")):
        with (
            pytest.raises(ValueError),
            publication_without_review(
                fiche, user=world.webmaster, kind=kind, reason=reason
            ),
        ):
            pass


def test_the_exception_covers_one_page_is_logged_and_rolls_back_whole(world):
    fiche, other = (
        world.fiche(),
        InitiativePageFactory(parent=world.fresh(world.centre)),
    )
    with (
        pytest.raises(PermissionDenied),
        publication_without_review(
            fiche, user=world.webmaster, kind="emergency", reason="Erreur grave"
        ),
    ):
        other.latest_revision.publish(skip_permission_checks=True)
    log = PageLogEntry.objects.filter(action="review.publication.emergency")
    assert not log.exists()
    with publication_without_review(
        fiche, user=world.webmaster, kind="emergency", reason="Erreur grave"
    ):
        fiche.latest_revision.publish(skip_permission_checks=True)
    assert is_live(fiche)
    assert log.get().data["reason"] == "Erreur grave"


def test_a_field_added_by_a_migration_stops_no_save(world, submitted):
    page = world.publish(submitted)
    content = dict(page.live_revision.content)
    del content["material"]  # as if the field had been added since
    behind.rewrite(page.live_revision, content)
    InitiativePage.objects.get(pk=page.pk).save()
    assert is_live(page)


def test_the_order_of_keys_in_a_stream_is_no_content(world):
    """PostgreSQL gives them back in its own: the row would never be its revision."""
    content = world.fiche().latest_revision.content
    (block,) = json.loads(content["story"])
    sections = block["value"]
    mixed = dict(reversed(sections.items()))
    other = content | {
        "story": json.dumps([dict(reversed((block | {"value": mixed}).items()))])
    }
    assert other["story"] != content["story"]
    assert text_hash(InitiativePage, other) == text_hash(InitiativePage, content)
    swapped = sections | {
        "goals": [{"type": "item", "id": n, "value": n} for n in "ab"]
    }
    turned = swapped | {"goals": swapped["goals"][::-1]}
    hashes = {
        text_hash(
            InitiativePage, content | {"story": json.dumps([block | {"value": value}])}
        )
        for value in (sections, swapped, turned)
    }
    assert len(hashes) == 3


def test_keywords_have_no_order_and_steps_have_one(world):
    content = world.fiche(keywords=["compost", "jardin"]).latest_revision.content
    for name, is_same in (("keyword_rows", True), ("steps", False)):
        other = content | {name: content[name][::-1]}
        assert (
            text_hash(InitiativePage, other) == text_hash(InitiativePage, content)
        ) is is_same


@pytest.mark.parametrize(
    ("voted", "slipped"),
    [
        ("[{", "[{ "),
        ('[{"type": 1, "value": 2}]', '[{"type": 1, "value": "pire", "value": 2}]'),
        ('[{"type": 1, "value": 2}]', '[{"value": 2, "type": 1}]'),
    ],
)
def test_a_text_that_looks_like_a_stream_stays_a_text(voted, slipped):
    assert text_hash(InitiativePage, {"summary": voted}) != text_hash(
        InitiativePage, {"summary": slipped}
    )


def test_what_looks_like_a_stream_is_not_slipped_online(world):
    fiche = world.fiche(summary='[{"type": 1, "value": 2}]')
    fiche = world.submit(fiche)
    world.vote(world.members[0], fiche)
    content = fiche.latest_revision.content
    content["summary"] = '[{"type": 1, "value": "pire", "value": 2}]'
    behind.rewrite(fiche.latest_revision, content)
    with pytest.raises(VoteRefused):
        world.vote(world.members[1], fiche)
    assert not InitiativePage.objects.get(pk=fiche.pk).live


@pytest.mark.parametrize("fields", [["live"], ["live_revision"], ["live", "title"]])
def test_a_save_of_some_fields_publishes_nothing(world, fields):
    fiche = world.fiche()
    fiche.live, fiche.live_revision = True, fiche.latest_revision
    with pytest.raises(PermissionDenied):
        fiche.save(update_fields=fields)
