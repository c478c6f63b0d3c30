"""A text has as many signs as are stored, and one bound at least."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.fields import StreamField
from wagtail.rich_text import RichText

from home.blocks import Bounded
from home.signs import MOST, LongTextField, count_signs, refuse_beyond, says_something

OURS = {"home", "network", "review", "initiatives", "search"}


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("", 0),
        (None, 0),
        ("mot", 3),
        ("mot" + " " * 500, 503),
        ("1 < 2 et 3 > 2", 14),
        (RichText("<p>mot</p>"), 3),
        (RichText("<p>mot" + " " * 500 + "</p>"), 503),
        (RichText("<p>L&#x27;eau &amp; &lt;b&gt;</p>"), 11),
        (RichText("<p>un</p><ul><li>de<b>ux</b></li><li>trois</li></ul>"), 13),
        (RichText("<p></p>" * 100), 99),
    ],
)
def test_signs_are_counted_as_they_are_stored_and_as_a_reader_sees_them(text, signs):
    assert count_signs(text) == signs


def test_spaces_alone_say_nothing():
    assert not says_something(RichText("<p> </p><p>\xa0</p>"))
    assert not says_something("  ")
    assert says_something(RichText("<p>é</p>"))


def test_a_refusal_says_both_numbers():
    refuse_beyond(20_000, 20_000)
    with pytest.raises(ValidationError) as refusal:
        refuse_beyond(20_000, 20_345)
    said = " ".join(refusal.value.messages)
    assert "20\u202f345 signes" in said and "20\u202f000 au plus" in said


def models_of_ours():
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def all_blocks(block):
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from all_blocks(child)
    if child := getattr(block, "child_block", None):
        yield from all_blocks(child)


def test_each_long_text_of_a_form_of_the_back_office_has_its_bound():
    fields = [
        field
        for model in models_of_ours()
        for field in model._meta.fields
        if type(field) is models.TextField and field.editable
    ]
    assert len(fields) > 10
    for field in fields:
        shown = formfield_for_dbfield(field)
        assert isinstance(shown, LongTextField), field
        most = field.max_length or MOST
        assert f"{most:,} signes".replace(",", "\u202f") in shown.help_text, field
        with pytest.raises(ValidationError):
            shown.clean("x" * (most + 1))
        assert shown.clean("x" * most)


def test_each_text_of_a_stream_has_its_bound():
    streams = [
        field.stream_block
        for model in models_of_ours()
        for field in model._meta.fields
        if isinstance(field, StreamField)
    ]
    texts = [
        block
        for stream in streams
        for block in all_blocks(stream)
        if isinstance(block, blocks.TextBlock | blocks.RichTextBlock)
    ]
    assert len(texts) > 10
    assert [block for block in texts if not isinstance(block, Bounded)] == []
