"""The committee's queue and the page where a member reads and votes.

Members need no right on pages: these views ask the review's permissions only.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin.auth import require_admin_access

from . import permissions
from .forms import CHANGES, SUPPORT, vote_form
from .models import CommitteeTaskState

PAGE_SIZE = 20


@require_admin_access
@require_GET
def queue(request):
    """What waits for this member, and what she has voted already."""
    if not permissions.is_committee_member(request.user):
        raise PermissionDenied
    states = CommitteeTaskState.objects
    waiting = states.waiting_for(request.user).for_queue()
    voted = (
        states.in_progress()
        .filter(votes__user=request.user, votes__cancelled_at=None)
        .for_queue()
        .order_by("due_at")
    )
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("p"))
    return render(
        request, "review/queue.html", {"waiting": page, "voted": voted[:PAGE_SIZE]}
    )


@require_admin_access
@require_http_methods(["GET", "POST"])
def vote(request, state_id):
    """Read the version under vote and answer. GET changes nothing."""
    state = get_object_or_404(CommitteeTaskState, pk=state_id)
    if not permissions.can_read_review(request.user, state):
        raise PermissionDenied
    if request.method == "POST":
        return _answer(request, state)
    return _vote_page(request, state, SUPPORT, {})


@require_admin_access
@require_GET
def preview(request, state_id):
    """The version under vote, laid out as visitors will see it."""
    state = get_object_or_404(CommitteeTaskState, pk=state_id)
    if not permissions.can_read_review(request.user, state):
        raise PermissionDenied
    page = state.revision.as_object()
    return page.make_preview_request(original_request=request)


def _answer(request, state):
    action = request.POST.get("action")
    if action not in (SUPPORT, CHANGES):
        form = {SUPPORT: None}
        return _vote_page(
            request, state, SUPPORT, form, error=_("Choisissez votre réponse.")
        )
    form = vote_form(action, state.criteria)(request.POST)
    if request.POST.get("content_hash") != state.content_hash:
        error = _("La fiche a changé : relisez-la avant de voter.")
        return _vote_page(request, state, action, {action: form}, error=error)
    if not form.is_valid():
        return _vote_page(request, state, action, {action: form})
    try:
        state.task.specific.on_action(
            state, request.user, action, **{**request.POST.dict()}
        )
    except permissions.VoteRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("review:vote", state.pk)
    except ValidationError:
        return _vote_page(request, state, action, {action: form})
    messages.success(request, _("Merci, votre avis est enregistré."))
    return redirect("review:queue")


def _vote_page(request, state, action, forms, error=""):
    """Render the page; with what was typed, and status 400 when something is wrong."""
    refusal = permissions.vote_refusal(request.user, state)
    page = state.revision.as_object()
    following = (
        CommitteeTaskState.objects.waiting_for(request.user)
        .exclude(pk=state.pk)
        .first()
    )
    context = {
        "state": state,
        "page": page,
        "centre": next(iter(page.centres_concerned()), None),
        "refusal": refusal,
        "error": error,
        "action": action,
        "support_form": forms.get(SUPPORT) or vote_form(SUPPORT, state.criteria)(),
        "changes_form": forms.get(CHANGES) or vote_form(CHANGES, state.criteria)(),
        "votes": state.votes.filter(cancelled_at=None).select_related("user"),
        "support_count": state.supporters().count(),
        "preview_url": reverse("review:preview", args=[state.pk]),
        "following": following,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "review/vote.html", context, status=status)
