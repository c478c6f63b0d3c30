"""The life of a fiche after its publication, for who answers for it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.unpublish import UnpublishView

from home.keys import typed_key
from home.models import Picture
from home.permissions import has_full_admin
from network.permissions import centres_of

from .. import permissions
from ..models import Confirmation, InitiativePage, RemovalRequest
from . import actions
from .forms import EmergencyForm, OutcomeForm, ReasonForm


class WithReasonUnpublishView(UnpublishView):
    """The core's own address leads to the withdrawal, which asks for a reason."""

    def dispatch(self, request, *args, **kwargs):
        if not permissions.can_withdraw(request.user, self.object):
            raise PermissionDenied
        return redirect("life:withdraw", self.object.pk)


def _ask_reason(request, page, form, template, status=200):
    context = {"page": page, "centre": page.centre, "form": form}
    return render(request, template, context, status=status)


def _act_with_reason(request, page, action, form_class, template):
    """Run `action(page, user=, reason=)`; True once done, else the page to show."""
    form = form_class(request.POST or None)
    if request.method == "GET":
        return _ask_reason(request, page, form_class(), template)
    if form.is_valid():
        try:
            action(page, user=request.user, reason=form.cleaned_data["reason"])
            return True
        except ValidationError as error:
            form.add_error(None, error)
    return _ask_reason(request, page, form, template, status=400)


@require_admin_access
@require_http_methods(["GET", "POST"])
def withdraw(request, page_id):
    """Take a fiche offline at once, with its reason."""
    page = get_object_or_404(InitiativePage, pk=page_id)
    if not permissions.can_answer_for(request.user, page):
        raise PermissionDenied
    template = "initiatives/life/withdraw.html"
    act = actions.withdraw
    answer = _act_with_reason(request, page, act, ReasonForm, template)
    if answer is not True:
        return answer
    messages.success(request, _("La fiche n’est plus en ligne."))
    return redirect("wagtailadmin_home")


@require_admin_access
@require_http_methods(["GET", "POST"])
def emergency(request, page_id):
    """The webmaster publishes without the committee, which is told why."""
    if not permissions.can_publish_in_emergency(request.user):
        raise PermissionDenied
    page = get_object_or_404(InitiativePage, pk=page_id)
    template = "initiatives/life/emergency.html"
    act = actions.publish_in_emergency
    answer = _act_with_reason(request, page, act, EmergencyForm, template)
    if answer is not True:
        return answer
    messages.success(request, _("La fiche est en ligne. Le comité est prévenu."))
    return redirect("wagtailadmin_pages:history", page.pk)


@require_admin_access
@require_http_methods(["GET", "POST"])
def confirm(request, page_id):
    """« Toujours d’actualité ? »: the answer of one button; « Terminée » is asked first."""
    page = get_object_or_404(InitiativePage, pk=page_id)
    if not permissions.can_confirm(request.user, page):
        raise PermissionDenied
    if request.method == "GET":
        return _ask_whether_it_ended(request, page)
    answer = request.POST.get("answer")
    if answer not in Confirmation.Answer.values:
        messages.error(request, _("Choisissez l’une des trois réponses."))
        return redirect("wagtailadmin_home")
    try:
        actions.take_answer(page, user=request.user, answer=answer)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailadmin_home")
    if answer == Confirmation.Answer.CURRENT:
        messages.success(request, _("Merci ! La date est affichée sur la fiche."))
        return redirect("wagtailadmin_home")
    messages.success(request, _what_comes_next(page, answer))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _ask_whether_it_ended(request, page):
    if not InitiativePage.objects.to_confirm().filter(pk=page.pk).exists():
        messages.warning(request, actions.ANSWERED)
        return redirect("wagtailadmin_home")
    return render(request, "initiatives/life/ended.html", {"page": page})


def _what_comes_next(page, answer):
    """What to do in the editor after « À mettre à jour » or « Terminée »."""
    if page.workflow_in_progress:
        return _(
            "C’est noté. Une nouvelle version est déjà chez le comité : attendez sa "
            "réponse pour la modifier."
        )
    if answer == Confirmation.Answer.ENDED:
        return _(
            "C’est noté dans une nouvelle version. Dites ici quand et pourquoi elle "
            "s’est arrêtée, puis envoyez-la au comité. L’ancienne reste en ligne en "
            "attendant."
        )
    return _(
        "Préparez la nouvelle version ici, puis envoyez-la au comité. L’ancienne reste "
        "en ligne en attendant."
    )


@require_admin_access
@require_GET
def removal_requests(request):
    """What visitors ask to remove from the fiches that this account answers for."""
    rows = permissions.removal_requests_of(request.user)
    if not (centres_of(request.user) or has_full_admin(request.user)):
        raise PermissionDenied
    rows = rows.select_related("page").order_by("handled_at", "-created_at")[:100]
    waiting = [row for row in rows if row.handled_at is None]
    done = [row for row in rows if row.handled_at]
    context = {"waiting": waiting, "done": done}
    return render(request, "initiatives/life/removal_requests.html", context)


def _removal_request(request, request_id):
    row = get_object_or_404(
        RemovalRequest.objects.select_related("page", "handled_by"), pk=request_id
    )
    if not permissions.can_answer_for(request.user, row.page):
        raise PermissionDenied
    return row


@require_admin_access
@require_http_methods(["GET", "POST"])
def removal_request(request, request_id):
    """One request, what can be hidden at once, and what was done."""
    row = _removal_request(request, request_id)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = form.cleaned_data["outcome"]
            actions.close_request(row, user=request.user, outcome=outcome)
            messages.success(request, _("La demande est close. Merci."))
            return redirect("life:requests")
        except ValidationError as error:
            form.add_error(None, error)
    photos = row.page.photos.select_related("picture")
    context = {
        "row": row,
        "form": form,
        "photos": [photo for photo in photos if photo.picture_id],
        "page_url": row.page.get_url() if row.page.live else "",
        "edit_url": reverse("wagtailadmin_pages:edit", args=[row.page_id]),
    }
    status = 400 if request.method == "POST" else 200
    return render(
        request, "initiatives/life/removal_request.html", context, status=status
    )


@require_admin_access
@require_POST
def hide_picture(request, request_id):
    """Hide one picture of the fiche from every page, at once."""
    row = _removal_request(request, request_id)
    number = typed_key(request.POST.get("picture"))
    if number is None:
        raise PermissionDenied
    picture = get_object_or_404(Picture, pk=number)
    try:
        actions.hide_picture(row, picture, user=request.user)
    except ValidationError as error:
        raise PermissionDenied from error
    messages.success(request, _("La photo est masquée partout."))
    return redirect("life:request", row.pk)
