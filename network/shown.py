"""What a page online shows, whatever the reference index knows of it yet.

Trap: Wagtail writes that index in a task. Until the worker runs it knows neither what
was just published nor what was just taken off: a reviewed page keeps its own list.
"""

from wagtail.hooks import get_hooks
from wagtail.models import Page, ReferenceIndex

from home.visibility import visible

from .review.files import is_online_as_approved
from .review.questions import reviewed_models


def is_shown_online(document):
    """True if a page that visitors see links to this document.

    A reviewed page gives what was approved and nothing else; any other one is where
    the index says. What stands beside the text of a page, the hook `document_is_public`
    says.
    """
    if is_online_as_approved(document):
        return True
    if any(is_public(document) for is_public in get_hooks("document_is_public")):
        return True
    references = ReferenceIndex.get_references_to(document).filter(
        base_content_type=Page().get_base_content_type()
    )
    known = [int(pk) for pk in references.values_list("object_id", flat=True)]
    pages = Page.objects.filter(visible(), pk__in=known)
    return pages.not_type(*reviewed_models()).exists()
