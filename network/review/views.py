"""The committee's queue and the page where a member reads and votes.

Members need no right on pages: these views ask the review's permissions only.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from home import forgery

from . import permissions, voting
from .changes import comparisons_of
from .forms import Ballot
from .models import ABSTAIN, CharterCriterion, CommitteeTaskState
from .queue import QueueFilters, QueuePages, Tab, states_of, tab_of


@require_admin_access
@require_GET
def queue(request):
    """The reviews that one reads, one tab at a time."""
    if not permissions.may_judge(request.user):
        raise PermissionDenied
    tab = tab_of(request.GET.get("vue"))
    filters = QueueFilters(request.GET)
    states = filters.narrow(states_of(tab, request.user))
    page = QueuePages(states, request.user).get_page(request.GET.get("p"))
    kept = request.GET.copy()
    for name in ("p", "vue"):
        kept.pop(name, None)
    context = {
        "tab": tab,
        "naming": permissions.naming_for(request.user),
        "is_of_committee": permissions.is_committee_member(request.user),
        "tabs": Tab,
        "filters": filters,
        "is_narrowed": any(filters.cleaned_data.values()),
        "kept": kept.urlencode(),
        "page": page,
        "lines": [state.line for state in page],
        "counts": page.paginator.counts,
    }
    return render(request, "review/queue.html", context)


class Stopped(PermissionDenied):
    """The review ended without a decision: what was read is a draft again."""


def told_when_stopped(view):
    """Say so to a member whose page was still open, and give back what she typed."""

    @wraps(view)
    def wrapper(request, state_id):
        try:
            return view(request, state_id)
        except Stopped:
            words = request.POST.get("comment", "")
            state = CommitteeTaskState.objects.get(pk=state_id)
            context = {"words": words, "naming": state.naming}
            return render(request, "review/stopped.html", context, status=410)

    return wrapper


@require_admin_access
@require_http_methods(["GET", "POST"])
@told_when_stopped
def vote(request, state_id):
    """Read the version under vote and answer. GET changes nothing."""
    state = _readable_state(request, state_id)
    if request.method == "POST":
        return _answer(request, state)
    return _vote_page(request, state, _ballot(state))


@require_admin_access
@require_POST
@told_when_stopped
def claim(request, state_id):
    """« Je la lis »: shown to the others, and stops nobody."""
    state = _readable_state(request, state_id)
    if refusal := permissions.vote_refusal(request.user, state):
        messages.error(request, refusal)
    else:
        voting.claim(state, request.user)
        said = _("C’est noté : les autres voient que vous %(it)s lisez.")
        messages.success(request, state.naming.say(said))
    return redirect("review:vote", state_id)


@require_admin_access
@require_POST
@told_when_stopped
def release(request, state_id):
    """« Je ne la lis plus »."""
    state = _readable_state(request, state_id)
    voting.release(state, request.user)
    said = _("C’est noté : vous ne %(it)s lisez plus.")
    messages.success(request, state.naming.say(said))
    return redirect("review:vote", state_id)


@require_admin_access
@require_POST
@told_when_stopped
def abstain(request, state_id):
    """« Je m’abstiens »: out of the queue, for good, without a vote."""
    state = _readable_state(request, state_id)
    try:
        state.task.specific.on_action(state, request.user, ABSTAIN)
    except permissions.VoteRefused as error:
        messages.error(request, str(error))
        return redirect("review:vote", state_id)
    said = _("C’est noté : vous vous abstenez, et %(the)s quitte votre liste.")
    messages.success(request, state.naming.say(said))
    return redirect("review:queue")


@require_admin_access
@require_GET
@told_when_stopped
def preview(request, state_id):
    """The version under vote, laid out as visitors will see it, then its agreements."""
    state = _readable_state(request, state_id)
    page = state.revision.as_object()
    page.is_read_by_committee = True
    return page.make_preview_request(original_request=request)


def _readable_state(request, state_id):
    """The review with what its line shows; 404, or 403 for who may not read it.

    Stopped for the members who could, until the centre took it back.
    """
    states = CommitteeTaskState.objects.for_queue(request.user).for_lines()
    state = get_object_or_404(states, pk=state_id)
    if not permissions.can_read_review(request.user, state):
        if permissions.could_read_review(request.user, state):
            raise Stopped
        raise PermissionDenied
    return state


def _ballot(state, *data):
    model = state.revision.content_type.model_class()
    return Ballot(state.criteria, model.review_sections(), model.naming(), *data)


def _answer(request, state):
    ballot = _ballot(state, request.POST)
    if refusal := permissions.vote_refusal(request.user, state):
        if not permissions.is_judge(request.user, state):
            forgery.note(request.user, "a vote without a voice", state.pk)
        return _vote_page(request, state, ballot, refusal=refusal)
    if request.POST.get("content_hash") != state.content_hash:
        error = state.naming.say(_("%(The)s a changé : relisez-%(it)s avant de voter."))
        return _vote_page(request, state, ballot, error=error)
    if not ballot.is_valid():
        if ballot.is_forged():
            forgery.note(request.user, "an answer that no ballot has", state.pk)
        return _vote_page(request, state, ballot)
    try:
        state.task.specific.on_action(
            state, request.user, ballot.cleaned_data["action"], **ballot.answer()
        )
    except permissions.VoteRefused as error:
        # Another vote came first, or the text moved: say what stands now.
        state.refresh_from_db()
        return _vote_page(request, state, ballot, error=str(error))
    _thank(request, state)
    return redirect("review:queue")


def _thank(request, state):
    """Thanks, what this answer decided, and a link to the next one if one waits."""
    following = CommitteeTaskState.objects.waiting_for(request.user).first()
    buttons = []
    if following:
        address = reverse("review:vote", args=[following.pk])
        buttons = [messages.button(address, _("Lire la suivante"))]
    state.refresh_from_db()
    words = {
        state.STATUS_APPROVED: _(
            "Merci ! Votre avis est enregistré : %(the)s est approuvé%(e)s."
        ),
        state.STATUS_REJECTED: _(
            "Merci ! Votre avis est enregistré : %(the)s repart %(to_writers)s."
        ),
    }.get(state.status, _("Merci ! Votre avis est enregistré."))
    messages.success(request, state.naming.say(words), buttons=buttons)


def _vote_page(request, state, ballot, refusal=None, error=""):
    """Render the page; with what was typed, and status 400 when something is wrong."""
    page = state.workflow_state.content_object
    waiting = CommitteeTaskState.objects.waiting_for(request.user)
    votes = state.votes.filter(cancelled_at=None)
    context = {
        "state": state,
        "line": state.line,
        "naming": state.naming,
        "refusal": refusal or permissions.vote_refusal(request.user, state),
        "error": error,
        "ballot": ballot,
        "criteria": _with_help(ballot),
        "my_vote": votes.filter(user=request.user).first(),
        "is_reading": any(r.user_id == request.user.pk for r in state.readers),
        "may_judge": permissions.may_judge(request.user),
        "with_names": permissions.can_see_votes(request.user, state),
        "answers": CommitteeTaskState.objects.votes_on(page),
        "comparisons": comparisons_of(state),
        "agreements": state.revision.as_object().agreements(),
        "support_count": len(state.supporters()),
        "preview_url": reverse("review:preview", args=[state.pk]),
        "following": waiting.exclude(pk=state.pk).first(),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "review/vote.html", context, status=status)


def _with_help(ballot):
    """The bound field of each criterion, with its help; only its label was frozen."""
    helps = dict(CharterCriterion.objects.values_list("label", "help_text"))
    boxes = ballot.boxes()
    for box in boxes:
        box.help_text = helps.get(box.label, "")
    return boxes
