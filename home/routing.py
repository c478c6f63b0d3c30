"""From an address to its page in two queries, whatever its depth.

The core reads every level of the tree twice and the restrictions in two queries
more (measured: 12 queries before the view of a fiche).
"""

from django.db import transaction
from django.db.models import Exists
from django.http import Http404
from wagtail.models import Page
from wagtail.views import serve

from .frame import site_of
from .visibility import restrictions_above


def find_page(request, path):
    """The RouteResult of `path` on the site of `request`, or None.

    The page comes from its class's `for_display()`, with what its template shows.
    """
    site = site_of(request)
    if site is None:
        return None
    root, parts = site.root_page, [part for part in path.split("/") if part]
    address = "/".join([root.url_path.rstrip("/"), *parts, ""])
    found = (
        Page.objects.filter(url_path=address, slug=parts[-1] if parts else root.slug)
        .annotate(is_restricted=Exists(restrictions_above()))
        .first()
    )
    if found is None or not hasattr(found.specific_class, "for_display"):
        return None
    page = found.specific_class.for_display().get(pk=found.pk)
    page.is_restricted = found.is_restricted
    try:
        return page.route(request, [])
    except Http404:
        return None


# With ATOMIC_REQUESTS and IMMEDIATE transactions on SQLite even a GET would take the
# write lock (platform.md, section 3): public pages are served outside one.
@transaction.non_atomic_requests
def serve_page(request, path):
    """Wagtail's own view, its documented cache of the route filled beforehand."""
    request._wagtail_route_for_request = find_page(request, path)
    return serve(request, path)
