"""What the audit sees when the guard and the triggers were gone round."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from home.models import Picture, Theme
from initiatives.models import InitiativePage
from network.review import audit
from network.review.models import CommitteeTaskState, Vote
from network.review.permissions import VoteRefused
from tests.factories import PictureFactory, publish
from tests.publishing import rewrite

from . import behind

pytestmark = pytest.mark.django_db


def doubts(**said):
    return [(page.pk, why) for page, why in audit.doubts(**said)]


def only(page, why):
    return [(page.pk, why)]


def rows_of(page):
    return InitiativePage.objects.filter(pk=page.pk)


@pytest.fixture
def published(world, submitted):
    return world.publish(submitted)


def second_version(world, page):
    draft = page.get_latest_revision_as_object()
    draft.tagline = "Deuxième version, votée elle aussi."
    draft.save_revision(user=world.author)
    return world.publish(world.submit(rows_of(page).get()))


def test_an_older_approved_version_is_not_published_again(world, published):
    first = published.live_revision
    second = second_version(world, published)
    assert second.live_revision != first
    with pytest.raises(PermissionDenied):
        first.publish(skip_permission_checks=True)
    assert doubts() == []
    tagline = first.content["tagline"]
    behind.write(rows_of(second), live_revision=first, tagline=tagline)
    assert doubts() == only(second, audit.NOBODY)


def test_what_waits_for_its_date_ends_no_approval(world, published):
    draft = published.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=world.author)
    later = world.publish(world.submit(rows_of(published).get()))
    assert later.live_revision == published.live_revision
    assert doubts() == []


def vote_by_code(state, user):
    return Vote.objects.create(
        state=state, user=user, choice="support", content_hash=state.content_hash
    )


def test_a_vote_that_code_writes_counts_for_nothing(world, submitted):
    state = world.state_of(submitted)
    vote_by_code(state, world.members[0])
    world.vote(world.members[1], submitted)
    assert not rows_of(submitted).get().live
    assert doubts() == only(submitted, audit.VOTE)


def test_nor_beside_votes_that_are_enough(world, published):
    vote_by_code(world.state_of(published), world.members[3])
    assert doubts() == only(published, audit.VOTE)


@pytest.mark.parametrize(
    "change",
    [
        {"choice": "support"},
        {"content_hash": "0" * 64},
        {"created_at": timezone.now() - timedelta(days=9)},
        {"cancelled_at": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_answer_stays_what_was_recorded(world, submitted, change):
    """By the triggers; without them by its seal."""
    state = world.state_of(submitted)
    world.vote(world.members[0], submitted, "abstain", comment="")
    if "cancelled_at" in change:
        state.votes.cancel(Vote.Cancelled.VOICE)
    assert doubts() == []
    behind.refused(lambda: state.votes.update(**change))
    behind.amend(submitted, state.votes, **change)
    assert doubts() == only(submitted, audit.VOTE)
    assert state.supporters() == []


def test_a_vote_given_to_somebody_else_is_seen(world, published):
    vote = world.state_of(published).votes.first()
    behind.amend(published, Vote.objects.filter(pk=vote.pk), user=world.members[3].pk)
    assert doubts() == only(published, audit.NOBODY)


def test_a_new_secret_key_makes_no_vote_false(published, settings):
    settings.SECRET_KEY = "changed tonight"
    settings.VOTE_KEYS = ["a new one", *settings.VOTE_KEYS]
    assert doubts() == []
    settings.VOTE_KEYS = ["a new one"]
    assert doubts() == only(published, audit.NOBODY)


@pytest.mark.parametrize("rule", [{"quorum": 1}, {"criteria": []}])
def test_rules_changed_under_an_open_review_publish_nothing(world, submitted, rule):
    rows = CommitteeTaskState.objects.filter(pk=world.state_of(submitted).pk)
    behind.refused(lambda: rows.update(**rule))
    behind.amend(submitted, rows, **rule)
    assert doubts() == only(submitted, audit.RULES)
    with pytest.raises(VoteRefused, match="prévenez le webmestre"):
        world.vote(world.members[0], submitted)


def test_nor_afterwards_does_it_hide_that_voices_were_too_few(world, published):
    rows = CommitteeTaskState.objects.filter(pk=world.state_of(published).pk)
    behind.amend(published, rows, quorum=1)
    assert doubts() == only(published, audit.NOBODY)


def test_a_withdrawn_approval_does_not_stand_again(world, published):
    published.unpublish()
    rows = CommitteeTaskState.objects.filter(pk=world.state_of(published).pk)
    behind.refused(lambda: rows.update(withdrawn_at=None))


def test_a_file_replaced_behind_its_model_is_seen_on_an_imported_fiche_too(world):
    fiche = publish(world.fiche(picture=PictureFactory()))
    assert doubts() == []
    behind.amend(fiche, Picture.objects.all(), file_hash="f" * 40)
    assert doubts() == only(fiche, audit.FILE)


def test_a_fiche_under_another_centre_is_to_be_read_again(world, published):
    published.move(world.fresh(world.other_centre), pos="last-child")
    assert doubts() == only(published, audit.MOVED)


def test_a_centre_moved_with_its_fiches_still_signs_them(world, published):
    centre = world.fresh(world.centre)
    centre.move(world.fresh(world.other_centre), pos="left")
    assert doubts() == []


def test_what_names_say_elsewhere_is_no_content(world, published):
    Theme.objects.update(name="Un thème renommé")
    centre = world.fresh(world.centre)
    centre.commune = "Dole"
    centre.save()
    rewrite(world.fresh(centre), title="Un centre renommé")
    assert doubts() == []


def test_each_hour_what_changed_is_looked_at_and_each_night_all(world, published):
    old = timezone.now() - timedelta(days=3)
    PageLogEntry.objects.update(timestamp=old)
    dates = {"last_published_at": old, "latest_revision_created_at": old}
    Page.objects.update(**dates)
    behind.write(rows_of(published), tagline="Changée dans la base.")
    call_command("check_publications", "--changed")
    assert doubts() == only(published, audit.TEXT)
    Page.objects.filter(pk=published.pk).update(last_published_at=timezone.now())
    with pytest.raises(SystemExit):
        call_command("check_publications", "--changed")


def queries():
    with CaptureQueriesContext(connection) as captured:
        assert list(audit.doubts()) == []
    return len(captured)


@pytest.mark.one_database("the ORM makes as many queries on both")
def test_the_audit_reads_by_batches(world):
    world.publish(world.submit(world.rich_fiche(1)))
    world.fiche(published=True)
    few = queries()
    world.publish(world.submit(world.rich_fiche(2)))
    world.fiche(published=True)
    assert queries() == few
    assert few <= 40
