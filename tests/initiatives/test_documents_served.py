"""A document is public exactly as long as a page online shows it."""

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.models import ReferenceIndex

from home.models import Attachment
from initiatives.life import actions as life
from initiatives.models import InitiativePage
from network.review.models import CHANGES
from tests.factories import MembershipFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world):
    return Attachment.objects.create(
        title="Compte rendu",
        collection=world.fresh(world.centre).collection,
        file=ContentFile(b"%PDF-1.7 x", name="compte-rendu.pdf"),
    )


def show(world, fiche, document):
    """A new version of the fiche, with the document."""
    page = fiche.get_latest_revision_as_object()
    page.complements = [("document", {"document": document, "title": "Le compte"})]
    if not page.live:
        page.save()
    page.save_revision(user=world.author)
    return InitiativePage.objects.get(pk=fiche.pk)


def is_served(client, document):
    """True if the file comes; False if the page that finds nothing comes."""
    answer = client.get(document.url)
    if answer.status_code == 200:
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        return True
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.content.decode()
    return False


def test_before_any_publication_it_is_its_centre_s(world, document, client, as_):
    for _ in range(2):
        assert not is_served(client, document)
        assert not is_served(as_(world.stranger), document)
        assert not is_served(as_(world.members[0]), document)
        assert is_served(as_(world.author), document)
        assert is_served(as_(world.webmaster), document)
        show(world, world.fiche(), document)  # a draft shows it to nobody


def test_no_cache_keeps_what_only_some_may_read(world, document, client, as_):
    def caching(reader):
        answer = reader.get(document.url)
        assert b"".join(answer.streaming_content)
        return answer.headers.get("Cache-Control")

    assert caching(as_(world.author)) == "private, no-store"
    publish(show(world, world.fiche(), document))
    assert caching(client) is None


def test_visitors_have_it_with_the_fiche_and_lose_it_with_it(
    world, document, client, as_
):
    page = world.publish(world.submit(show(world, world.fiche(), document)))
    assert is_served(client, document)
    life.withdraw(page, user=world.referent, reason="Trop de noms.")
    assert not is_served(client, document)
    assert not is_served(as_(world.stranger), document)
    for user in (world.author, world.referent, world.webmaster, world.members[0]):
        assert is_served(as_(user), document)


def test_another_page_online_keeps_it_public(world, document, client):
    first, second = (publish(show(world, world.fiche(), document)) for _ in range(2))
    life.withdraw(first, user=world.referent, reason="Trop de noms.")
    assert is_served(client, document)
    life.withdraw(second, user=world.referent, reason="Trop de noms.")
    assert not is_served(client, document)


def test_a_version_without_it_takes_it_offline(world, document, client):
    page = publish(show(world, world.fiche(), document))
    draft = page.get_latest_revision_as_object()
    draft.complements = []
    draft.save_revision(user=world.author)
    assert is_served(client, document)
    publish(page)
    assert not is_served(client, document)


def test_a_late_worker_delays_no_document_and_shows_none_for_longer(
    world, document, client, late_worker
):
    page = world.publish(world.submit(show(world, world.fiche(), document)))
    assert not ReferenceIndex.get_references_to(document).exists()
    assert is_served(client, document)
    life.withdraw(page, user=world.referent, reason="Trop de noms.")
    assert not is_served(client, document)


def test_what_the_index_says_of_an_older_version_shows_nothing(
    world, document, client, settings
):
    page = publish(show(world, world.fiche(), document))
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    draft = page.get_latest_revision_as_object()
    draft.complements = []
    draft.save_revision(user=world.author)
    publish(page)
    assert ReferenceIndex.get_references_to(document).exists()
    assert not is_served(client, document)


def test_the_committee_reads_what_it_votes_on(world, document, as_):
    page = show(world, publish(world.fiche()), document)
    member = world.members[0]
    world.submit(world.fiche())  # of the same centre, without the document
    assert not is_served(as_(member), document)
    page = world.submit(page)
    assert is_served(as_(member), document)
    assert not is_served(as_(world.stranger), document)
    world.vote(world.members[1], page, CHANGES)
    assert is_served(as_(member), document)


def test_what_a_centre_took_back_is_no_longer_the_committee_s(world, document, as_):
    page = world.submit(show(world, world.fiche(), document))
    page.current_workflow_state.cancel(user=world.author)
    assert not is_served(as_(world.members[0]), document)


def test_a_document_of_no_centre_is_read_in_the_review_that_shows_it(
    world, document, as_
):
    root = document.collection.get_root()
    Attachment.objects.filter(pk=document.pk).update(collection=root)
    assert not is_served(as_(world.members[0]), document)
    world.submit(show(world, world.fiche(), document))
    assert is_served(as_(world.members[0]), document)


def test_an_ended_membership_closes_it(world, document, as_):
    gone = MembershipFactory(centre=world.centre)
    assert is_served(as_(gone.user), document)
    gone.user.memberships.update(ended_at=gone.started_at)
    assert not is_served(as_(gone.user), document)


def test_nobody_guesses_the_place_of_the_file(document):
    """The proxy serves the folder of media without asking who reads."""
    assert re.fullmatch(r"documents/[0-9a-f]{32}/compte-rendu\.pdf", document.file.name)
    assert document.url == f"/documents/{document.pk}/compte-rendu.pdf"
