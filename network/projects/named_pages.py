"""The groups that chapters call: many chapters on one page read them together."""

from contextvars import ContextVar

from django.db.models import BooleanField, ExpressionWrapper
from wagtail import blocks

from home.visibility import visible

_known = ContextVar("pages_named_by_chapters", default=None)


class NamedPageBlock(blocks.PageChooserBlock):
    """The core's, which reads the pages of each stream in a query of its own.

    Here with `is_visible`: whether a visitor may be told of the page.
    """

    def bulk_to_python(self, values):
        known = _known.get()
        if known is None or not set(values) <= known.keys() | {None}:
            is_visible = ExpressionWrapper(visible(), BooleanField())
            pages = self.model_class.objects.annotate(is_visible=is_visible)
            known = pages.in_bulk({*values} - {None})
        return [known.get(value) for value in values]

    def deconstruct(self):
        # For migrations it is the core's: nothing that is stored differs.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


def called_by(chapters):
    """The keys of the pages that the bodies of these chapters call: a set."""
    called = {
        block["value"].get("page")
        for chapter in chapters
        for block in chapter.body.raw_data
        if block["type"] == "call"
    }
    return called - {None}


def name_together(chapters, known):
    """Read these bodies now, with what is `known` of the pages they call: {key: page}."""
    token = _known.set(known)
    try:
        for chapter in chapters:
            list(chapter.body)
    finally:
        _known.reset(token)
