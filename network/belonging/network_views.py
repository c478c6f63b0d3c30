"""« Le réseau »: the desk of who animates a federation, counts and dates only."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from ..models import CentrePage
from . import actions, permissions
from .forms import AddressForm
from .overview import situations_for
from .views import invited_words

PAGE_SIZE = 50


@require_admin_access
@require_GET
def network(request):
    if not permissions.can_see_network(request.user):
        raise PermissionDenied
    situations = situations_for(request.user)
    caring = [one for one in situations if one.needs_care]
    context = {
        "count": len(situations),
        "without_referent": sum(not one.has_referent for one in situations),
        "silent": sum(one.is_silent for one in situations),
        "late": sum(one.late for one in situations),
        "page": Paginator(caring, PAGE_SIZE).get_page(request.GET.get("p")),
    }
    return render(request, "network/belonging/network.html", context)


@require_admin_access
@require_http_methods(["GET", "POST"])
def first_referent(request, centre_id):
    """Only for a centre of her federation that has none; GET changes nothing."""
    centre = get_object_or_404(CentrePage, pk=centre_id)
    if not permissions.can_invite_first_referent(request.user, centre):
        raise PermissionDenied
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            actions.invite_first_referent(centre, email, request.user)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, invited_words(email))
            return redirect("belonging:network")
    context = {"centre": centre, "form": form}
    status = 400 if form.is_bound else 200
    return render(
        request, "network/belonging/first_referent.html", context, status=status
    )
