"""Mails of the review: after commit, in a task, one per event and person.

Trap: the core listens to its own state class only, so the committee would get
nothing; its mails to authors are switched off so that nobody gets two.
Source: editorial.md, section 5.
"""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task
from wagtail.models import WorkflowState
from wagtail.signals import (
    task_approved,
    task_rejected,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from . import permissions

logger = logging.getLogger(__name__)


def connect():
    """Called in ready(), once Wagtail's admin has connected its own mails."""
    from .models import CommitteeTaskState

    for signal, handler in (
        (task_submitted, call_for_votes),
        (task_approved, tell_the_centre),
        (task_rejected, tell_the_centre),
    ):
        signal.connect(
            handler, sender=CommitteeTaskState, dispatch_uid=handler.__name__
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


def call_for_votes(sender, instance, **kwargs):
    # During the signal the workflow has no current state yet: wait for the commit.
    transaction.on_commit(lambda: _call(instance.pk))


def _call(state_id):
    from .models import CommitteeTaskState

    state = CommitteeTaskState.objects.get(pk=state_id)
    for user in permissions.voters(state):
        send_call.enqueue(state_id, user.pk)


def tell_the_centre(sender, instance, **kwargs):
    transaction.on_commit(lambda: send_outcome.enqueue(instance.pk))


@task()
def send_call(state_id, user_id):
    """One call for a vote; dropped if the person cannot vote any more."""
    from .models import CommitteeTaskState

    state = CommitteeTaskState.objects.get(pk=state_id)
    user = get_user_model().objects.get(pk=user_id)
    if permissions.can_vote(user, state):
        address = reverse("review:vote", args=[state_id])
        _send("call_for_votes", state, [user], address)


@task()
def send_outcome(state_id):
    """The decision and its reasons, to the people of the fiche."""
    from .models import CommitteeTaskState

    state = CommitteeTaskState.objects.get(pk=state_id)
    page = state.workflow_state.content_object.specific
    if state.status == state.STATUS_APPROVED:
        _send("published", state, _people_of(state), page.get_url() or "/")
    elif state.status == state.STATUS_REJECTED:
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        _send("changes_requested", state, _people_of(state), address)


def _people_of(state):
    """Submitters, owner and referents of the writing centre: each once, active."""
    from ..models import Membership

    page = state.workflow_state.content_object.specific
    ids = {page.owner_id, state.submitted_by_id, state.workflow_state.requested_by_id}
    writing = page.centres_concerned()[:1]
    members = Membership.objects.open().filter(centre__in=writing)
    still_there = set(members.values_list("user", flat=True))
    referents = members.filter(role=Membership.Role.REFERENT)
    wanted = (ids & still_there) | set(referents.values_list("user", flat=True))
    return list(get_user_model().objects.filter(pk__in=wanted, is_active=True))


def _send(name, state, people, address):
    """Render review/mails/<name>.* and send one mail a person; failures are logged."""
    page = state.revision.as_object()
    context = {
        "state": state,
        "page": page,
        "centre": next(iter(page.centres_concerned()), None),
        "vote": state.votes.filter(cancelled_at=None).order_by("created_at").last(),
        "address": settings.WAGTAILADMIN_BASE_URL + address
        if address.startswith("/")
        else address,
    }
    subject = render_to_string(f"review/mails/{name}_subject.txt", context)
    for person in people:
        context["person"] = person
        mail = EmailMultiAlternatives(
            " ".join(subject.strip().splitlines()),
            render_to_string(f"review/mails/{name}.txt", context),
            to=[person.email],
        )
        try:
            mail.send()
        except OSError:
            # A mail server that fails never undoes a decision.
            logger.exception("The mail %s of review %s was not sent", name, state.pk)
