"""What changed in what a group serves, in the words of the projects: nobody reads an
identity."""

from uuid import UUID

from django.utils.translation import gettext as _

from network.projects.models import PublishedEntry
from network.review.changes import ADDED, REMOVED


def changes_of_served(before, after):
    """Paragraphs of (mark, text) from the rows of one version to those of another."""
    old, new = _keys(before), _keys(after)
    said = _words_of({*old, *new})
    told = [[(ADDED, said[key])] for key in new if key not in old]
    told += [[(REMOVED, said[key])] for key in old if key not in new]
    return told or [[(ADDED, _("L’ordre des lignes a changé."))]]


def _keys(rows):
    ordered = sorted(rows or [], key=lambda row: row.get("sort_order") or 0)
    return [UUID(str(row["entry"])) for row in ordered]


def _words_of(keys):
    found = PublishedEntry.objects.visible().filter(pk__in=keys)
    gone = _("une ligne qui n’est plus en ligne")
    return dict.fromkeys(keys, gone) | {
        entry.pk: f"{entry.label} : {entry.title}" if entry.label else entry.title
        for entry in found
    }
