"""What pages of a project, and pages of other apps, show of its entries."""

from django import template
from django.db.models import F
from django.utils.translation import ngettext

from home.slugs import slug_of

from ..links import PARTNER, token
from ..models import FederalProjectPage, PublishedEntry, Signatory
from ..models.entry import EntryKind

register = template.Library()
PREPOSITIONS = {"de", "du", "des", "à", "au", "aux", "en", "pour", "sur"}


@register.filter
def words_anchor(words):
    """Where a passage that has a title stands on its page."""
    return slug_of(str(words))[:60].strip("-")


@register.simple_tag
def excerpt(excerpts, key):
    """The entry that a chapter quotes and those under it: see Excerpts.of."""
    return excerpts.of(key) if excerpts else []


@register.simple_tag
def signatures_of_partner(keys):
    """The Signatory rows of published documents that name one of these partners."""
    return _signatures().filter(partner__in=keys)


@register.simple_tag
def signatures_of_member(page):
    """The Signatory rows of published documents that a centre or federation signed."""
    return _signatures().filter(member=page.pk)


@register.simple_tag
def entries_of_partner(keys):
    """The published entries that name one of these partners, each with its `project`."""
    tokens = [token(PARTNER, key) for key in keys]
    found = PublishedEntry.objects.visible().naming(*tokens).select_related("project")
    return found.order_by("project", "position")


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


def _signatures():
    published = FederalProjectPage.objects.published().values("pk")
    found = Signatory.objects.filter(page__in=published).select_related("page")
    return found.order_by(F("page__start_year").desc(nulls_last=True), "page", "pk")


def _plural(words, count):
    """« questions prioritaires », « groupes de travail »: up to the first preposition."""
    if count < 2:
        return words
    found = words.split()
    end = next((n for n, word in enumerate(found) if word in PREPOSITIONS), len(found))
    return " ".join([*map(_plural_of_word, found[:end]), *found[end:]])


def _plural_of_word(word):
    return word if word[-1] in "sxz" else f"{word}s"
