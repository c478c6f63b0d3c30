"""What the database keeps of pages and reviews, whoever writes."""

from uuid import uuid4

import pytest
from wagtail.models import Page, Revision, TaskState

from initiatives.models import InitiativePage
from network.review.models import CommitteeTaskState, Vote

from .behind import refused, run

pytestmark = pytest.mark.django_db
NEVER = "Personne ne l’a lu."


def test_no_draft_goes_live(world):
    fiche = world.fiche()
    pages = Page.objects.filter(pk=fiche.pk)
    refused(lambda: pages.update(live=True, live_revision=fiche.latest_revision))
    base = pages.get()
    base.live = True
    refused(base.save)
    refused(lambda: Page.objects.bulk_update([base], ["live"]))
    assert not pages.get().live


def test_no_live_page_becomes_a_fiche(world):
    """As a load would write it: the core's row first, live, then ours."""
    base = Page.objects.get(pk=world.centre.pk)
    fiche = InitiativePage(page_ptr=base, tagline=NEVER, summary=NEVER)
    fiche.__dict__.update({k: v for k, v in base.__dict__.items() if k != "_state"})
    refused(lambda: fiche.save_base(raw=True))


def test_nor_is_one_written_from_its_own_row_up(world):
    """The row of the class first, the core's after it: foreign keys wait on both."""
    base = Page.objects.get(pk=world.fiche().pk)
    fiche = InitiativePage(page_ptr_id=31999, tagline=NEVER, summary=NEVER)
    base.pk, base.live, base.path, base.translation_key = 31999, True, "x", uuid4()

    def write():
        fiche.save_base(raw=True, force_insert=True)
        base.save_base(raw=True, force_insert=True)

    refused(write)


def test_what_was_taken_offline_does_not_come_back(world, submitted):
    page = world.publish(submitted)
    revision = page.live_revision
    page.unpublish()
    rows = Page.objects.filter(pk=page.pk)
    refused(lambda: rows.update(live=True, live_revision=revision))


@pytest.fixture
def voted(world, submitted):
    """Under vote: one voice is missing."""
    world.vote(world.members[0], submitted)
    return world.state_of(submitted)


def test_a_version_under_vote_is_not_rewritten(voted):
    content = voted.revision.content | {"tagline": NEVER}
    rows = Revision.objects.filter(pk=voted.revision_id)
    refused(lambda: rows.update(content=content))
    rows.update(object_str="Un autre nom", approved_go_live_at=None)


@pytest.mark.parametrize("model", [Revision, TaskState, CommitteeTaskState, Vote])
def test_neither_votes_nor_rounds_nor_what_was_read_is_deleted(voted, model):
    key = voted.votes.get().pk if model is Vote else voted.pk
    key = voted.revision_id if model is Revision else key
    if model is TaskState:  # another table holds on to it
        refused(lambda: TaskState.objects.filter(pk=key).delete())
        return
    table, column = model._meta.db_table, model._meta.pk.column
    refused(run, f'DELETE FROM "{table}" WHERE "{column}" = %s', key)  # noqa: S608


def test_neither_goes_with_the_workflow_or_the_task(voted):
    refused(lambda: voted.workflow_state.workflow.delete())
    refused(lambda: voted.task.delete())
    assert voted.votes.exists()


def test_an_open_round_asks_what_it_asked_at_its_opening(voted):
    """Else members approve without having ticked a point of the charter."""
    rounds = CommitteeTaskState.objects.filter(pk=voted.pk)
    refused(lambda: rounds.update(criteria=[]))
    refused(lambda: rounds.update(quorum=1))
    voted.save()
