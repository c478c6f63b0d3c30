"""Serialised values of a page in words, as lists of paragraphs."""

import json
from typing import NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks

from home.lines import lines_of
from home.signs import words_of_html


def lines(text):
    """The lines of a text that say something."""
    return lines_of(str(text))


def words_of_field(field, value):
    """The paragraphs of a plain field, a choice, a key or a list of keys."""
    if value is None or value == "" or value == []:
        return []
    if field.many_to_many or field.many_to_one or field.one_to_one:
        return _words_of_keys(field.related_model, value)
    if hasattr(field, "labels_of"):  # a closed list; a code that left it is kept
        return [str(next(iter(field.labels_of([code])), code)) for code in value]
    if hasattr(field, "words_of"):  # a code of some register
        return [field.words_of(value)]
    if isinstance(field, models.BooleanField):
        return [_("oui") if value else _("non")]
    if isinstance(value, dict):
        return [f"{key} : {words}" for key, words in sorted(value.items())]
    if field.choices:
        return [str(dict(field.flatchoices).get(value, value))]
    return lines(_words_of_date(field, value))


def _words_of_date(field, value):
    # A DateTimeField is a DateField too: ask it first.
    if isinstance(field, models.DateTimeField) and (day := parse_datetime(str(value))):
        return date_format(day, "DATETIME_FORMAT")
    if isinstance(field, models.DateField) and (day := parse_date(str(value))):
        return date_format(day, "DATE_FORMAT")
    return value


def _words_of_keys(model, value):
    keys = value if isinstance(value, list) else [value]
    found = model._base_manager.in_bulk(keys)
    return [_name_of(model, key, found.get(key)) for key in keys]


def _name_of(model, key, row):
    if row is None:
        return _("(supprimé)") + f" n° {key}"
    # Two files may have one title: their number tells them apart.
    return f"{row} (n° {key})" if hasattr(row, "file") else str(row)


def words_of_rows(relation, rows):
    """One paragraph for each row: « label : value », one after the other."""
    model = relation.related_model
    hidden = {relation.field.name, "sort_order", model._meta.pk.name}
    fields = [field for field in model._meta.fields if field.name not in hidden]
    ordered = sorted(rows or [], key=lambda row: row.get("sort_order") or 0)
    return [text for row in ordered if (text := _words_of_row(fields, row))]


def _words_of_row(fields, row):
    said = []
    for field in fields:
        if words := " ".join(words_of_field(field, row.get(field.name))):
            is_alone = len(fields) == 1
            said.append(
                words if is_alone else f"{capfirst(field.verbose_name)} : {words}"
            )
    return " ; ".join(said)


class Part(NamedTuple):
    """A section of a stream: its paragraphs, its rich texts, its raw values."""

    words: list
    sources: list
    raw: list


def parts_of_blocks(stream_block, value):
    """{label: Part} of a stream: its structures cut into their sections.

    A stream of blocks that repeat has one label, "": that of its field.
    """
    found = {}
    for item in json.loads(value or "[]"):
        block = stream_block.child_blocks.get(item["type"])
        if block is None:
            continue
        is_fixed = stream_block.meta.max_num == 1
        if is_fixed and isinstance(block, blocks.StructBlock):
            for name, section in block.child_blocks.items():
                raw = item["value"].get(name)
                found[str(section.label)] = Part(
                    _words(section, raw), _sources(section, raw), [raw or None]
                )
        else:
            part = found.setdefault("", Part([], [], []))
            words = " ".join(_words(block, item["value"]))
            part.words.append(f"{block.label} : {words}")
            part.sources.extend(_sources(block, item["value"]))
            part.raw.append(item)
    return found


def _sources(block, value):
    """The HTML of the rich texts in the raw value of a block: a list."""
    if not value:
        return []
    if isinstance(block, blocks.StructBlock):
        return [
            source
            for name, child in block.child_blocks.items()
            for source in _sources(child, value.get(name))
        ]
    if isinstance(block, blocks.ListBlock):
        items = (item["value"] if _is_item(item) else item for item in value)
        return [html for item in items for html in _sources(block.child_block, item)]
    return [value] if isinstance(block, blocks.RichTextBlock) else []


def _words(block, value):
    """The paragraphs of the raw value of a block, whatever its kind."""
    if value is None or value == "":
        return []
    if isinstance(block, blocks.StructBlock):
        return [
            f"{child.label} : {' '.join(words)}"
            for name, child in block.child_blocks.items()
            if (words := _words(child, value.get(name)))
        ]
    if isinstance(block, blocks.ListBlock):
        items = (item["value"] if _is_item(item) else item for item in value)
        return [text for item in items for text in _words(block.child_block, item)]
    if isinstance(block, blocks.RichTextBlock):
        return lines(words_of_html(value))
    if hasattr(block, "model_class"):
        return _words_of_chosen(block.model_class, value)
    return lines(value)


def _is_item(item):
    return isinstance(item, dict) and item.get("type") == "item"


def _words_of_chosen(model, key):
    try:
        return [_name_of(model, key, model._base_manager.get(pk=key))]
    except ObjectDoesNotExist:
        return [_name_of(model, key, None)]
