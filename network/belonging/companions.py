"""« Demander de l’aide »: a centre asks, somebody of its federation answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from home.post.outbox import post

from ..models import HelpRequest, Membership
from . import mails, permissions
from .actions import Refused, close_lapsed


@transaction.atomic
def ask(centre, message, by, page=None):
    """Keep the message and write to the people of the federation; raises Refused."""
    people = permissions.people_of_federation(centre.federation_id)
    receivers = list(people.values_list("user", flat=True).distinct())
    if not receivers:
        raise Refused(_("Personne ne peut encore recevoir cette demande."))
    if waiting_requests().filter(centre=centre, asked_by=by).exists():
        raise Refused(_("Votre demande est déjà partie : une réponse va venir."))
    request = HelpRequest.objects.create(
        centre=centre, page=page, message=message, asked_by=by
    )
    log(centre, "network.help.asked", user=by)
    for receiver in receivers:
        post(mails.send_help_call, request.pk, receiver)
    return request


@transaction.atomic
def answer(request, by):
    """Make `by` a companion of the centre; the first who answers. Raises Refused."""
    request = (
        HelpRequest.objects.select_for_update(of=("self",))
        .select_related("centre")
        .get(pk=request.pk)
    )
    if request.closed_at:
        raise Refused(_("Cette demande a déjà sa réponse. Merci !"))
    membership = _companion_of(request.centre, by)
    request.companion, request.closed_at = membership, timezone.now()
    request.save(update_fields=["companion", "closed_at"])
    log(request.centre, "network.help.answered", user=by)
    for person in _who_must_know(request, by):
        post(mails.send_help_answered, request.pk, person)
    return membership


def _companion_of(centre, user):
    """The Membership of `user`, a companion unless she belongs: by coming she accepts,
    and an invitation of the centre is answered by it."""
    belonging = Membership.objects.open().filter(user=user, centre=centre).first()
    if belonging:
        return belonging
    close_lapsed(user, centre)
    invited = Membership.objects.filter(user=user, centre=centre, ended_at=None)
    membership = invited.first() or Membership(user=user, centre=centre)
    membership.role = Membership.Role.COMPANION
    membership.started_at = membership.accepted_at = timezone.now()
    membership.declined_at = None
    membership.save()
    return membership


def _who_must_know(request, companion):
    """Who asked and the referents, who must know who reads their drafts: the pks."""
    people = Membership.objects.open().filter(centre=request.centre)
    concerned = people.referents() | people.filter(user=request.asked_by_id)
    active = concerned.filter(user__is_active=True).exclude(user=companion)
    return set(active.values_list("user", flat=True))


def cancel(request):
    """Take a request back: nobody can answer it any more."""
    HelpRequest.objects.open().filter(pk=request.pk).update(closed_at=timezone.now())


def waiting_requests():
    """The requests that nobody answered nor took back."""
    return HelpRequest.objects.open().filter(companion=None)
