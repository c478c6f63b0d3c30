"""Opening the form of a fiche: one of the two screens a contributor sees most."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.views.generic.mixins import JsonPostResponseMixin
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    streamfield,
)

from initiatives.form.views import InitiativeEditView
from network.review.models import CHANGES
from tests.conftest import COUNTED_ONCE
from tests.factories import PictureFactory, publish

from ..form_data import story

pytestmark = [pytest.mark.django_db, COUNTED_ONCE]


def queries(client, page):
    address = f"/admin/pages/{page.pk}/edit/"
    assert client.get(address).status_code == 200  # what a process reads once
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return number_of(captured)


def number_of(captured):
    return sum("SAVEPOINT" not in entry["sql"] for entry in captured)


def autosaved(client, page):
    """The answer of the autosave that follows another one, and its queries."""
    address = f"/admin/pages/{page.pk}/edit/"
    shown = client.get(address).content.decode()
    form = querydict_from_html(shown, form_id="page-edit-form").dict()
    form.pop("associated_centres", None)
    form |= nested_form_data({"story": story(), "complements": streamfield([])})
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(address, form, HTTP_ACCEPT="application/json").json()
        form |= answer["field_updates"]
        form["overwrite_revision_id"] = str(answer["revision_id"])
    return answer, number_of(captured)


def test_a_draft_opens_in_sixty_queries(world, as_):
    assert queries(as_(world.author), world.fiche()) <= 60


def test_what_a_draft_holds_costs_few_queries_however_much_it_is(world, as_):
    """Each photo costs the core two queries, each keyword one."""
    client = as_(world.author)
    one, five = (queries(client, world.rich_fiche(many)) for many in (1, 5))
    assert five <= one + 4 * 3


def test_an_autosave_takes_130_queries_and_few_more_for_each_row(world, as_):
    """Wagtail writes each row of a draft; its references are read once for all."""
    client = as_(world.author)
    two, eight = (
        autosaved(client, world.fiche(steps=[f"Étape {n}" for n in range(steps)]))[1]
        for steps in (2, 8)
    )
    assert two <= 130
    assert eight <= two + 6 * 2


def test_an_autosave_refreshes_what_the_core_would(world, as_, monkeypatch):
    """From a context that leaves out the form, a third of its cost."""
    client, fiche = as_(world.author), world.fiche()
    ours, _queries = autosaved(client, fiche)
    monkeypatch.setattr(
        InitiativeEditView, "render_partials", JsonPostResponseMixin.render_partials
    )
    theirs, _queries = autosaved(client, fiche)
    assert "progress-top" in ours["html"]
    assert ours["html"].split() == theirs["html"].split()


def test_a_fiche_online_costs_no_more(world, as_):
    fiche = publish(world.fiche(picture=PictureFactory()))
    assert queries(as_(world.author), fiche) <= 70


def test_a_fiche_under_vote_and_one_sent_back_cost_little_more(world, as_):
    fiche = world.submit(world.fiche())
    client = as_(world.author)
    assert queries(client, fiche) <= 75
    world.vote(world.members[0], fiche, CHANGES)
    assert queries(client, fiche) <= 75
