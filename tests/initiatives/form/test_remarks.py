"""What the committee asks of a part stands above this part, until it is sent again."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.form.remarks import RemarkPanel
from initiatives.models import InitiativePage
from initiatives.sections import FIELD_OF
from network.review.models import CHANGES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("where a remark stands is told by templates"),
]
ASKED = {"reason": "form", "comment": "Racontez mieux, s’il vous plaît."}


@pytest.fixture
def ask(world, submitted):
    def ask(section=""):
        world.vote(world.members[0], submitted, CHANGES, **ASKED, section=section)

    return ask


@pytest.fixture
def form(world, submitted, as_):
    def form(user=world.author):
        edit = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
        return as_(user).get(edit).content.decode()

    return form


def remarks_in(text):
    return re.findall('data-remark-for="([^"]+)"', text)


@pytest.mark.parametrize("key", FIELD_OF)
def test_each_part_that_can_be_named_has_its_place(ask, form, key):
    ask(key)
    (section,) = [s for s in InitiativePage.review_sections() if s.key == key]
    text = form()
    assert remarks_in(text) == [section.anchor]
    note = text.index("data-remark-for")
    assert "Racontez mieux, s’il vous plaît." in text[note : note + 900]


def test_the_place_of_a_remark_is_right_above_its_field():
    panels = InitiativePage.content_panels
    places = [n for n, panel in enumerate(panels) if isinstance(panel, RemarkPanel)]
    above = {name: panels[n + 1] for n in places for name in panels[n].names}
    assert set(above) == set(FIELD_OF.values())
    for name, panel in above.items():
        assert name in fields_of(panel)


def fields_of(panel):
    if hasattr(panel, "children"):
        return [name for child in panel.children for name in fields_of(child)]
    return [getattr(panel, "relation_name", None) or panel.field_name]


def test_a_remark_on_the_whole_stands_at_the_top_only(ask, form):
    ask()
    text = form()
    assert ASKED["comment"] in text
    assert remarks_in(text) == []


def test_nobody_of_the_committee_is_named(world, ask, form):
    ask("summary")
    text = form()
    for member in world.members:
        assert member.last_name not in text
        assert member.email not in text


def test_it_goes_once_the_fiche_is_sent_again(world, submitted, ask, form):
    ask("summary")
    assert remarks_in(form()) == ["id_summary"]
    submitted.current_workflow_state.resume(user=world.author)
    assert remarks_in(form()) == []
    ask("steps")  # a second round: what was asked in the first is answered
    assert remarks_in(form()) == ["id_steps-FORMS"]


def test_a_word_with_an_approval_is_nothing_to_mend(world, submitted, form):
    state = world.state_of(submitted)
    word = {"comment": "Bravo !", "section": "summary"}
    world.vote(world.members[0], submitted, **world.answer(state), **word)
    assert remarks_in(form()) == []


def test_the_votes_are_read_once_for_all_parts(world, ask, as_, submitted):
    ask("summary")
    edit = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    client = as_(world.author)
    with CaptureQueriesContext(connection) as queries:
        client.get(edit)
    assert sum('FROM "review_vote"' in query["sql"] for query in queries) == 1
