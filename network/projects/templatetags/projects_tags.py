"""What pages of a project, and pages of other apps, show of its entries."""

from django import template
from django.utils.translation import ngettext

from home.slugs import slug_of

from ..models.entry import EntryKind

register = template.Library()


@register.filter
def words_anchor(words):
    """Where a passage that has a title stands on its page."""
    return slug_of(str(words))[:60].strip("-")


@register.simple_tag
def excerpt(excerpts, key):
    """The entry that a chapter quotes and those under it: see Excerpts.of."""
    return excerpts.of(key) if excerpts else []


@register.filter
def counted(kind_and_count, words):
    """« orientations » or the word of the project, as many as there are."""
    kind, count = kind_and_count
    if word := words.get(kind):
        return _plural(word.lower(), count)
    return {
        EntryKind.ORIENTATION: ngettext("orientation", "orientations", count),
        EntryKind.DEFI: ngettext("défi", "défis", count),
        EntryKind.AXE: ngettext("axe", "axes", count),
        EntryKind.OBJECTIF: ngettext("objectif", "objectifs", count),
        EntryKind.FONCTION: ngettext("fonction", "fonctions", count),
        EntryKind.ACTION: ngettext("action", "actions", count),
        EntryKind.QUESTION: ngettext("question", "questions", count),
        EntryKind.POINT: ngettext("point", "points", count),
    }[kind]


def _plural(word, count):
    return word if count < 2 or word[-1:] in "sxz" else f"{word}s"
