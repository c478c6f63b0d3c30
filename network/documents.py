"""Who reads a document, and what may keep a copy of it on the way."""

from django.http import Http404
from wagtail.documents.views.serve import serve
from wagtail.hooks import get_hooks

from .permissions import can_choose_document
from .review.permissions import reads_it_in_a_review
from .shown import is_shown_online


def check_reader(document, request):
    """Raise Http404 unless `request.user` may read it; note what is nobody else's.

    An app adds readers of its own files with the hook `reads_document`: a function of
    the account and the document.
    """
    request.is_file_private = not is_shown_online(document)
    if not request.is_file_private:
        return
    if not (
        can_choose_document(request.user, document)
        or reads_it_in_a_review(request.user, document)
        or any(read(request.user, document) for read in get_hooks("reads_document"))
    ):
        raise Http404


def serve_document(request, document_id, document_filename):
    """The core's view; no cache keeps what only some may read."""
    answer = serve(request, document_id, document_filename)
    if request.is_file_private:
        answer["Cache-Control"] = "private, no-store"
    return answer
