"""The centre reads the history of its fiche in its own words."""

import pytest

from network.review.models import CHANGES

pytestmark = pytest.mark.django_db


def reload(fiche):
    return type(fiche).objects.get(pk=fiche.pk)


def test_the_history_of_a_fiche_speaks_of_the_committee_not_of_workflows(
    world, submitted, as_
):
    world.vote(world.members[0], submitted, CHANGES)
    reload(submitted).current_workflow_state.resume(user=world.author)
    for member in world.members[:2]:
        world.vote(member, submitted)
    again = world.submit(reload(submitted))
    again.current_workflow_state.cancel(user=world.author)
    shown = as_(world.author).get(f"/admin/pages/{submitted.pk}/history/")
    told = shown.content.decode()
    for words in (
        "Envoyée au comité",
        "Rendue au centre, pour une reprise",
        "Renvoyée au comité",
        "Approuvée par le comité",
        "Relecture arrêtée",
    ):
        assert words in told
    for word in ("Workflow «", "workflow «", "La tâche «"):
        assert word not in told


def test_an_address_of_nothing_in_the_back_office_speaks_of_no_wagtail(world, as_):
    found = as_(world.members[0]).get("/admin/comite/987654321/")
    assert found.status_code == 404
    assert "Cette page n’existe pas" in found.content.decode()
    assert "administration de Wagtail" not in found.content.decode()
