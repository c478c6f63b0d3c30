"""What goes on under the triggers: the site's own writes, deletions, maintenance, loads.

That publication, withdrawal, emergency, autosave and the demo go on is said by their
own tests: all run under the triggers.
"""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError, Value
from django.db.models.functions import Concat
from django.utils import timezone
from wagtail.models import Page, Revision

from initiatives.models import InitiativePage, InitiativeStep
from network.models import CentrePage
from network.review.audit import is_vouched_for
from network.review.models import CommitteeTaskState, Vote
from network.review.publication import publication_without_review
from network.review.triggers.door import opened
from tests.factories import AudienceFactory, CentrePageFactory, publish

from .behind import refused

NEVER = "Personne ne l’a lu."


def again(page):
    return InitiativePage.objects.get(pk=page.pk)


def change(page):
    Page.objects.filter(pk=page.pk).update(title=Concat("title", Value(".")))


# The door


@pytest.mark.django_db
def test_the_door_is_shut_right_after_the_publication(world, submitted):
    page = world.publish(submitted)
    refused(change, page)
    page.save()
    refused(change, page)


@pytest.mark.django_db
def test_the_door_is_of_one_page_and_shuts_as_often_as_it_opened(world):
    page, other = world.fiche(published=True), world.fiche(published=True)
    with opened(page.pk, 10 * other.pk):
        with opened(page.pk):
            change(page)
        change(page)
        refused(change, other)
    refused(change, page)


@pytest.mark.django_db
def test_a_rollback_shuts_the_door(world):
    page = world.fiche(published=True)
    with pytest.raises(ZeroDivisionError), opened(page.pk):
        raise ZeroDivisionError
    refused(change, page)
    with opened(page.pk):
        with pytest.raises(ZeroDivisionError), transaction.atomic(), opened(page.pk):
            raise ZeroDivisionError
        change(page)
    refused(change, page)


@pytest.mark.django_db
def test_a_load_or_a_migration_goes_through_the_exception(world, submitted):
    """The one way: from what is online, with a reason, as a version of its own."""
    page = world.publish(submitted)
    why = {"user": None, "kind": "import", "reason": "Une nouvelle orthographe"}
    with publication_without_review(page, **why):
        new = page.live_revision.as_object()
        new.tagline = "Chaque vendredi, un café."
        new.save_revision(clean=False).publish(skip_permission_checks=True)
    page = again(page)
    assert page.tagline == "Chaque vendredi, un café."
    assert is_vouched_for(page)
    refused(change, page)


# What the site writes of a live page


def write_drafts(world, page):
    draft = page.get_latest_revision_as_object()
    draft.title = draft.tagline = NEVER
    kept = draft.save_revision(user=world.author)
    draft.save_revision(user=world.author, overwrite_revision=kept)


def lock(world, page):
    page.locked, page.locked_by, page.locked_at = True, world.author, timezone.now()
    page.save()


def save_the_base(world, page):
    Page.objects.get(pk=page.pk).save()


def move(world, page):
    page.move(world.fresh(world.other_centre), pos="last-child")


def give_to_a_colleague(world, page):
    Page.objects.filter(pk=page.pk).update(owner=world.colleague)


def take_offline(world, page):
    page.unpublish()
    InitiativeStep.objects.filter(page=page).delete()
    Page.objects.filter(pk=page.pk).update(title=NEVER)


def mend_the_tree(world, page):
    call_command("fixtree", interactive=False, verbosity=0)
    Page.fix_tree()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        write_drafts,
        lock,
        save_the_base,
        move,
        give_to_a_colleague,
        take_offline,
        mend_the_tree,
    ],
)
def test_what_is_no_content_goes_on(world, write):
    page = world.fiche(published=True)
    write(world, page)
    assert again(page).live is (write is not take_offline)


# Deletions


@pytest.mark.django_db
def test_a_page_goes_whole_with_its_rounds(world, submitted):
    page = world.publish(submitted)
    page.delete()
    assert not CommitteeTaskState.objects.exists()
    assert not Revision.objects.filter(object_id=str(page.pk)).exists()


@pytest.mark.django_db
def test_so_does_a_draft_that_was_refused_and_a_centre_with_its_fiches(
    world, submitted
):
    world.vote(world.members[0], submitted, "request_changes")
    again(submitted).delete()
    world.fiche(published=True)
    world.vote(world.members[0], world.submit(world.fiche()))
    CentrePage.objects.get(pk=world.centre.pk).delete()
    assert not InitiativePage.objects.exists()
    assert not Vote.objects.exists()


@pytest.mark.django_db
def test_what_a_live_page_names_may_go_and_the_page_stays_guarded(world):
    source, audience = world.fiche(), AudienceFactory(name="Seniors", slug="seniors")
    centre = CentrePageFactory()
    page = world.fiche(adapted_from=source, audiences=[audience], keywords=["levain"])
    page.associated_centres.add(centre)
    page.save()
    page.save_revision()
    page = publish(page)
    for named in (source, audience, centre, page.keywords.get()):
        named.delete()
    page = again(page)
    assert page.live
    assert page.adapted_from is None
    assert not (page.audiences.exists() or page.associated_centres.exists())
    refused(change, page)


@pytest.mark.django_db
def test_nor_does_a_refused_deletion_leave_the_door_open(world):
    page = world.fiche(published=True)
    with transaction.atomic():
        again(page).delete()
        transaction.set_rollback(True)
    refused(change, page)


def test_a_purge_spares_what_is_online_and_what_was_voted(crowd):
    voted = crowd.publish(crowd.submit(crowd.fiche()))
    let_through = crowd.fiche(published=True)
    first = voted.live_revision_id, let_through.live_revision_id
    for page in (voted, let_through):
        for _time in range(2):
            again(page).get_latest_revision_as_object().save_revision()
    second = crowd.publish(crowd.submit(again(voted)))
    second.get_latest_revision_as_object().save_revision()
    votes, revisions = Vote.objects.count(), Revision.objects.count()
    call_command("purge_revisions", pages=True, verbosity=0)
    kept = {again(page).live_revision_id for page in (voted, let_through)}
    assert Revision.objects.filter(pk__in=kept | set(first)).count() == 3
    assert Revision.objects.count() == revisions - 2
    assert Vote.objects.count() == votes == 4
    assert is_vouched_for(again(voted))
    with pytest.raises(ProtectedError):
        Revision.objects.filter(pk=first[0]).delete()
