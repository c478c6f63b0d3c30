"""« Proposer une initiative »: straight to the form, or a choice among centres."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from wagtail.admin.auth import require_admin_access

from network.permissions import centres_of

from .permissions import can_propose


def form_address(centre):
    return reverse(
        "wagtailadmin_pages:add", args=["initiatives", "initiativepage", centre.pk]
    )


@require_admin_access
@require_GET
def propose(request):
    """302 to the form of the only centre, 200 with a choice, 403 without centre."""
    if not can_propose(request.user):
        raise PermissionDenied
    centres = centres_of(request.user)
    if len(centres) == 1:
        return redirect(form_address(centres[0]))
    choices = [(centre, form_address(centre)) for centre in centres]
    return render(request, "initiatives/propose.html", {"choices": choices})
