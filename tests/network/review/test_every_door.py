"""Every way to `live=True` that Wagtail has, tried on fiches in every state.

test_guard.py has the plain ones; here are the actions, the commands, the API and the
views. They stand in doors.py.
Each door must be real: without the guard it publishes.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from wagtail.models import Page, PagePermissionTester

from initiatives.models import InitiativePage
from initiatives.permissions import InitiativePermissionTester
from network.permissions import CentrePermissionTester
from network.review import publication
from network.review.content import text_hash
from network.review.models import CommitteeTaskState

from .behind import without_triggers
from .doors import CODE, UNREAD, VIEWS

pytestmark = pytest.mark.django_db


def again(page):
    return InitiativePage.objects.get(pk=page.pk)


def under_vote(world, page=None):
    """One vote is missing."""
    page = world.submit(page or world.fiche())
    world.vote(world.members[0], page)
    return again(page)


def live(world):
    return world.publish(world.submit(world.fiche()))


def live_with_a_draft(world):
    draft = live(world).get_latest_revision_as_object()
    draft.tagline = UNREAD
    draft.save_revision(user=world.author)
    return again(draft)


def live_with_a_version_under_vote(world):
    return under_vote(world, live_with_a_draft(world))


def withdrawn(world):
    page = live(world)
    page.unpublish()
    return again(page)


def draft(world):
    return world.fiche()


# Closed before the guard: the round is not approved, nobody may answer so, the hash of
# what is voted or the seal of the quorum is compared first.
CLOSED_BY_THE_ENGINE = {
    "end_of_the_workflow",
    "last_vote_on_a_rewritten_revision",
    "finish_action_called_by_hand",
    "workflow_view",
    "editor_approve",
    "quorum_lowered_in_the_open_review",
}
# No page has an alias: test_copying.py.
CLOSED_BY_THE_DESK = {"copy_as_alias", "api_alias"}
STATES = [
    draft,
    under_vote,
    live,
    live_with_a_draft,
    live_with_a_version_under_vote,
    withdrawn,
]


def online():
    """{(key, digest of the text)} of all that is live."""
    return {
        (page.pk, text_hash(InitiativePage, page.serializable_data()))
        for page in InitiativePage.objects.filter(live=True)
    }


def attempt(door, *arguments):
    """What came online by this door: a set; nothing stays done."""
    before, found = online(), set()
    with transaction.atomic():
        try:
            with transaction.atomic():
                door(*arguments)
        except (PermissionDenied, CommitteeTaskState.DoesNotExist):  # never submitted
            pass
        except IntegrityError as error:
            assert "review: " in str(error)
        found = online() - before
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("state", STATES)
def test_no_code_brings_unvoted_text_online(world, state):
    fiche = state(world)
    opened = {name for name, door in CODE.items() if attempt(door, world, fiche)}
    assert opened == set()


@pytest.mark.one_database("no view asks which it is", on="postgresql")
@pytest.mark.parametrize("state", STATES)
def test_no_view_brings_unvoted_text_online(world, as_, state):
    fiche, opened, broken = state(world), set(), set()
    for who in ("webmaster", "superuser", "referent"):
        client = as_(getattr(world, who))
        for name, door in VIEWS.items():
            answers = []
            if attempt(lambda: answers.append(door(client, world, fiche))):  # noqa: B023
                opened.add((name, who))
            broken |= {(name, who) for answer in answers if answer.status_code >= 500}
    assert opened == set()
    assert broken == set()


def open_the_guard(monkeypatch):
    """Take away each guard: of the row, of the revision, of the buttons."""
    monkeypatch.setattr(publication, "guard_save", lambda *a: False)
    monkeypatch.setattr(publication, "require_review", lambda *a: None)
    for tester in (InitiativePermissionTester, CentrePermissionTester):
        for name in ("can_publish", "can_publish_subpage"):
            monkeypatch.setattr(tester, name, getattr(PagePermissionTester, name))


def test_each_door_is_real_without_the_guard(world, as_, monkeypatch):
    fiches = [state(world) for state in (draft, live_with_a_version_under_vote)]
    open_the_guard(monkeypatch)
    without_triggers()
    client = as_(world.superuser)
    closed = {
        name
        for name, door in CODE.items()
        if not any(attempt(door, world, fiche) for fiche in fiches)
    } | {
        name
        for name, door in VIEWS.items()
        if not any(attempt(door, client, world, fiche) for fiche in fiches)
    }
    assert closed == CLOSED_BY_THE_ENGINE | CLOSED_BY_THE_DESK


def test_the_triggers_alone_close_each_door(world, monkeypatch):
    """As if a plugin had undone the guard: the database refuses what would come online."""
    fiches = [state(world) for state in (draft, live_with_a_version_under_vote)]
    open_the_guard(monkeypatch)
    found = {
        name
        for name, door in CODE.items()
        for fiche in fiches
        if attempt(door, world, fiche)
    }
    assert found == set()


def test_no_newer_api_is_mounted(client, world):
    for address in ("/api/v3/pages/", "/api/v2/pages/", "/admin/api/v3/pages/"):
        assert client.get(address).status_code in (302, 404)


def test_no_command_publishes_by_the_way(world):
    fiche = draft(world)
    live_with_a_draft(world)
    before = online()
    call_command("fixtree", interactive=False, verbosity=0)
    call_command("set_url_paths", verbosity=0)
    call_command("create_log_entries_from_revisions", verbosity=0)
    call_command("move_pages", world.centre.pk, world.other_centre.pk, verbosity=0)
    assert online() == before
    assert Page.objects.get(pk=fiche.pk).live is False
