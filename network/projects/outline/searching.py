"""Entries of other documents, by their words."""

from home.looking_up import looked_up

from ..permissions import entries_to_name
from .linking import MOST_FOUND, named_entry


def entries_found(text, page, user):
    """[Named] of the entries of other documents that have the words of `text`.

    Without a word, those of the documents that `page` is a part of or follows.
    """
    entries = entries_to_name(user).filter(is_current=True)
    if page is not None:
        entries = entries.exclude(project=page.pk)
    if text.strip():
        found = looked_up(entries, ["title", "number", "project__title"], text)
    else:
        near = [page.part_of_id, page.follows_id] if page is not None else []
        found = entries.filter(project__in=[key for key in near if key])
    found = found.select_related("project").order_by("project", "position")
    return [named_entry(entry) for entry in found[:MOST_FOUND]]
