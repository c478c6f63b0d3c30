"""The verbs of a review: vote, follow an edit, say that one reads."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext, log
from wagtail.models import WorkflowState

from home import forgery

from . import notifications, permissions, recusal
from .content import content_hash
from .forms import vote_form
from .models.charter import criteria_in_force
from .models.state import CommitteeTaskState
from .models.vote import ABSTAIN, CHANGES, SUPPORT, Reading, Vote

logger = logging.getLogger(__name__)


def actions_of(state, user):
    """The buttons that the core offers: [(name, label, has a form)].

    Own names: whoever has an action named "approve" may cancel in the core.
    """
    if not isinstance(state, CommitteeTaskState):
        return []
    if not permissions.can_vote(user, state):
        return []
    return [
        (SUPPORT, _("J’approuve"), True),
        (CHANGES, _("Je demande une reprise"), True),
    ]


def form_of(action):
    """The form class that the core shows for one of these actions."""
    return vote_form(action, criteria_in_force())


@transaction.atomic
def answer(task_state, user, choice, data):
    """Record one vote and decide, under the locks that cancelling takes too.

    Raises VoteRefused (a PermissionDenied with its sentence), or ValidationError
    if the form does not hold, whatever the browser sent.
    """
    WorkflowState.objects.select_for_update().get(pk=task_state.workflow_state_id)
    state = CommitteeTaskState.objects.select_for_update().get(pk=task_state.pk)
    recusal.look_again(state)
    if refusal := permissions.vote_refusal(user, state):
        raise permissions.VoteRefused(refusal)
    form = _checked_form(state, user, choice, data)
    _check_what_was_read(state, choice)
    _cancel_lost_voices(state)
    # Under the name of nobody: histories that the centre reads say "le comité",
    # the votes themselves say who.
    with LogContext():
        record(state, user, choice, form)


def _checked_form(state, user, choice, data):
    """The form of that answer, valid; the pages ask it first, so a fault is forged."""
    if choice not in Vote.Choice.values:
        forgery.note(user, "an answer that no ballot has", state.pk)
        raise permissions.VoteRefused(_("Cette réponse n’existe pas."))
    page = state.workflow_state.content_object
    sections = page.specific_class.review_sections()
    form = vote_form(choice, state.criteria, sections)(data)
    if not form.is_valid():
        forgery.note(user, "an answer without its checklist or reason", state.pk)
        raise ValidationError(form.errors.as_json())
    return form


def _check_what_was_read(state, choice):
    """Neither another text is approved, nor one that lacks what a rule now asks."""
    if not state.is_signed:
        logger.error("Review %s asks for another number of voices", state.pk)
        raise permissions.VoteRefused(
            _("Cette relecture a changé depuis son ouverture : prévenez le webmestre.")
        )
    page = state.workflow_state.content_object
    if (
        page.latest_revision_id != state.revision_id
        or content_hash(state.revision) != state.content_hash
    ):
        raise permissions.VoteRefused(
            state.naming.say(
                _("%(The)s a changé depuis son envoi : prévenez le webmestre.")
            )
        )
    if choice != SUPPORT:
        return
    if missing := state.revision.as_object().missing_items():
        logger.error("Review %s can no longer be approved: a rule moved", state.pk)
        raise permissions.VoteRefused(
            state.naming.say(
                _(
                    "Depuis son envoi, %(the)s n’est plus au complet. Demandez une "
                    "reprise, en disant %(to_writers)s ce qui manque : %(missing)s"
                ),
                missing=" ".join(str(item.message) for item in missing),
            )
        )


def _cancel_lost_voices(state):
    """Who left the committee, or is recused by now, does not decide with the others."""
    lost = [
        vote.pk
        for vote in state.supporters()
        if not permissions.is_judge(vote.user, state)
    ]
    if not lost:
        return
    state.votes.filter(pk__in=lost).cancel(Vote.Cancelled.VOICE)
    with LogContext():
        log(
            instance=state.revision.as_object(),
            action="review.vote.lost",
            revision=state.revision,
            data={"votes": len(lost)},
        )


def record(state, user, choice, form):
    """Keep a vote and draw its consequence: approval at quorum, or rejection.

    An abstention counts for nothing; it may leave too few people to decide.
    """
    data = form.cleaned_data
    vote = Vote(
        state=state,
        user=user,
        choice=choice,
        content_hash=state.content_hash,
        checklist=form.checklist,
        reason=data.get("reason", ""),
        section=data.get("section", ""),
        comment=data.get("comment", ""),
    )
    vote.sign()
    vote.save(force_insert=True)
    release(state, user)
    count = len(state.supporters())
    log(
        instance=state.revision.as_object(),
        action=f"review.vote.{choice}",
        revision=state.revision,
        data={"votes": count, "quorum": state.quorum, "comment": vote.comment},
    )
    if choice == ABSTAIN:
        notifications.warn_if_too_few(state)
    elif choice == CHANGES:
        state.reject(comment=vote.comment)
    elif count >= state.quorum:
        state.approve()


def follow(state, revision):
    """The content changed during the vote: the votes fall, and the log says so.

    Abstentions stay: nobody makes a vote of hers by an edit.
    """
    fresh = content_hash(revision)
    if fresh == state.content_hash and revision.pk == state.revision_id:
        return
    votes = state.votes.standing().exclude(choice=ABSTAIN)
    cancelled = votes.cancel(Vote.Cancelled.TEXT)
    state.revision, state.content_hash = revision, fresh
    state.save(update_fields=["revision", "content_hash"])
    page = revision.as_object()
    state.hear(page)
    if cancelled:
        log(
            instance=page,
            action="review.vote.cancelled",
            user=revision.user,
            revision=revision,
            data={"votes": cancelled},
        )
    notifications.announce(state)


def claim(state, user):
    """« Je la lis », or again: the days start anew."""
    Reading.objects.update_or_create(
        state=state, user=user, defaults={"created_at": timezone.now()}
    )


def release(state, user):
    """« Je ne la lis plus », or her answer is given."""
    Reading.objects.filter(state=state, user=user).delete()
