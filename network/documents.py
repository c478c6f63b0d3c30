"""Who reads a document, and what may keep a copy of it on the way.

An app says more of its own files with the hooks `file_is_public(document)` and
`file_is_read_by(user, document)`.
"""

from django.http import Http404
from wagtail import hooks
from wagtail.documents.views.serve import serve

from .permissions import can_choose_document
from .review.permissions import reads_it_in_a_review
from .shown import is_shown_online


def check_reader(document, request):
    """Raise Http404 unless `request.user` may read it; note what is nobody else's."""
    request.is_file_private = not (
        is_shown_online(document) or _one_says("file_is_public", document)
    )
    if not request.is_file_private:
        return
    if not (
        can_choose_document(request.user, document)
        or reads_it_in_a_review(request.user, document)
        or _one_says("file_is_read_by", request.user, document)
    ):
        raise Http404


def _one_says(hook, *asked):
    return any(answer(*asked) for answer in hooks.get_hooks(hook))


def serve_document(request, document_id, document_filename):
    """The core's view; no cache keeps what only some may read."""
    answer = serve(request, document_id, document_filename)
    if request.is_file_private:
        answer["Cache-Control"] = "private, no-store"
    return answer
