"""The doors that test_every_door.py tries: CODE {name: f(world, fiche)}, VIEWS.

A view door is f(client, world, fiche) and returns the answer. Source of the list:
wagtail/actions, wagtail/management/commands, wagtail/admin/api/actions,
wagtail/admin/views/pages and bulk_actions of Wagtail 8.0.1.
"""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import Locale, Revision

from initiatives.models import InitiativePage
from network.review.finishing import publish_voted_revision
from network.review.models import CommitteeTask
from tests.factories import AudienceFactory, ThemeFactory
from tests.initiatives.form_data import complete_data

from . import behind

UNREAD = "Personne du comité n’a lu cette phrase."
CODE, VIEWS = {}, {}


def code(door):
    CODE[door.__name__] = door
    return door


def view(door):
    VIEWS[door.__name__] = door
    return door


def latest(fiche):
    return InitiativePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()


def run(action):
    return action.execute(skip_permission_checks=True)


@code
def edit_with_publish(world, fiche):
    page = latest(fiche)
    page.tagline = UNREAD
    run(EditPageAction(page, user=world.superuser, publish=True))


@code
def edit_over_the_voted_revision_with_publish(world, fiche):
    page = latest(fiche)
    page.tagline = UNREAD
    run(
        EditPageAction(
            page,
            user=page.latest_revision.user,
            publish=True,
            overwrite_revision=page.latest_revision,
        )
    )


@code
def copy_then_publish(world, fiche):
    copy = run(
        CopyPageAction(
            fiche,
            to=world.fresh(world.other_centre),
            keep_live=False,
            copy_revisions=True,
            user=world.superuser,
        )
    )
    copy.get_latest_revision().publish(skip_permission_checks=True)


@code
def copy_live_elsewhere(world, fiche):
    parent = world.fresh(world.other_centre)
    run(CopyPageAction(fiche, to=parent, keep_live=True, user=world.superuser))


@code
def alias_elsewhere(world, fiche):
    parent = world.fresh(world.other_centre)
    run(CreatePageAliasAction(fiche, parent=parent, user=world.superuser))


@code
def alias_brought_up_to_date(world, fiche):
    parent = world.fresh(world.other_centre)
    InitiativePage.objects.filter(pk=fiche.pk).update(live=False)
    draft = InitiativePage.objects.get(pk=fiche.pk)
    run(CreatePageAliasAction(draft, parent=parent, user=world.superuser))
    draft.update_aliases()


@code
def alias_for_translation(world, fiche):
    # The page of a centre is never translated: the alias is made under another one.
    locale, _made = Locale.objects.get_or_create(language_code="en")
    run(
        CreatePageAliasAction(
            fiche,
            parent=world.fresh(world.other_centre),
            update_locale=locale,
            reset_translation_key=False,
            user=world.superuser,
        )
    )


@code
def return_to_an_old_revision(world, fiche):
    old = Revision.objects.for_instance(fiche).order_by("created_at").first()
    page = InitiativePage.objects.get(pk=fiche.pk)
    new = run(RevertToPageRevisionAction(page, old, user=world.superuser))
    new.publish(skip_permission_checks=True)


@code
def approval_without_votes(world, fiche):
    world.state_of(fiche).approve(user=world.superuser)


@code
def end_of_the_workflow(world, fiche):
    world.state_of(fiche).workflow_state.finish(user=world.superuser)


@code
def quorum_lowered_in_the_open_review(world, fiche):
    state = world.state_of(fiche)
    type(state).objects.filter(pk=state.pk).update(quorum=0)
    CommitteeTask.objects.update(quorum=1)
    world.vote(world.members[3], fiche)


@code
def voted_revision_rewritten(world, fiche):
    revision = InitiativePage.objects.get(pk=fiche.pk).latest_revision
    content = revision.content | {"tagline": UNREAD}
    behind.rewrite(revision, content)
    revision.refresh_from_db()
    revision.publish(skip_permission_checks=True)


@code
def last_vote_on_a_rewritten_revision(world, fiche):
    state = world.state_of(fiche)
    content = state.revision.content | {"summary": UNREAD}
    behind.rewrite(state.revision, content)
    world.vote(world.members[3], fiche)


@code
def finish_action_called_by_hand(world, fiche):
    publish_voted_revision(world.state_of(fiche).workflow_state, world.superuser)


@code
def live_in_update_fields(world, fiche):
    page = latest(fiche)
    page.live, page.tagline = True, UNREAD
    page.live_revision = page.latest_revision
    page.save(update_fields=["live", "live_revision", "tagline"], clean=False)


@code
def a_date_that_has_come(world, fiche):
    Revision.objects.filter(pk=fiche.latest_revision_id).update(
        approved_go_live_at=timezone.now() - timedelta(hours=1)
    )
    call_command("publish_scheduled_pages")


@view
def editor_publish(client, world, fiche):
    data = filled(tagline=UNREAD) | {"action-publish": "1"}
    return client.post(f"/admin/pages/{fiche.pk}/edit/", data)


@view
def editor_publish_of_an_old_revision(client, world, fiche):
    old = Revision.objects.for_instance(fiche).order_by("created_at").first()
    data = filled(tagline=UNREAD) | {"action-publish": "1", "revision": old.pk}
    return client.post(f"/admin/pages/{fiche.pk}/edit/", data)


@view
def editor_schedule(client, world, fiche):
    past = (timezone.now() - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    data = filled(tagline=UNREAD) | {"go_live_at": past, "action-publish": "1"}
    return client.post(f"/admin/pages/{fiche.pk}/edit/", data)


@view
def create_and_publish(client, world, fiche):
    address = f"/admin/pages/add/initiatives/initiativepage/{world.centre.pk}/"
    return client.post(address, filled() | {"action-publish": "1"})


@view
def bulk_publish(client, world, fiche):
    return client.post(f"/admin/bulk/wagtailcore/page/publish/?id={fiche.pk}")


@view
def bulk_publish_of_the_centre(client, world, fiche):
    address = f"/admin/bulk/wagtailcore/page/publish/?id={world.centre.pk}"
    return client.post(address, {"include_descendants": "on"})


@view
def copy_published(client, world, fiche):
    return client.post(f"/admin/pages/{fiche.pk}/copy/", copied(world))


@view
def copy_as_alias(client, world, fiche):
    return client.post(
        f"/admin/pages/{fiche.pk}/copy/", copied(world) | {"alias": "on"}
    )


def copied(world):
    return {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": world.other_centre.pk,
        "publish_copies": "on",
    }


def api(client, fiche, action, **data):
    address = f"/admin/api/main/pages/{fiche.pk}/action/{action}/"
    return client.post(address, data, content_type="application/json")


@view
def api_publish(client, world, fiche):
    return api(client, fiche, "publish")


@view
def api_copy(client, world, fiche):
    other = world.other_centre.pk
    return api(client, fiche, "copy", destination_page_id=other, keep_live=True)


@view
def api_alias(client, world, fiche):
    other = world.other_centre.pk
    return api(client, fiche, "create_alias", destination_page_id=other)


@view
def workflow_view(client, world, fiche):
    state = world.state_of(fiche).pk
    for name in ("approve", "support", "publish"):
        answer = client.post(f"/admin/pages/workflow/action/{fiche.pk}/{name}/{state}/")
    return answer


@view
def editor_approve(client, world, fiche):
    return client.post(
        f"/admin/pages/{fiche.pk}/edit/",
        filled(tagline=UNREAD)
        | {
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": '{"criterion_0": "on"}',
        },
    )


def filled(**fields):
    theme = ThemeFactory(number=7, name="Lien social", slug="lien-social")
    audience = AudienceFactory(name="Familles", slug="familles")
    return complete_data(theme, audience, **fields)
