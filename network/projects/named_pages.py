"""The groups that chapters call: many chapters on one page read them together."""

from contextvars import ContextVar

from wagtail import blocks
from wagtail.models import Page

_known = ContextVar("pages_named_by_chapters", default=None)


class NamedPageBlock(blocks.PageChooserBlock):
    """The core's, which reads the pages of each stream in a query of its own."""

    def bulk_to_python(self, values):
        known = _known.get()
        if known is None or not set(values) <= known.keys() | {None}:
            return super().bulk_to_python(values)
        return [known.get(value) for value in values]

    def deconstruct(self):
        # For migrations it is the core's: nothing that is stored differs.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


def named_together(chapters):
    """Read the pages that the bodies of these chapters name, in one query for all."""
    keys = {
        block["value"].get("page")
        for chapter in chapters
        for block in chapter.body.raw_data
        if block["type"] == "call"
    } - {None}
    if not keys:
        return
    found = Page.objects.in_bulk(keys)
    token = _known.set({key: found.get(key) for key in keys})
    try:
        for chapter in chapters:
            list(chapter.body)
    finally:
        _known.reset(token)
