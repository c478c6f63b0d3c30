"""Nothing that counts for the vote changes without a word on the vote page.

The fields, rows and blocks are read from the models: one that is added tomorrow and
that the comparison ignores fails here.
"""

import copy
import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Revision

from initiatives.models import InitiativePage
from network.review.changes import changes_between
from network.review.content import VOLATILE, text_hash
from tests.factories import PictureFactory

pytestmark = pytest.mark.django_db
# The numbers of the page itself, set once; comments are no content.
NEVER = VOLATILE | {"pk", "content_type", "wagtail_admin_comments"}
UNTOLD = "Sans effet à la lecture"


def other(field, value=None):
    """A value of this field that is not `value`."""
    if isinstance(value, list):
        return value[1:] if len(value) > 1 else [*value, 999_999]
    if field.many_to_one:
        return 999_998 if value == 999_999 else 999_999
    if isinstance(field, models.BooleanField):
        return not value
    if field.choices:
        return next(code for code, _label in field.flatchoices if code != value)
    if isinstance(field, models.DateField):
        return "2020-02-03" if value != "2020-02-03" else "2021-02-03"
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    return f"{value or ''} autrement"


def raw_of(block, word="mot"):
    """A raw value for any block that a fiche uses."""
    if isinstance(block, blocks.StructBlock):
        return {name: raw_of(child) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [{"type": "item", "id": "i", "value": raw_of(block.child_block, word)}]
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>Un {word}.</p>"
    if hasattr(block, "model_class"):
        return 999_999 if word == "mot" else 999_998
    return f"https://{word}.example/"


def stream_fields():
    return [f for f in InitiativePage._meta.fields if isinstance(f, StreamField)]


def stream_of(field, type_, value, id_="b"):
    return {field.name: json.dumps([{"type": type_, "id": id_, "value": value}])}


def cases_of_blocks():
    """(name, part of the content before, after), one inner value at a time."""
    for field in stream_fields():
        for kind, block in field.stream_block.child_blocks.items():
            before = raw_of(block)
            for name, child in block.child_blocks.items():
                for label, changed in [
                    ("value", raw_of(child, "terme")),
                    ("bold", "<p>Un <b>mot</b>.</p>"),
                    ("list", "<ul><li>Un mot.</li></ul>"),
                    ("lines", "<p>Un </p><p>mot.</p>"),
                ]:
                    is_rich = isinstance(child, blocks.RichTextBlock)
                    if label == "value" or is_rich:
                        yield (
                            f"{field.name}.{kind}.{name}.{label}",
                            stream_of(field, kind, before),
                            stream_of(field, kind, before | {name: changed}),
                        )


def row_of(model):
    return {
        field.name: other(field) for field in model._meta.fields if field.name != "id"
    } | {"pk": 1, "sort_order": 0}


def cases_of_rows():
    for relation in get_all_child_relations(InitiativePage):
        name, row = relation.get_accessor_name(), row_of(relation.related_model)
        if name in NEVER:
            continue
        yield f"{name} added", {name: []}, {name: [row]}
        yield f"{name} removed", {name: [row]}, {name: []}
        for field in relation.related_model._meta.fields:
            if field.name in ("id", "sort_order", relation.field.name):
                continue
            changed = row | {field.name: other(field, row[field.name])}
            yield f"{name}.{field.name}", {name: [row]}, {name: [changed]}
            if hasattr(relation.related_model, "sort_order"):
                former = [row, changed | {"sort_order": 1}]
                moved = [changed | {"sort_order": 0}, row | {"sort_order": 1}]
                yield f"{name}.{field.name} moved", {name: former}, {name: moved}


def cases_of_fields(content):
    for name, value in content.items():
        if name in NEVER:
            continue
        field = InitiativePage._meta.get_field(name)
        if not (field.one_to_many or isinstance(field, StreamField)):
            yield name, {}, {name: other(field, value)}


def compare(base, before, after):
    kind = ContentType.objects.get_for_model(InitiativePage)
    old, new = base | before, base | after
    assert text_hash(InitiativePage, old) != text_hash(InitiativePage, new), (
        "the case changes nothing"
    )
    return changes_between(
        Revision(content_type=kind, content=old),
        Revision(content_type=kind, content=new),
    )


def test_whatever_the_vote_covers_is_told(world):
    base = world.fiche(picture=PictureFactory()).latest_revision.content
    cases = [*cases_of_fields(base), *cases_of_rows(), *cases_of_blocks()]
    assert {name for name, *_case in cases} >= {
        "title",
        "slug",
        "audiences",
        "photos.consent_until",
        "photos.picture moved",
        "story.story.limits.bold",
        "complements.document.document.value",
    }
    unsaid = []
    for name, before, after in cases:
        changes = compare(base, before, after)
        if not changes or any(change.label == UNTOLD for change in changes):
            unsaid.append(name)
    assert unsaid == []


def test_every_field_that_the_vote_covers_is_one_of_the_cases(world):
    base = world.fiche().latest_revision.content
    seen = {name for name, *_case in cases_of_fields(base)}
    seen |= {name.split()[0].split(".")[0] for name, *_case in cases_of_rows()}
    seen |= {name.split(".")[0] for name, *_case in cases_of_blocks()}
    assert seen == set(base) - NEVER


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        ({"summary": "Un mot."}, {"summary": "Un  mot. "}, "résumé"),
        ({"summary": "Un mot."}, {"summary": "\nUn mot."}, "résumé"),
    ],
)
def test_spaces_are_told_in_one_sentence(world, before, after, label):
    base = world.fiche().latest_revision.content
    (change,) = compare(base, before, after)
    assert change.label == UNTOLD
    assert label in change.notes[0].lower()


def test_rows_with_other_numbers_are_told_too(world):
    base = world.fiche().latest_revision.content
    steps = copy.deepcopy(base["steps"])
    for step in steps:
        step["sort_order"] += 1
    (change,) = compare(base, {}, {"steps": steps})
    assert (change.label, "Ce que nous avons fait" in change.notes[0]) == (UNTOLD, True)


def test_the_keys_of_paragraphs_and_blocks_are_told_in_one_sentence(world):
    (story,) = (f for f in stream_fields() if f.name == "story")
    before = {"limits": "<p>Un mot.</p>", "outlook": "<p>Un mot.</p>"}
    after = {
        name: text.replace("<p", '<p data-block-key="a1"')
        for name, text in before.items()
    }
    base = world.fiche().latest_revision.content
    (change,) = compare(
        base, stream_of(story, "story", before), stream_of(story, "story", after)
    )
    assert change.label == UNTOLD
    assert "Les difficultés et les limites, Et maintenant ?" in change.notes[0]
    (change,) = compare(
        base,
        stream_of(story, "story", before),
        stream_of(story, "story", before, id_="c"),
    )
    assert change.label == UNTOLD


@pytest.mark.parametrize(
    "after", ["<p>Un mot, un <b>mot</b>.</p>", "<p>Un <u>mot</u>, un <b>mot</b>.</p>"]
)
def test_a_formatting_without_a_name_is_told_as_such(world, after):
    (story,) = (f for f in stream_fields() if f.name == "story")
    before = {"limits": "<p>Un <b>mot</b>, un mot.</p>"}
    (change,) = compare(
        world.fiche().latest_revision.content,
        stream_of(story, "story", before),
        stream_of(story, "story", {"limits": after}),
    )
    assert change.label == "Les difficultés et les limites"
    assert change.notes == ["La mise en forme a changé, pas les mots."]


def test_a_field_added_since_by_a_migration_is_told_once_it_is_filled(world):
    base = world.fiche().latest_revision.content
    kind = ContentType.objects.get_for_model(InitiativePage)
    older = {name: value for name, value in base.items() if name != "material"}
    new = Revision(content_type=kind, content=base)
    assert changes_between(Revision(content_type=kind, content=older), new) == []
    new.content = base | {"material": "Six tables."}
    (change,) = changes_between(Revision(content_type=kind, content=older), new)
    assert change.label == "Matériel et lieux"


def test_a_field_that_is_gone_since_breaks_nothing(world):
    base = world.fiche().latest_revision.content
    kind = ContentType.objects.get_for_model(InitiativePage)
    old = Revision(content_type=kind, content=base | {"former_field": "a"})
    new = Revision(content_type=kind, content=base | {"former_field": "b"})
    assert changes_between(old, new) == []
