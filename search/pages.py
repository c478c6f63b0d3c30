"""The pages of results, read from the tree: live and public, whatever the index says.

One request for the pages of every type and for the centres above them, then what the
cards of fiches need: the number of requests does not depend on the number of pages.
"""

from collections.abc import Iterable

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    prefetch_related_objects,
)
from django.db.models.functions import Cast
from wagtail.models import Page, PageViewRestriction

from initiatives.models import InitiativePage

from .documents import TYPES, give_centres
from .engines.base import FACETS
from .models import SearchFacet

JOINED = (
    "initiativepage__departement",
    "centrepage__departement",
    "federationpage",
)


def visible() -> Q:
    """Give the condition of `live().public()`, without a request of its own.

    Wagtail's `public()` first reads every restriction; here an ancestor's is looked
    for by the database, as the path of a page starts with those of its ancestors.
    """
    restrictions = PageViewRestriction.objects.annotate(
        restricted_path=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(restricted_path__startswith=F("page__path"))
    return Q(live=True) & ~Exists(restrictions)


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
    give_centres(fiches, [p for p in found.values() if p.search_type == "centre"])
    # The queryset names what a card needs; the fiches are already here.
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
