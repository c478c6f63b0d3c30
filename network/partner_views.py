"""Partners for visitors: the list of the register, and a page for each."""

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .models import Partner


@transaction.non_atomic_requests
@require_safe
def partners(request):
    """By kind, those that no other one replaces."""
    context = {"kinds": Partner.objects.kept().by_kind()}
    return render(request, "network/partners.html", context)


@transaction.non_atomic_requests
@require_safe
def partner(request, partner_id, slug):
    """Another name leads here for good; a merge does not, for it can be undone."""
    found = get_object_or_404(
        Partner.objects.select_related("merged_into"), pk=partner_id
    )
    stays = found.answering()
    if stays != found or slug != found.slug:
        return redirect(stays.url, permanent=stays == found)
    keys = Partner.objects.keys_of(found)
    context = {"partner": found, "keys": keys}
    return render(request, "network/partner.html", context)
