"""What is written in bulk goes online as an import: a version, its files, its history.

As `publication_without_review(kind="import")` and a publication would leave each page,
in a few queries for the lot. For who wrote the rows and says why: nobody else.
"""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from . import files
from .rows import read_rows
from .triggers.door import opened

# The exception first: the audit looks for it before the publication.
IMPORT_LOG = ("review.publication.import", "wagtail.publish")


def vouch_for(pages, *, user, reason):
    """Give each of these live pages, of one class, a version that says what it says.

    A draft stays the latest version; raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("A publication without review needs a reason.")
    pages = list(pages)
    if not pages:
        return
    read_rows(type(pages[0]), pages)
    with opened(*[page.pk for page in pages]):
        _write_versions(pages, user)
        for page in pages:
            if any(type(page).files_in(page.live_revision.content)):
                files.keep_what_goes_online(page)
        _write_history(pages, user, reason)


def _write_versions(pages, user):
    now, kind = timezone.now(), ContentType.objects.get_for_model(type(pages[0]))
    base = ContentType.objects.get_for_model(Page)
    versions = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=base,
            object_id=str(page.pk),
            object_str=page.title,
            created_at=now,
            user=user,
            content=page.serializable_data(),
        )
        for page in pages
    )
    for page, version in zip(pages, versions, strict=True):
        page.live_revision = version
        if not page.has_unpublished_changes:
            page.latest_revision = version
            page.latest_revision_created_at = now
    names = ["live_revision", "latest_revision", "latest_revision_created_at"]
    rows = Page.objects.in_bulk([page.pk for page in pages])
    for page in pages:
        for name in names:
            setattr(rows[page.pk], name, getattr(page, name))
    Page.objects.bulk_update(rows.values(), names)


def _write_history(pages, user, reason):
    for action in IMPORT_LOG:
        PageLogEntry.objects.bulk_create(
            PageLogEntry(
                page_id=page.pk,
                content_type=page.live_revision.content_type,
                label=page.title,
                action=action,
                timestamp=page.live_revision.created_at,
                user=user,
                revision=page.live_revision,
                data={"reason": reason} if action != "wagtail.publish" else {},
            )
            for page in pages
        )
