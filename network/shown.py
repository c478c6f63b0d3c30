"""What a page online shows, whatever the reference index knows of it yet.

Trap: Wagtail writes that index in a task. Until the worker runs it knows neither what
was just published nor what was just taken off.
"""

from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from home.visibility import visible

from .review.questions import DefaultAnswers


def is_shown_online(document):
    """True if a page that visitors see links to this document.

    A reviewed page is asked itself, by its live revision; any other one is where the
    index says. What the index does not know is looked for in the document's centre.
    """
    references = ReferenceIndex.get_references_to(document).filter(
        base_content_type=Page().get_base_content_type()
    )
    known = {int(pk) for pk in references.values_list("object_id", flat=True)}
    centres = Page.objects.filter(centrepage__collection=document.collection_id)
    near = Q(pk__in=[])
    for path in centres.values_list("path", flat=True):
        near |= Q(path__startswith=path)
    return any(
        _shows(page, document, known)
        for where in (Q(pk__in=known), near)
        for page in Page.objects.filter(visible(), where)
        .select_related("live_revision", "content_type")
        .iterator(50)
    )


def _shows(page, document, known):
    model = page.specific_class
    if issubclass(model, DefaultAnswers) and page.live_revision:
        return document.pk in model.files_in(page.live_revision.content)[1]
    return page.pk in known
