"""Territories for visitors: the country as a map and as lists, and a page for each."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from .territories import territory_of

COUNTED = ("initiatives", "centres")  # the first unless the address says another


@transaction.non_atomic_requests
@require_safe
def territories(request):
    asked = request.GET.get("par")
    words = asked if asked in COUNTED else COUNTED[0]
    return render(request, "network/territories.html", {"words": words})


@transaction.non_atomic_requests
@require_safe
def territory(request, kind, place):
    """The code decides; an address with another name leads to the one of now."""
    code, _hyphen, _name = place.partition("-")
    found = territory_of(kind, code)
    if found is None:
        raise Http404
    if place != found.slug:
        return redirect(found.url, permanent=True)
    return render(request, "network/territory.html", {"territory": found})
