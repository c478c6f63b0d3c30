"""The groups that chapters call: many chapters on one page read them together."""

from contextvars import ContextVar

from wagtail import blocks

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
