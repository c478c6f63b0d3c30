"""The pages of results, read from the tree: live and public, whatever the index says.

One request for the pages of every type and for the centres above them, then what the
cards of fiches need: the number of requests does not depend on the number of pages.
"""

from collections.abc import Iterable

from django.db.models import IntegerField, Q, prefetch_related_objects
from django.db.models.functions import Cast
from wagtail.models import Page

from home.visibility import visible
from initiatives.models import InitiativePage

from .documents import TYPES
from .engines.base import FACETS
from .models import SearchFacet

JOINED = (
    "initiativepage__departement",
    "centrepage__departement",
    "federationpage",
)


def read_visible(page_ids: Iterable[int]) -> dict[int, Page]:
    """Give {id: specific page} of those that a visitor may see, ready for a card.

    In four requests at most; each page has `search_type`, its name in `TYPES`.
    """
    page_ids = list(page_ids)
    if not page_ids:
        return {}
    centres = SearchFacet.objects.filter(
        row_id__in=page_ids, facet=FACETS.index("centre")
    ).values(centre_id=Cast("value", IntegerField()))
    read = Page.objects.filter(
        (Q(pk__in=page_ids) & visible()) | Q(pk__in=centres)
    ).select_related(*JOINED)
    found = dict(filter(None, map(_specific, read)))
    fiches = [page for page in found.values() if isinstance(page, InitiativePage)]
    by_path = {page.path: page for page in found.values()}
    for fiche in fiches:
        if centre := by_path.get(fiche.path[: -fiche.steplen]):
            fiche.centre = centre
    # The queryset names what a card needs; the fiches, and their centres, are here.
    lookups = InitiativePage.objects.for_cards()._prefetch_related_lookups
    prefetch_related_objects(fiches, *lookups)
    return {page_id: found[page_id] for page_id in page_ids if page_id in found}


def _specific(page):
    for kind in TYPES.values():
        specific = getattr(page, kind.related, None)
        if specific is not None:
            specific.search_type = kind.name
            return page.pk, specific
    return None
