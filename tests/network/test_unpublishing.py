"""What goes offline with a page is said before, and is what goes."""

import pytest

from network.groups.models import WorkingGroupPage
from network.projects.models import FederalProjectChapterPage, FederalProjectPage
from network.review.models import CommitteeTaskState
from tests.network.documents import Federations, document

pytestmark = pytest.mark.django_db
UNPUBLISH = "/admin/pages/{}/unpublish/"
MANY = "/admin/bulk/wagtailcore/page/unpublish/?id={}"


@pytest.fixture
def federation(world):
    """Online: a project with two chapters, one in the other, and a group."""
    there = Federations(world)
    parent = document(there.ours, there.editor)
    for page in (
        parent,
        chapter := document(parent, there.editor, FederalProjectChapterPage, title="1"),
        document(chapter, there.editor, FederalProjectChapterPage, title="11"),
        document(there.ours, there.editor, WorkingGroupPage, title="Le groupe"),
    ):
        world.vote(there.animator, world.submit(page, user=there.editor))
    return there.ours


def online(federation):
    return set(federation.get_descendants().live().values_list("title", flat=True))


def said(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("door", [UNPUBLISH, MANY])
def test_a_project_takes_its_chapters_along(world, federation, as_, door):
    client, project = as_(world.webmaster), FederalProjectPage.objects.get()
    asked = said(client.get(door.format(project.pk)))
    told = "2 chapitres en ligne sont dessous : ils sont retirés avec ce document"
    assert told in asked or "est retiré avec les chapitres" in asked
    assert ('name="include_descendants"' in asked) == (door == MANY)
    client.post(door.format(project.pk))
    assert online(federation) == {"Le groupe"}
    standing = CommitteeTaskState.objects.filter(withdrawn_at=None)
    assert standing.count() == 1


@pytest.mark.one_database("what a page says, and the core does")
def test_the_documents_of_a_federation_stay_unless_one_asks(world, federation, as_):
    client, address = as_(world.webmaster), UNPUBLISH.format(federation.pk)
    asked = said(client.get(address))
    assert "4 pages en ligne sont dessous : elles restent en ligne, sauf si" in asked
    client.post(address)
    assert not type(federation).objects.get(pk=federation.pk).live
    assert len(online(federation)) == 4
    type(federation).objects.get(pk=federation.pk).save_revision().publish()
    client.post(address, {"include_descendants": "on"})
    assert online(federation) == set()
