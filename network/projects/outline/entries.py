"""The entries of a page as the rows of an outline, and back: in memory.

Drafts, previews, comparisons and publication read them there.
"""

from uuid import uuid5

from ..models.entry import ProjectEntry
from ..models.published_entry import PublishedEntry
from .rows import Row

SAME = (
    *("level", "kind", "label", "number", "title", "text"),
    *("start_year", "end_year", "period", "responsible"),
)


def rows_from(page) -> list[Row]:
    """The rows of the version that `page` holds, in their order."""
    if page.pk is None and not page.entries.is_deferring:
        return []
    return [row_of(entry) for entry in page.entries.all()]


def row_of(entry) -> Row:
    return Row(
        id=str(entry.uuid),
        continues=str(entry.continues or ""),
        source=str(entry.source or ""),
        links=entry.links.split(),
        **{name: getattr(entry, name) for name in SAME},
    )


def put_rows(page, rows: list[Row]) -> None:
    """An entry that stays keeps its key: a row of the database is changed, not doubled."""
    former = {str(entry.uuid): entry for entry in page.entries.all()}
    page.entries = [
        _entry(former.get(row.id) or ProjectEntry(uuid=row.id), row, place)
        for place, row in enumerate(rows)
    ]


def _entry(entry, row, place):
    for name in SAME:
        setattr(entry, name, getattr(row, name))
    entry.continues, entry.source = row.continues or None, row.source or None
    entry.links = tokens_of(row.links)
    entry.sort_order = place
    return entry


def tokens_of(links: list[str]) -> str:
    """With a space at both ends, so that one LIKE finds a whole token."""
    return f" {' '.join(links)} " if links else ""


def with_own_identity(page, rows: list[Row]) -> list[Row]:
    """No row takes the identity of another document's: whoever gives a file of it, or
    forges one, gets rows of this one, the same at each save."""
    keys = [row.id for row in rows]
    online = PublishedEntry.objects.filter(uuid__in=keys).exclude(project=page.pk)
    drafts = ProjectEntry.objects.filter(uuid__in=keys).exclude(page=page.pk)
    foreign = {*online.values_list("uuid", flat=True)}
    foreign |= {*drafts.values_list("uuid", flat=True)}
    renamed = {str(key): str(uuid5(page.translation_key, str(key))) for key in foreign}
    for row in rows:
        row.id = renamed.get(row.id, row.id)
    return rows
