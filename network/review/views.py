"""The committee's queue and the page where a member reads and votes.

Members need no right on pages: these views ask the review's permissions only.
"""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from . import permissions
from .forms import Ballot
from .lines import lines_of
from .models import CharterCriterion, CommitteeTaskState, Vote

PAGE_SIZE = 20


@require_admin_access
@require_GET
def queue(request):
    """What waits for this member, and what she has voted already."""
    if not permissions.is_committee_member(request.user):
        raise PermissionDenied
    waiting = CommitteeTaskState.objects.waiting_for(request.user)
    page = Paginator(waiting.for_queue(), PAGE_SIZE).get_page(request.GET.get("p"))
    standing = Vote.objects.filter(
        state=OuterRef("pk"), user=request.user, cancelled_at=None
    )
    others = (
        CommitteeTaskState.objects.in_progress()
        .of_member(request.user)
        .exclude(pk__in=waiting.values("pk"))
        .for_queue()
        .annotate(is_voted=Exists(standing))
        .order_by("due_at", "pk")[:PAGE_SIZE]
    )
    lines = lines_of([*page, *others])
    mine, others = lines[: len(page)], lines[len(page) :]
    context = {
        "waiting": page,
        "lines": mine,
        "voted": [line for line in others if line.state.is_voted],
        "recused": [line for line in others if not line.state.is_voted],
    }
    return render(request, "review/queue.html", context)


@require_admin_access
@require_http_methods(["GET", "POST"])
def vote(request, state_id):
    """Read the version under vote and answer. GET changes nothing."""
    state = get_object_or_404(CommitteeTaskState, pk=state_id)
    if not permissions.can_read_review(request.user, state):
        raise PermissionDenied
    if request.method == "POST":
        return _answer(request, state)
    return _vote_page(request, state, Ballot(state.criteria))


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
    ballot = Ballot(state.criteria, request.POST)
    if refusal := permissions.vote_refusal(request.user, state):
        return _vote_page(request, state, ballot, refusal=refusal)
    if request.POST.get("content_hash") != state.content_hash:
        error = _("La fiche a changé : relisez-la avant de voter.")
        return _vote_page(request, state, ballot, error=error)
    if not ballot.is_valid():
        return _vote_page(request, state, ballot)
    try:
        state.task.specific.on_action(
            state, request.user, ballot.cleaned_data["action"], **ballot.answer()
        )
    except permissions.VoteRefused as error:
        # Another vote came first, or the text moved: say what stands now.
        state.refresh_from_db()
        return _vote_page(request, state, ballot, error=str(error))
    _thank(request)
    return redirect("review:queue")


def _thank(request):
    """Thanks, and a link to the next one if another waits."""
    following = CommitteeTaskState.objects.waiting_for(request.user).first()
    buttons = []
    if following:
        address = reverse("review:vote", args=[following.pk])
        buttons = [messages.button(address, _("Lire la suivante"))]
    messages.success(request, _("Merci ! Votre avis est enregistré."), buttons=buttons)


def _vote_page(request, state, ballot, refusal=None, error=""):
    """Render the page; with what was typed, and status 400 when something is wrong."""
    page = state.revision.as_object()
    waiting = CommitteeTaskState.objects.waiting_for(request.user)
    votes = state.votes.filter(cancelled_at=None)
    context = {
        "state": state,
        "page": page,
        "line": lines_of([state])[0],
        "refusal": refusal or permissions.vote_refusal(request.user, state),
        "error": error,
        "ballot": ballot,
        "criteria": _with_help(ballot),
        "my_vote": votes.filter(user=request.user).first(),
        "remarks": CommitteeTaskState.objects.remarks_for(page).exclude(state=state),
        "support_count": state.supporters().count(),
        "preview_url": reverse("review:preview", args=[state.pk]),
        "following": waiting.exclude(pk=state.pk).first(),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "review/vote.html", context, status=status)


def _with_help(ballot):
    """(bound field, help) of each criterion; only its label was frozen."""
    helps = dict(CharterCriterion.objects.values_list("label", "help_text"))
    return [(box, helps.get(box.label, "")) for box in ballot.boxes()]
