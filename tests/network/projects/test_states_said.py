"""Where the actions of a document stand: said by its federation, on one screen."""

import pytest
from django.urls import reverse

from network.projects.models import EntryState
from tests.factories import FederalProjectPageFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("rows of one key, through the ORM alone"),
]


@pytest.fixture
def project(stage):
    return FederalProjectPageFactory(
        parent=stage.fresh(stage.federation), published=True
    )


def say(client, project, **states):
    """`states`: {title of an action: (state, word)}; the words of the answer."""
    sent = {"said_by": "équipe permanente", "said_on": "2024-06-17"}
    for entry in project.published_entries.filter(kind="action"):
        state, word = states.get(entry.title.split()[-1], ("", ""))
        sent |= {f"state-{entry.pk.hex}": state, f"word-{entry.pk.hex}": word}
    address = reverse("projects:states", args=[project.pk])
    return client.post(address, sent, follow=True).content.decode()


def test_nothing_done_is_said_in_words_and_nothing_said_changes_nothing(
    stage, project, as_, client
):
    animator = as_(stage.animator)
    assert "aucune action n’a encore d’état" in say(animator, project)
    assert not EntryState.objects.exists()
    say(animator, project, **{"1": ("ongoing", "")})
    shown = client.get(project.url).content.decode()
    assert "Aucune action faite sur 2." in shown and "0 action" not in shown
    say(animator, project, **{"1": ("done", "")})
    assert "1 action faite sur 2." in client.get(project.url).content.decode()


def test_the_table_of_a_document_without_lines_leads_to_what_it_has(stage, client):
    empty = FederalProjectPageFactory(
        parent=stage.fresh(stage.federation), published=True, rows={"entries": []}
    )
    shown = client.get(f"{empty.url}?vue=tableau").content.decode()
    assert "Voir le document" in shown and "Voir l’arbre" not in shown
