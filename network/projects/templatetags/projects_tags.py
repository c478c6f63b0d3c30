"""What pages of a project, and pages of other apps, show of its entries."""

from uuid import UUID

from django import template
from django.utils.translation import ngettext

from home.slugs import slug_of

from ..models import PublishedEntry
from ..models.entry import EntryKind

register = template.Library()


@register.filter
def words_anchor(words):
    """Where a passage that has a title stands on its page."""
    return slug_of(str(words))[:60].strip("-")


@register.simple_tag
def entry_and_below(key):
    """The published entry of that identity and those under it: a list, or []."""
    try:
        entry = PublishedEntry.objects.visible().filter(pk=UUID(str(key))).first()
    except ValueError:
        return []
    if entry is None:
        return []
    found = [entry]
    after = PublishedEntry.objects.filter(
        project=entry.project_id, is_current=True, position__gt=entry.position
    )
    for one in after.order_by("position"):
        if one.depth <= entry.depth:
            break
        found.append(one)
    return found


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
