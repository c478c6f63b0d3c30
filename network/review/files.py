"""The files of what is read: they stay what they were when it was approved.

Source: editorial.md, section 4.10.
"""

import logging

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from home.models import Picture
from home.visibility import visible

from .content import files_of, shows
from .models import CommitteeTaskState, ShownFile

logger = logging.getLogger(__name__)


def keep_what_goes_online(page):
    """Visitors get the files of the live revision of `page`, as they are now."""
    ShownFile.objects.filter(page=page.pk).delete()
    pictures, documents = files_of(type(page), page.live_revision.content)
    ShownFile.objects.bulk_create(
        [
            *(
                ShownFile(page_id=page.pk, picture_id=pk, file_hash=file_hash)
                for pk, file_hash in pictures.values_list("pk", "file_hash")
            ),
            *(
                ShownFile(page_id=page.pk, document_id=pk, file_hash=file_hash)
                for pk, file_hash in documents.values_list("pk", "file_hash")
            ),
        ]
    )


def is_online_as_approved(document):
    """True if a page that visitors see shows it, with the content it went online with."""
    pages = Page.objects.filter(visible()).values("pk")
    rows = ShownFile.objects.filter(document=document.pk, page__in=pages)
    approved = dict(rows.values_list("page", "file_hash"))
    if document.file_hash in approved.values():
        return True
    if approved:
        logger.error(
            "Document %s is not what was approved in the pages %s: not served",
            document.pk,
            sorted(approved),
        )
    return False


def why_frozen(file):
    """A sentence if visitors or the committee read this Picture or Attachment, else ""."""
    if title := _title_online(file):
        return _(
            "Ce fichier est en ligne dans « %(title)s » : ajoutez-en un nouveau dans "
            "la page, le comité le relira."
        ) % {"title": title}
    if _is_under_vote(file):
        # No title: not everybody who keeps the file sees the draft.
        return _(
            "Le comité relit une page qui montre ce fichier : attendez sa réponse, ou "
            "ajoutez un nouveau fichier."
        )
    return ""


def _title_online(file):
    name = "picture" if isinstance(file, Picture) else "document"
    rows = ShownFile.objects.filter(**{name: file.pk}, page__live=True)
    return rows.values_list("page__title", flat=True).first()


def _is_under_vote(file):
    """In a version that the committee reads, or approved for a date to come."""
    states = CommitteeTaskState.objects.filter(
        Q(status=TaskState.STATUS_IN_PROGRESS)
        | Q(
            status=TaskState.STATUS_APPROVED,
            withdrawn_at=None,
            revision__approved_go_live_at__isnull=False,
        )
    )
    revisions = Revision.objects.filter(pk__in=states.values("revision"))
    return any(
        shows(revision.content_type.model_class(), revision.content, file)
        for revision in revisions.select_related("content_type").iterator(50)
    )
