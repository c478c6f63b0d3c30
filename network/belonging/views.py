"""« Les personnes de mon centre »: see, invite, change a role, end.

GET never acts; every address of another centre answers 403, whoever asks.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from ..models import CentrePage, Membership
from . import actions, permissions
from .forms import InvitationForm, RoleForm, SuccessorForm


@require_admin_access
@require_GET
def my_people(request):
    """Straight to the only centre, or a choice; 403 for who answers for none."""
    centres = permissions.managed_centres(request.user)
    if not centres:
        raise PermissionDenied
    if len(centres) == 1:
        return redirect("belonging:people", centres[0].pk)
    choices = [
        (centre, reverse("belonging:people", args=[centre.pk])) for centre in centres
    ]
    return render(request, "network/belonging/choose.html", {"choices": choices})


@require_admin_access
@require_GET
def people(request, centre_id):
    centre = _managed(request.user, centre_id)
    return _people_page(request, centre, InvitationForm(centre))


@require_admin_access
@require_POST
def invite(request, centre_id):
    centre = _managed(request.user, centre_id)
    form = InvitationForm(centre, request.POST)
    if not form.is_valid():
        return _people_page(request, centre, form)
    email, role = form.cleaned_data["email"], form.cleaned_data["role"]
    try:
        actions.invite(centre, email, role, request.user)
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return _people_page(request, centre, form)
    messages.success(request, invited_words(email))
    return redirect("belonging:people", centre.pk)


@require_admin_access
@require_GET
def person(request, membership_id):
    return _person_page(request, _membership(request.user, membership_id))


@require_admin_access
@require_POST
def role(request, membership_id):
    membership = _membership(request.user, membership_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _person_page(request, membership, role_form=form)
    try:
        actions.change_role(membership, form.cleaned_data["role"], request.user)
    except actions.Refused as refusal:
        return _person_page(request, membership, error=str(refusal))
    messages.success(request, _("Le rôle est changé."))
    return _to_people(request, membership.centre_id)


@require_admin_access
@require_POST
def resend(request, membership_id):
    membership = _membership(request.user, membership_id)
    try:
        actions.send_again(membership, request.user)
    except actions.Refused as refusal:
        return _person_page(request, membership, error=str(refusal))
    messages.success(request, invited_words(membership.user.email))
    return redirect("belonging:people", membership.centre_id)


@require_admin_access
@require_http_methods(["GET", "POST"])
def end(request, membership_id):
    """Asked first, then at once, and the fiches stay; a companion may close her own."""
    found = Membership.objects.listed().select_related("centre", "user")
    membership = get_object_or_404(found, pk=membership_id)
    if not permissions.can_end(request.user, membership):
        raise PermissionDenied
    candidates = actions.successors_of(membership)
    if request.method == "GET":
        return _end_page(request, membership, SuccessorForm(candidates))
    form = SuccessorForm(candidates, request.POST)
    if not form.is_valid():
        return _end_page(request, membership, form)
    try:
        count = actions.end(membership, request.user, form.cleaned_data["successor"])
    except actions.Refused as refusal:
        return _end_page(request, membership, form, error=str(refusal))
    messages.success(request, _ended_words(count))
    return _to_people(request, membership.centre_id)


def invited_words(email):
    """The same sentence whether the address has an account or not."""
    return _("L’invitation est partie à %(email)s.") % {"email": email}


def _ended_words(count):
    kept = ngettext(
        "L’accès est fermé. Une fiche est confiée à un référent du centre.",
        "L’accès est fermé. %(count)s fiches sont confiées à un référent du centre.",
        count,
    )
    return kept % {"count": count} if count else _("L’accès est fermé.")


def _managed(user, centre_id):
    centre = get_object_or_404(CentrePage, pk=centre_id)
    if not permissions.can_manage_people(user, centre):
        raise PermissionDenied
    return centre


def _membership(user, membership_id):
    found = Membership.objects.listed().select_related("centre", "user")
    membership = get_object_or_404(found, pk=membership_id)
    if not permissions.can_manage_people(user, membership.centre_id):
        raise PermissionDenied
    return membership


def _to_people(request, centre_id):
    """The list again, or home for who has just closed her own access."""
    if permissions.can_manage_people(request.user, centre_id):
        return redirect("belonging:people", centre_id)
    return redirect("wagtailadmin_home")


def _people_page(request, centre, form):
    members = Membership.objects.listed().filter(centre=centre)
    arrived = set(members.arrived().values_list("pk", flat=True))
    lines = [
        {"membership": membership, "has_come": membership.pk in arrived}
        for membership in members.select_related("user").order_by("started_at", "pk")
    ]
    context = {"centre": centre, "lines": lines, "form": form}
    status = 400 if form.is_bound else 200
    return render(request, "network/belonging/people.html", context, status=status)


def _person_page(request, membership, role_form=None, error=""):
    context = _told_of(request, membership) | {
        "error": error,
        "role_form": role_form or RoleForm(initial={"role": membership.role}),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "network/belonging/person.html", context, status=status)


def _end_page(request, membership, form, error=""):
    """What ends and what stays, before the button that ends it."""
    context = _told_of(request, membership) | {
        "error": error,
        "form": form,
        "has_candidates": bool(actions.successors_of(membership)),
        "manages": permissions.can_manage_people(request.user, membership.centre_id),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "network/belonging/end.html", context, status=status)


def _told_of(request, membership):
    arrived = Membership.objects.arrived().filter(pk=membership.pk).exists()
    return {
        "membership": membership,
        "has_come": arrived,
        "is_you": membership.user_id == request.user.pk,
        "is_last": actions.is_last_referent(membership),
    }
