"""What may be linked, found by words: only what visitors read, one's own first."""

from django.db.models import BooleanField, Case, QuerySet, Value, When
from wagtail.models import Page

from home.looking_up import looked_up
from home.visibility import visible
from network.groups.models import CommissionPage, WorkingGroupPage
from network.projects.models import PublishedEntry

from ..models import InitiativePage

MOST = 40  # lines of an answer


def entries_to_link(words: str, federation) -> QuerySet:
    """Give the entries of projects, those of this federation (or None) first.

    Without a word to look for, of this federation only.
    """
    found = PublishedEntry.objects.visible().filter(is_current=True)
    if not words:
        found = found.filter(project__path__startswith=_path_of(federation))
    found = looked_up(found, ["label", "title", "project__title"], words)
    found = found.select_related("project").annotate(
        is_own=_is_below("project__path", federation)
    )
    return found.order_by("-is_own", "project__title", "project", "position")


def groups() -> QuerySet:
    """Give the groups and commissions that visitors see, as plain pages, by title."""
    found = Page.objects.type(WorkingGroupPage, CommissionPage)
    return found.filter(visible()).order_by("title")


def groups_to_link(words: str, federation) -> QuerySet:
    """Give the groups and commissions, those of this federation (or None) first."""
    found = groups()
    if not words:
        found = found.filter(path__startswith=_path_of(federation))
    found = looked_up(found, ["title"], words)
    found = found.annotate(is_own=_is_below("path", federation))
    return found.order_by("-is_own", "title")


def fiches_to_link(words: str) -> QuerySet:
    """Give the published fiches that have these words; the newest without words."""
    found = looked_up(InitiativePage.objects.published(), ["title", "tagline"], words)
    return found.prefetch_related("centre").newest_first()


def _path_of(federation):
    return federation.path if federation else "-"  # the path of no page


def _is_below(name, federation):
    below = When(**{f"{name}__startswith": _path_of(federation)}, then=Value(True))
    return Case(below, default=Value(False), output_field=BooleanField())
