"""What is online without a review: whoever takes the triggers away escapes every guard.

Source: editorial.md, section 4.6.
"""

from wagtail.models import PageLogEntry

from .publication import KINDS, approval_of, says_what_was_voted
from .questions import reviewed_models

PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")


def unreviewed_pages():
    """The live reviewed pages that nobody approved as they are, one by one.

    Each has neither a finished review of its live revision nor a logged exception,
    or its row says something else than this revision.
    """
    for model in reviewed_models():
        pages = model.objects.filter(live=True).select_related("live_revision")
        for page in pages.order_by("pk").iterator(chunk_size=200):
            if not is_vouched_for(page):
                yield page


def is_vouched_for(page):
    """True if what is online is what was voted, or what an exception let through."""
    revision = page.live_revision
    if revision is None or not says_what_was_voted(page):
        return False
    return bool(approval_of(revision)) or _was_let_through(page, revision)


def _was_let_through(page, revision):
    """An exception was logged for the very publication of this revision.

    Both are written in one transaction, the exception first: between them no other
    publication of the page.
    """
    entries = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    published = entries.filter(action__in=PUBLISHED, revision=revision).last()
    if published is None:
        return False
    before = entries.filter(pk__lt=published.pk)
    exceptions = [f"review.publication.{kind}" for kind in KINDS]
    exception = before.filter(action__in=exceptions).last()
    return bool(
        exception
        and not before.filter(action__in=PUBLISHED, pk__gt=exception.pk).exists()
    )
