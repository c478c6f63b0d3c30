"""Mails to the person concerned: after commit, in a task, text and HTML.

Each task writes to one person, for it may run twice (home/post/outbox.py). The link that
sets a password is made when the mail leaves: it never waits in a queue.
"""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django_tasks import task

from home.passwords import address_to_choose
from home.post.sending import send

from ..models import HelpRequest, Membership
from ..review.permissions import is_committee_member
from . import permissions

ANSWERED = "invitation"  # in the address that sets a first password: its key


@task()
def send_invitation(membership_id):
    """A link to choose a password, or to answer; who belongs already finds her fiches."""
    membership = _still(Membership.objects.listed(), membership_id)
    if membership is None or membership.declined_at:
        return
    person = membership.user
    if membership.accepted_at:
        address = reverse("wagtailadmin_home")
    elif person.has_usable_password():
        address = reverse("belonging:invitation", args=[membership.pk])
    else:
        address = f"{address_to_choose(person)}?{ANSWERED}={membership.pk}"
    send(
        "network/invitation",
        person,
        membership=membership,
        inviter=permissions.named_inviter(membership),
        judges=is_committee_member(person),
        address=address,
    )


@task()
def send_role(membership_id):
    if membership := _open(membership_id):
        send(
            "network/role",
            membership.user,
            membership=membership,
            address=reverse("wagtailadmin_home"),
        )


@task()
def send_ended(membership_id):
    """To who leaves; dropped if she was invited again meanwhile."""
    membership = Membership.objects.select_related("centre", "user").get(
        pk=membership_id
    )
    again = Membership.objects.listed().filter(
        user=membership.user_id, centre=membership.centre_id
    )
    # Never came: nothing ends for her, a mistyped address is left in peace.
    came = membership.accepted_at and membership.user.is_active
    if came and not again.exists():
        send(
            "network/ended",
            membership.user,
            membership=membership,
        )


@task()
def send_handed_over(membership_id, count):
    if membership := _open(membership_id):
        send(
            "network/handed_over",
            membership.user,
            membership=membership,
            count=count,
            address=reverse("wagtailadmin_home"),
        )


@task()
def send_help_call(request_id, user_id):
    """Dropped if somebody answered, or if she left the federation meanwhile."""
    request = HelpRequest.objects.select_related("centre").get(pk=request_id)
    person = get_user_model().objects.get(pk=user_id)
    if request.closed_at is None and permissions.can_answer_help(
        person, request.centre
    ):
        send(
            "network/help_call",
            person,
            request=request,
            address=reverse("belonging:help_desk"),
        )


@task()
def send_help_answered(request_id, user_id):
    """Dropped if she left the centre meanwhile, or if the help is already over."""
    request = HelpRequest.objects.select_related("centre", "companion").get(
        pk=request_id
    )
    there = Membership.objects.open().filter(centre=request.centre)
    person = get_user_model().objects.get(pk=user_id)
    still_there = person.is_active and there.filter(user=person).exists()
    if still_there and there.filter(pk=request.companion_id).exists():
        send(
            "network/help_answered",
            person,
            request=request,
            address=reverse("wagtailadmin_home"),
        )


def _open(membership_id):
    return _still(Membership.objects.open(), membership_id)


def _still(memberships, membership_id):
    """The membership if it is still among these and its account active, or None."""
    found = memberships.filter(pk=membership_id, user__is_active=True)
    return found.select_related("centre", "user", "invited_by").first()
