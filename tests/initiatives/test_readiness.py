import re

import pytest
from django.template.loader import render_to_string

from initiatives.faults import limits_of
from initiatives.form.progress import progress_of
from initiatives.models import InitiativePage, InitiativeQuote
from tests.factories import InitiativePageFactory

pytestmark = pytest.mark.django_db


def test_a_fiche_with_the_ten_essentials_lacks_nothing(tree):
    fiche = InitiativePageFactory()
    assert fiche.missing_items() == []
    assert fiche.get_latest_revision_as_object().missing_items() == []


def helps():
    """(kind, name, what the form says of its length) of each field that has a limit."""
    told = {panel.field_name: panel.help_text for panel in plain_panels()}
    for field in InitiativePage._meta.fields:
        yield "plain", field.name, told.get(field.name) or field.help_text
    for name in ("steps", "quotes"):
        row = InitiativePage._meta.get_field(name).related_model
        yield "rows", name, row._meta.get_field("text").help_text
    story = InitiativePage._meta.get_field("story").stream_block.child_blocks["story"]
    for name, block in story.child_blocks.items():
        yield "story", name, getattr(block, "field", block.meta).help_text


def plain_panels():
    panels = InitiativePage.content_panels
    return [panel for panel in panels if hasattr(panel, "field_name")]


def test_the_form_says_the_length_that_is_asked_for():
    limits, said = limits_of(InitiativePage()), []
    for kind, name, text in helps():
        if found := re.search(r"\((\d+) signes", str(text or "")):
            said.append(name)
            assert limits[kind][name] == int(found[1]), name
    assert len(said) > 15


def test_what_is_done_and_what_is_left_make_the_points(tree):
    """« 9 points sur 10 / Il reste 4 points » told two stories in one list."""
    fiche = InitiativePageFactory()
    fiche.tagline = ""
    fiche.quotes = [InitiativeQuote(text="")]
    fiche.end_year = fiche.start_year - 1
    told = progress_of(fiche)
    assert told["faults"]
    said = " ".join(
        render_to_string("initiatives/form/progress_list.html", told).split()
    )
    done, points = map(int, re.search(r"(\d+) points? sur (\d+)", said).groups())
    left = int(re.search(r"Il reste (\d+) points", said)[1])
    assert done + left == points == len(told["faults"]) + len(told["essentials"])
