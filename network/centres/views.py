"""« La page de mon centre »: one form, and where the page stands.

GET never acts; the page of another centre answers 403, whoever asks.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.models import WorkflowState

from ..models import CentrePage
from ..review.models import CommitteeTaskState
from ..review.permissions import can_cancel_review
from . import actions, changes, permissions
from .forms import CONTACT, FACTS, CentreForm, EmergencyForm
from .standing import readers_in_words, where_it_stands

NOTHING = gettext_lazy("Rien n’a changé : la page en ligne dit déjà cela.")


@require_admin_access
@require_http_methods(["GET", "POST"])
def page(request, centre_id):
    centre = _centre(request.user, centre_id)
    form = _form(request, centre)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, centre, form)
            return redirect("centres:page", centre.pk)
        except ValidationError as error:
            form.add_error(None, error)
    return _show(request, centre, form)


@require_admin_access
@require_POST
def send(request, centre_id):
    """What she wrote and did not send, or took back."""
    centre = _centre(request.user, centre_id)
    allowed = centre.permissions_for_user(request.user)
    if not allowed.can_submit_for_moderation():
        raise PermissionDenied
    if not _waits(centre):
        messages.success(request, NOTHING)
        return redirect("centres:page", centre.pk)
    try:
        actions.send(centre, user=request.user)
        messages.success(request, _("La page est envoyée à la relecture."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("centres:page", centre.pk)


@require_admin_access
@require_POST
def take_back(request, centre_id):
    centre = _centre(request.user, centre_id)
    if not can_cancel_review(request.user, centre):
        raise PermissionDenied
    try:
        actions.take_back(centre, user=request.user)
        messages.success(request, _("La page vous revient : vous pouvez la modifier."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("centres:page", centre.pk)


@require_admin_access
@require_http_methods(["GET", "POST"])
def emergency(request, centre_id):
    """A webmaster does not wait for the reading, and says why."""
    if not permissions.can_publish_in_emergency(request.user):
        raise PermissionDenied
    centre = get_object_or_404(CentrePage, pk=centre_id)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.publish_in_emergency(centre, user=request.user, reason=reason)
            messages.success(request, _("La page est en ligne."))
            return redirect("centres:page", centre.pk)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"centre": centre, "form": form}
    status = 400 if request.method == "POST" else 200
    return render(request, "network/centres/emergency.html", context, status=status)


def _centre(user, centre_id):
    centre = get_object_or_404(
        CentrePage.objects.select_related("contact"), pk=centre_id
    )
    if not permissions.can_write(user, centre):
        raise PermissionDenied
    return centre


def _form(request, centre):
    draft = centre.get_latest_revision_as_object()
    initial = {name: getattr(draft, name) for name in (*actions.REVIEWED, *FACTS)}
    initial |= {name: getattr(centre.contact, name) for name in CONTACT}
    return CentreForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        user=request.user,
        shown=f"{centre.commune} ({centre.departement.code})",
        is_read=centre.permissions_for_user(request.user).page_locked(),
    )


@transaction.atomic
def _save(request, centre, form):
    """All of it or nothing; each part says when it shows."""
    user = request.user
    names = [
        *changes.save_contact(centre, form.typed(CONTACT), user=user),
        *changes.save_facts(centre, changes.facts_typed(centre, form), user=user),
    ]
    text = form.typed(actions.REVIEWED)
    is_sent = actions.save_text(centre, text, user=user)
    for sentence in _said(form, names, text, is_sent):
        messages.success(request, sentence)


def _said(form, names, text, is_sent):
    if names:
        here = {"fields": _listed(form, names)}
        yield _("C’est en ligne : %(fields)s.") % here
    if is_sent:
        said = _(
            "Envoyé à la relecture : %(fields)s. D’ici là, la page en ligne garde "
            "l’ancien texte."
        )
        yield said % {"fields": _listed(form, text)}
    elif not names:
        yield NOTHING


def _listed(form, names):
    labels = [form.fields[name].label for name in names if name in form.fields]
    return ", ".join(f"{label[:1].lower()}{label[1:]}" for label in map(str, labels))


def _show(request, centre, form):
    review = centre.current_workflow_state
    is_asked = review and review.status == WorkflowState.STATUS_NEEDS_CHANGES
    allowed = centre.permissions_for_user(request.user)
    context = {
        "centre": centre,
        "form": form,
        "media": form.media,
        "groups": _groups(form),
        "standing": where_it_stands(centre),
        "readers": capfirst(readers_in_words(centre)),
        "is_read": bool(review and not is_asked),
        "is_asked": is_asked,
        "draft": centre.get_latest_revision_as_object(),
        "naming": centre.naming(),
        "remarks": list(CommitteeTaskState.objects.remarks_for(centre)),
        "may_send": _waits(centre) and allowed.can_submit_for_moderation(),
        "may_publish": _waits(centre)
        and permissions.can_publish_in_emergency(request.user),
    }
    status = 400 if form.is_bound else 200
    return render(request, "network/centres/page.html", context, status=status)


def _waits(centre):
    return not centre.live or centre.has_unpublished_changes


def _groups(form):
    """[(heading, bound fields)]: what is read first, what is online at once."""
    return [
        (_("Ce que la relecture voit d’abord"), _fields(form, actions.REVIEWED)),
        (_("Ce qui est en ligne aussitôt"), _fields(form, (*CONTACT, *FACTS))),
    ]


def _fields(form, names):
    return [form[name] for name in names if name in form.fields]
