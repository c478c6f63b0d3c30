"""Each part of what a vote covers: one that moves stops the next vote."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page, Revision

from home.models import Attachment, Picture
from initiatives.models import InitiativePage
from network.review.content import content_hash, text_hash
from network.review.models import CommitteeTaskState, Vote
from network.review.permissions import VoteRefused
from network.review.publication import publication_without_review
from network.review.scheduled import publish_due
from network.review.triggers.door import opened
from tests.factories import CentrePageFactory, PictureFactory

from . import behind

pytestmark = pytest.mark.django_db
PARTS = ("x", "y", "width", "height")


def again(page):
    return InitiativePage.objects.get(pk=page.pk)


def stops_the_next_vote(world, fiche):
    with pytest.raises(VoteRefused, match="a changé depuis son envoi"):
        world.vote(world.members[1], fiche)
    assert Vote.objects.count() == 1
    assert not again(fiche).live


@pytest.mark.parametrize(
    "change",
    [{"file_hash": "f" * 40}, *({f"focal_point_{name}": 9} for name in PARTS)],
)
def test_what_is_under_a_photo_is_voted(world, change):
    picture = PictureFactory()
    fiche = world.submit(world.fiche(picture=picture))
    world.vote(world.members[0], fiche)
    Picture.objects.filter(pk=picture.pk).update(**change)
    stops_the_next_vote(world, fiche)


def test_the_register_of_the_library_is_not(world):
    """What is printed is the row's; who mends the register stops no vote."""
    revision = world.fiche(picture=PictureFactory()).latest_revision
    before = content_hash(revision)
    Picture.objects.update(credit="Autre", consent_kind="minors", description="z")
    assert content_hash(revision) == before


def test_what_is_in_a_document_is_voted(world):
    document = Attachment.objects.create(title="a", file_hash="a", file="documents/a")
    draft = world.fiche().get_latest_revision_as_object()
    draft.complements = [("document", {"document": document, "title": "À lire"})]
    draft.save_revision(user=world.author)
    fiche = world.submit(again(draft))
    world.vote(world.members[0], fiche)
    Attachment.objects.update(file_hash="b")
    stops_the_next_vote(world, fiche)


@pytest.mark.parametrize(
    "change",
    [
        {"go_live_at": "2030-01-01T00:00:00Z"},
        {"expire_at": "2030-01-01T00:00:00Z"},
        {"associated_centres": [1]},
        {"title": "Autre"},
        {"slug": "autre"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_dates_address_and_centres_are_voted(world, submitted, change):
    world.vote(world.members[0], submitted)
    revision = world.state_of(submitted).revision
    behind.rewrite(revision, revision.content | change)
    stops_the_next_vote(world, submitted)


def test_another_version_slipped_under_the_page_stops_the_next_vote(world, submitted):
    world.vote(world.members[0], submitted)
    voted = again(submitted).latest_revision
    slipped = Revision.objects.create(
        content_object=again(submitted), object_str="x", content=voted.content
    )
    Page.objects.filter(pk=submitted.pk).update(latest_revision=slipped)
    stops_the_next_vote(world, submitted)


def test_the_order_of_centres_and_the_keys_of_rows_are_no_content(world):
    fiche = world.fiche()
    content = fiche.latest_revision.content
    centres = [CentrePageFactory().pk, CentrePageFactory().pk]
    steps = [step | {"pk": 900 + step["sort_order"]} for step in content["steps"]]
    one = content | {"associated_centres": centres, "wagtail_note": "a"}
    other = content | {"associated_centres": centres[::-1], "steps": steps}
    assert text_hash(InitiativePage, one) == text_hash(InitiativePage, other)
    assert text_hash(InitiativePage, one) != text_hash(
        InitiativePage, other | {"steps": steps[::-1]}
    )


@pytest.mark.parametrize(
    "key",
    [
        *("live", "live_revision", "latest_revision", "has_unpublished_changes"),
        *("latest_revision_created_at", "first_published_at", "last_published_at"),
        *("locked", "locked_at", "locked_by", "expired", "owner", "draft_title"),
        *("path", "depth", "numchild", "url_path"),
    ],
)
def test_bookkeeping_is_no_content(world, key):
    """A hand-over, a move, a lock: who voted read the same fiche."""
    content = world.fiche().latest_revision.content
    assert key in content
    assert text_hash(InitiativePage, content | {key: "autre"}) == text_hash(
        InitiativePage, content
    )


def test_a_voted_date_hashes_to_itself(world):
    """In memory a moment is a datetime, in the revision a word."""
    draft = world.fiche().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    revision = draft.save_revision(user=world.author)
    assert text_hash(InitiativePage, draft.serializable_data()) == text_hash(
        InitiativePage, revision.content
    )
    assert content_hash(revision) == content_hash(Revision.objects.get(pk=revision.pk))


def test_what_was_approved_goes_online_and_not_what_is_the_latest(world, submitted):
    """Wagtail publishes the latest revision (wagtail#6249)."""
    state = world.state_of(submitted)
    for member in world.members[:2]:
        vote = Vote(
            state=state, user=member, choice="support", content_hash=state.content_hash
        )
        vote.sign()
        vote.save()
    content = state.revision.content | {"tagline": "Glissée en douce."}
    slipped = Revision.objects.create(
        content_object=again(submitted), object_str="x", content=content
    )
    Page.objects.filter(pk=submitted.pk).update(latest_revision=slipped)
    state.approve(user=world.superuser)
    page = again(submitted)
    assert page.live
    assert page.live_revision_id == state.revision_id
    assert page.tagline == submitted.tagline


def test_what_changed_during_the_vote_is_voted_anew_and_goes_online(world, submitted):
    world.vote(world.members[0], submitted)
    draft = again(submitted).get_latest_revision_as_object()
    draft.tagline = "Une tout autre accroche."
    draft.save_revision(user=world.superuser)
    for member in world.members[2:]:
        world.vote(member, submitted)
    assert again(submitted).live
    assert again(submitted).tagline == "Une tout autre accroche."


def test_what_is_hashed_is_what_the_database_holds(world):
    """Whoever read the revision before may hold an older text in memory."""
    revision = world.fiche().latest_revision
    before = content_hash(revision)
    content = revision.content | {"tagline": "Écrit en base."}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    assert content_hash(revision) != before


def test_a_vote_on_another_content_counts_for_nothing(world, submitted):
    world.vote(world.members[0], submitted)
    vote = Vote.objects.get()
    vote.content_hash = "0" * 64
    vote.sign()
    with opened(submitted.pk):
        vote.save()
    world.vote(world.members[1], submitted)
    assert len(world.state_of(submitted).supporters()) == 1
    assert not again(submitted).live


def test_a_cancelled_vote_counts_for_nothing(world, submitted):
    world.vote(world.members[0], submitted)
    Vote.objects.all().cancel(Vote.Cancelled.TEXT)
    world.vote(world.members[1], submitted)
    assert len(world.state_of(submitted).supporters()) == 1
    assert not again(submitted).live


def scheduled(world):
    """A fiche that was voted and waits for its date."""
    draft = world.fiche().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=world.author)
    page = world.publish(world.submit(again(draft)))
    Revision.objects.filter(pk=page.latest_revision_id).update(
        approved_go_live_at=timezone.now() - timedelta(hours=1)
    )
    return page


def take_back_a_vote(state):
    state.votes.filter(pk=state.votes.first().pk).update(cancelled_at=timezone.now())


def reopen(state):
    CommitteeTaskState.objects.filter(pk=state.pk).update(status="in_progress")


def ask_for_nobody(state):
    state.votes.update(cancelled_at=timezone.now())
    rows = CommitteeTaskState.objects.filter(pk=state.pk)
    behind.amend(state.workflow_state.content_object, rows, quorum=0)


def rewrite(state):
    content = state.revision.content | {"tagline": "Jamais lue."}
    behind.rewrite(state.revision, content)


def withdraw(state):
    CommitteeTaskState.objects.withdraw(state.workflow_state.content_object)


@pytest.mark.parametrize(
    "spoil", [take_back_a_vote, reopen, ask_for_nobody, rewrite, withdraw]
)
def test_an_approval_is_looked_at_again_when_its_date_comes(world, spoil):
    page = scheduled(world)
    spoil(world.state_of(page))
    assert publish_due() == 1
    assert not again(page).live


def test_an_approval_that_stands_loses_no_date(world):
    scheduled(world)
    assert publish_due() == 0


def test_a_live_fiche_given_to_a_colleague_is_saved_and_locked(world, submitted):
    page = world.publish(submitted)
    InitiativePage.objects.filter(pk=page.pk).update(owner=world.referent)
    page = again(page)
    page.locked, page.locked_by = True, world.webmaster
    page.locked_at = timezone.now()
    page.save()
    page = again(page)
    page.draft_title = "Ce que Wagtail en retient"
    page.save()
    assert again(page).live


def test_a_save_of_one_field_changes_no_live_version(world, submitted):
    draft = world.publish(submitted).get_latest_revision_as_object()
    draft.tagline = "Deuxième version."
    unread = draft.save_revision(user=world.author)
    page = again(draft)
    page.live_revision = unread
    with pytest.raises(PermissionDenied):
        page.save(update_fields=["live_revision"])


def test_one_field_that_takes_it_offline_ends_its_approval(world, submitted):
    page = world.publish(submitted)
    page.live = False
    page.save(update_fields=["live"])
    with pytest.raises(PermissionDenied):
        page.live_revision.publish(skip_permission_checks=True)
    assert not again(page).live


def test_the_draft_title_of_a_live_fiche_is_the_voted_one(world, submitted):
    """Wagtail's lists show it to who does not see the draft."""
    page = world.publish(submitted)
    voted, draft = page.title, page.get_latest_revision_as_object()
    draft.title = "Titre que personne n’a lu"
    draft.save_revision(user=world.author)
    assert again(page).draft_title == voted


def test_the_exception_ends_with_its_block(world):
    fiche = world.fiche()
    with publication_without_review(
        fiche, user=world.webmaster, kind="emergency", reason="Une erreur"
    ):
        pass
    with pytest.raises(PermissionDenied):
        fiche.latest_revision.publish(skip_permission_checks=True)
