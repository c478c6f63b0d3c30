"""The pages of results, read from the tree: live and public, whatever the index says.

One request for the fiches with their cards, one for the rest: the number of requests
does not depend on the number of pages.
"""

from collections.abc import Iterable

from wagtail.models import Page

from home.visibility import visible
from initiatives.models import InitiativePage

from .documents import TYPES

JOINED = ("centrepage__departement", "federationpage")


def read_visible(page_ids: Iterable[int]) -> dict[int, Page]:
    """Give {id: specific page} of those that a visitor may see, ready for a card.

    In two requests at most: the fiches, then what else there is; each page has
    `search_type`, its name in `TYPES`.
    """
    page_ids = list(page_ids)
    found: dict[int, Page] = {}
    if page_ids:
        fiches = InitiativePage.objects.published().filter(pk__in=page_ids)
        found = {fiche.pk: fiche for fiche in fiches.for_cards()}
        for fiche in found.values():
            fiche.search_type = "fiche"
    if others := [page_id for page_id in page_ids if page_id not in found]:
        read = Page.objects.filter(visible(), pk__in=others).select_related(*JOINED)
        found |= dict(filter(None, map(_specific, read)))
    return {page_id: found[page_id] for page_id in page_ids if page_id in found}


def _specific(page):
    for kind in TYPES.values():
        # Not joined above: asking for it would be a query.
        is_read = kind.model is not InitiativePage
        specific = getattr(page, kind.related, None) if is_read else None
        if specific is not None:
            specific.search_type = kind.name
            return page.pk, specific
    return None
