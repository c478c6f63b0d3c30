"""« Demander de l’aide »: the centre's side and the federation's."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from home.keys import typed_key

from ..models import HelpRequest, Membership
from ..permissions import federations_of
from . import companions, permissions
from .actions import Refused
from .forms import HelpForm


@require_admin_access
@require_GET
def help_desk(request):
    """What waits for the people of a federation, and whom they accompany."""
    federations = federations_of(request.user)
    accompanied = list(
        Membership.objects.open()
        .filter(user=request.user, role=Membership.Role.COMPANION)
        .select_related("centre__departement")
    )
    if not federations and not accompanied:
        raise PermissionDenied
    waiting = (
        companions.waiting_requests()
        .filter(centre__federation__in=federations)
        .select_related("centre__departement")
        .order_by("created_at")
    )
    context = {"waiting": waiting, "accompanied": accompanied}
    return render(request, "network/belonging/help_desk.html", context)


@require_admin_access
@require_http_methods(["GET", "POST"])
def ask_help(request, centre_id):
    """The message of a member; without federation the page says so."""
    centre = next(
        (
            centre
            for centre in permissions.centres_to_ask_for(request.user)
            if centre.pk == centre_id
        ),
        None,
    )
    if centre is None:
        raise PermissionDenied
    form = HelpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        page = _fiche(centre, request.GET.get("fiche"))
        try:
            companions.ask(centre, form.cleaned_data["message"], request.user, page)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Votre demande est partie. La réponse viendra par message.")
            )
            return redirect("wagtailadmin_home")
    mine = companions.waiting_requests().filter(centre=centre, asked_by=request.user)
    context = {
        "centre": centre,
        "form": form,
        "people": permissions.people_of_federation(centre.federation_id).count(),
        "waiting": mine.first(),
    }
    status = 400 if form.is_bound else 200
    return render(request, "network/belonging/ask_help.html", context, status=status)


@require_admin_access
@require_POST
def answer(request, request_id):
    asked = get_object_or_404(
        HelpRequest.objects.select_related("centre"), pk=request_id
    )
    if not permissions.can_answer_help(request.user, asked.centre):
        raise PermissionDenied
    try:
        companions.answer(asked, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("belonging:help_desk")
    messages.success(
        request,
        _("Vous accompagnez %(centre)s : ses fiches vous sont ouvertes.")
        % {"centre": asked.centre.title},
    )
    return redirect("belonging:help_desk")


@require_admin_access
@require_POST
def cancel(request, request_id):
    asked = get_object_or_404(HelpRequest, pk=request_id)
    if asked.asked_by_id != request.user.pk:
        raise PermissionDenied
    companions.cancel(asked)
    messages.success(request, _("Votre demande est annulée."))
    return redirect("wagtailadmin_home")


def _fiche(centre, key):
    """The fiche of this centre that the request is about, or None."""
    return Page.objects.child_of(centre).filter(pk=typed_key(key)).first()
