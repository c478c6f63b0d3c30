"""One entry in several documents: a plan holds the link, the document says the text."""

import pytest
from django.test import Client
from django.urls import reverse

from network.projects.models import FederalProjectPage, ProjectEntry
from tests.factories import FederalProjectPageFactory, publish
from tests.network.documents import Federations

pytestmark = pytest.mark.django_db


@pytest.fixture
def federations(world):
    return Federations(world)


def read(page):
    return Client().get(page.url).content.decode()


def say(page, *rows):
    """A new version of a project online, with these (uuid, title)."""
    page.entries = [
        ProjectEntry(uuid=key, title=title, kind="action", sort_order=place)
        for place, (key, title) in enumerate(rows)
    ]
    page.save_revision()
    return publish(page)


def test_a_plan_says_the_text_that_its_project_has_online(world, federations, as_):
    project = federations.project(title="Projet 2024-2027")
    first = ProjectEntry(title="Former", kind="action")
    other = ProjectEntry(title="Rencontrer", kind="action")
    rows = [(one.uuid, one.title) for one in (first, other)]
    project = say(project, *rows)
    taken = ProjectEntry(source=first.uuid, title="", kind="action")
    plan = FederalProjectPageFactory(
        parent=federations.ours,
        title="Plan 2025",
        rows={"entries": [taken]},
        outline_rest="Un vœu à placer",
    )
    plan = world.submit(plan, user=federations.editor)
    state = world.state_of(plan)
    seen = as_(federations.animator).get(reverse("review:preview", args=[state.pk]))
    for words in ("Vous approuvez le lien, pas ce texte.", "ne lisent pas ces textes"):
        assert words in seen.content.decode()
    assert "Un vœu" in seen.content.decode()
    world.vote(federations.animator, plan)
    assert "Former" in read(plan)
    assert "Vous approuvez" not in read(plan)
    assert "Un vœu" not in read(plan)
    assert "Reprise dans" in read(project)
    project = say(project, (first.uuid, "Former ensemble"), rows[1])
    assert "Former ensemble" in read(plan)
    say(FederalProjectPage.objects.get(pk=project.pk), rows[1])
    assert "Former ensemble" in read(plan)
    assert "voici son dernier texte voté" in read(plan)
