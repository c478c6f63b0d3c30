"""Who is owed a mail about a review: said from the rows, sent once, never lost.

`due_notices` says what a review calls for, `tell` sends what has not gone out: after
commit, in a task. The same question, asked again by `run_due`, is the retry.

Trap: the core listens to its own state class only, so the committee would get
nothing; its mails to authors are switched off so that nobody gets two.
Source: editorial.md, section 5.
"""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from wagtail.models import Revision, WorkflowState
from wagtail.signals import (
    task_approved,
    task_cancelled,
    task_rejected,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from home.models import Notice
from home.permissions import webmasters
from home.post.handing_over import MailPostponed, MailServerDown
from home.post.sending import deliver

from . import permissions, tokens
from .models.mail_choice import MailChoice
from .models.state import CommitteeTaskState
from .models.vote import CHANGES
from .reminders import LAST, is_for_webmasters, number_due
from .rereading import rereading_of

CALLS = {"review/call", "review/reopened"}
TO_VOTERS = CALLS | {"review/reminder"}


class Due(NamedTuple):
    """A mail that a review calls for; `occasion` tells repeated ones apart."""

    event: str
    occasion: str
    user: object


class Readers(NamedTuple):
    """Asked once for all the reviews of a run."""

    sparing: set  # ids of those who want a digest instead of one mail a fiche
    webmasters: list


def readers():
    sparing = MailChoice.objects.exclude(rhythm=MailChoice.Rhythm.EACH)
    return Readers(set(sparing.values_list("user", flat=True)), list(webmasters()))


def connect():
    """Called in ready(), once Wagtail's admin has connected its own mails."""
    for signal in (task_submitted, task_approved, task_rejected, task_cancelled):
        signal.connect(
            state_changed, sender=CommitteeTaskState, dispatch_uid="review_mails"
        )
    for signal, event in (
        (workflow_submitted, "submitted"),
        (workflow_rejected, "rejected"),
        (workflow_approved, "approved"),
    ):
        signal.disconnect(
            sender=WorkflowState,
            dispatch_uid=f"workflow_state_{event}_email_notification",
        )


def state_changed(sender, instance, **kwargs):
    announce(instance)


def announce(state):
    """Ask, once the change is committed, for the mails that it calls for.

    During a signal the workflow has no current state yet: hence the commit.
    """
    transaction.on_commit(lambda: tell.enqueue(state.pk))


def warn_if_too_few(state):
    """Tell the webmasters if the quorum is out of reach; call after an abstention."""
    announce(state)


@task()
def tell(state_id):
    """Send what this review calls for and has not sent yet."""
    (state,) = for_notices(CommitteeTaskState.objects.filter(pk=state_id))
    try:
        send_all(state, due_notices(state, permissions.voters(state), readers()))
    except MailServerDown:
        return  # logged; run_due tries again


def about(state):
    """How the post office knows this review."""
    return f"review:{state.pk}"


def for_notices(states):
    """A list, with what `due_notices` reads: six queries, however many states.

    `state.notices`: the list of its mails that went out, or are going.
    """
    states = states.select_related("workflow_state", "task", "revision")
    states = list(states.prefetch_related("votes", "readings"))
    notices = {about(state): [] for state in states}
    for notice in Notice.objects.filter(about__in=notices):
        notices[notice.about].append(notice)
    for state in states:
        state.notices = notices[about(state)]
    return states


def due_notices(state, voters, people):
    """The list of Due of `state` (from `for_notices`), gone out or not.

    `voters`: the accounts that can still vote on it; `people`: from `readers()`.
    """
    kinds = {
        state.STATUS_IN_PROGRESS: _while_open,
        state.STATUS_APPROVED: _once_published,
        state.STATUS_REJECTED: _once_refused,
        state.STATUS_CANCELLED: _once_stopped,
    }
    find = kinds.get(state.status)
    return list(find(state, voters, people)) if find else []


def _while_open(state, voters, people):
    occasion = state.content_hash[: tokens.PREFIX]
    told = {}
    for notice in state.notices:
        if notice.event in CALLS and notice.sent_at:
            told.setdefault(notice.user_id, set()).add(notice.occasion)
    fallen = {vote.user_id for vote in state.votes.all() if vote.cancelled_at}
    number = number_due(state)
    for user in voters:
        is_told = occasion in told.get(user.pk, ())
        if user.pk in fallen or told.get(user.pk, set()) - {occasion}:
            # She knew another content: whatever her rhythm, this one is told.
            yield Due("review/reopened", occasion, user)
        elif user.pk not in people.sparing:
            yield Due("review/call", occasion, user)
        if number and is_told and user.pk not in people.sparing:
            yield Due("review/reminder", str(number), user)
    if len(state.supporters()) + len(voters) < state.quorum:
        yield from (Due("review/too_few", "", user) for user in people.webmasters)
    if is_for_webmasters(state):
        yield from (Due("review/late", str(LAST), user) for user in people.webmasters)


def _once_published(state, voters, people):
    page = state.workflow_state.content_object
    if page.live and page.live_revision_id == state.revision_id:
        yield from (
            Due("review/published", "", user) for user in people_of(_page_of(state))
        )


def _page_of(state):
    return state.workflow_state.content_object.specific


def _once_refused(state, voters, people):
    # Submitted again meanwhile: nothing is left to do.
    if state.workflow_state.current_task_state_id == state.pk:
        yield from (
            Due("review/changes_requested", "", user)
            for user in people_of(_page_of(state))
        )


def _once_stopped(state, voters, people):
    """Those who voted or were reading, and are still of the committee."""
    hands = {vote.user_id for vote in state.votes.all()}
    hands |= {reading.user_id for reading in state.readings.all()}
    task_ = state.task.specific
    for user in get_user_model().objects.filter(pk__in=hands):
        if task_.is_member(user, state):
            yield Due("review/withdrawn", "", user)


def told_otherwise(reviews, receivers):
    """Another mail tells these accounts (ids) why these WorkflowStates were cancelled.

    Trap: « Le centre a repris la fiche » would come on top of it, and be wrong.
    """
    sent = {"sent_at": timezone.now()}
    states = CommitteeTaskState.objects.filter(workflow_state__in=reviews)
    for state in for_notices(states.filter(status=states.model.STATUS_CANCELLED)):
        for event, occasion, user in due_notices(state, (), None):
            if user.pk in receivers:
                mail = {"event": event, "occasion": occasion, "user": user}
                Notice.objects.get_or_create(about=about(state), **mail, defaults=sent)


def people_of(page):
    """Who learns what becomes of `page`: those who wrote or sent it, as it answers."""
    rounds = CommitteeTaskState.objects.for_instance(page)
    reviews = WorkflowState.objects.for_instance(page)
    wrote = {
        page.owner_id,
        *Revision.objects.for_instance(page).values_list("user", flat=True),
        *rounds.values_list("submitted_by", flat=True),
        *reviews.values_list("requested_by", flat=True),
    }
    return page.people_told(wrote - {None})


def send_all(state, dues):
    """Send those of `dues` that have not gone out; the number that did.

    Raises MailServerDown: the rest waits for the next run.
    """
    left = _not_gone_out(state, dues)
    if not left:
        return 0
    page = state.revision.as_object()
    asked = (vote for vote in state.votes.all() if vote.choice == CHANGES)
    context = {
        "page": page,
        "writer": page.written_by(),
        "vote": next(asked, None),
    }
    if any(due.event in TO_VOTERS for due in left):
        context |= rereading_of(state)
    return sum(_send(due, state, context) for due in left)


def _not_gone_out(state, dues):
    gone = {
        (notice.event, notice.occasion, notice.user_id)
        for notice in state.notices
        if notice.is_settled
    }
    return [due for due in dues if (due.event, due.occasion, due.user.pk) not in gone]


def _send(due, state, context):
    """True if this mail goes out now; else the next run asks whether it is due."""
    if due.event in TO_VOTERS and not permissions.can_vote(due.user, state):
        return False  # she voted or left since
    try:
        return deliver(
            due.event,
            due.user,
            texts=state.naming.texts_of(due.event),
            about=about(state),
            state=state,
            occasion=due.occasion,
            address=_address(due, state, context["page"], context["vote"]),
            **context,
        )
    except MailPostponed:
        return False


def _address(due, state, page, vote):
    if due.event in TO_VOTERS:
        return tokens.link_for(state, due.user)
    if due.event == "review/published":
        return page.get_url() or "/"
    if due.event == "review/changes_requested":
        form = reverse("wagtailadmin_pages:edit", args=[page.pk])
        section = vote and vote.pinned_to
        return f"{form}#{section.anchor}" if section else form
    if due.event == "review/withdrawn":
        return reverse("review:queue")
    return reverse("review:vote", args=[state.pk])
