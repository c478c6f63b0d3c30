"""Invite, answer, change a role, end: what changes who belongs to a centre.

Each action locks the centre first, so that two referents who leave at once do not
leave it alone. Mails go out after the commit. Source: editorial.md, sections 1 and 7.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from home.permissions import has_full_admin
from home.post.outbox import post
from home.throttle import is_double_click

from ..models import CentrePage, HelpRequest, Membership
from ..setup import CONTRIBUTORS
from . import mails, permissions

Role = Membership.Role
MOST_INVITATIONS = 30  # a day and a person: no centre invites more, a robot does


class Refused(Exception):
    """An action that cannot be; its message, in French, says why and what to do."""


@transaction.atomic
def invite(centre, email, role, by):
    """Write to the person, known account or not: she belongs once she accepts.

    Invited again, she gets her message again, whatever she answered; a first referent
    who already contributes is promoted. Who adds herself has accepted. Returns the
    Membership, raises Refused.
    """
    _lock(centre)
    _stop_a_flood(by)
    person = _account_of(email)
    _refuse_a_closed_account(person)
    person.groups.add(Group.objects.get(name=CONTRIBUTORS))
    close_lapsed(person, centre)
    membership = _invitation_of(person, centre, role, by)
    if role == Role.REFERENT:
        membership.role = role
    if person == by and membership.accepted_at is None:
        membership.accepted_at = timezone.now()
    membership.save()
    _log(membership, "invited", by)
    post(mails.send_invitation, membership.pk)
    return membership


def _invitation_of(person, centre, role, by):
    """The row that she has in this centre, or a new one, not yet saved."""
    now = timezone.now()
    membership = Membership.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=now), user=person, centre=centre
    ).first()
    if membership is None:
        return Membership(user=person, centre=centre, role=role, invited_by=by)
    if membership.declined_at:
        membership.role, membership.invited_by = role, by
    membership.started_at = min(membership.started_at, now)
    membership.ended_at = membership.declined_at = None
    return membership


@transaction.atomic
def accept(membership):
    """The answer of who was invited: her rights, and her recusals, begin.

    Raises Refused if no answer is awaited any more.
    """
    membership = _awaited(membership)
    membership.accepted_at = timezone.now()
    membership.save()
    _log(membership, "accepted", membership.user)


@transaction.atomic
def decline(membership):
    """Neither told nor logged: see `Membership.objects.listed`. Raises Refused."""
    membership = _awaited(membership)
    membership.declined_at = timezone.now()
    membership.save(update_fields=["declined_at"])


def _awaited(membership):
    sentence = _("Cette invitation n’attend plus de réponse.")
    return _locked(membership, Membership.objects.invited(), sentence)


def close_lapsed(person, centre):
    """Close what is left of a help that ended with her federation: it opens no more."""
    lapsed = Membership.objects.lapsed().filter(user=person, centre=centre)
    lapsed.update(ended_at=timezone.now())


def invite_first_referent(centre, email, by):
    """The animator's way: never herself nor her colleagues, who would see drafts."""
    people = permissions.people_of_federation(centre.federation_id)
    if not has_full_admin(by) and people.filter(user__email__iexact=email).exists():
        raise Refused(
            _(
                "Cette adresse est celle d’une personne de la fédération. "
                "Donnez celle d’une personne du centre."
            )
        )
    return invite(centre, email, Role.REFERENT, by)


@transaction.atomic
def send_again(membership, by):
    """The invitation once more, whatever she answered; at most one a minute.

    Raises Refused.
    """
    _refuse_a_closed_account(membership.user)
    _lock(membership.centre)
    if not is_double_click("invitation", membership.pk):
        Membership.objects.filter(pk=membership.pk).update(declined_at=None)
        _log(membership, "resent", by)
        post(mails.send_invitation, membership.pk)


@transaction.atomic
def change_role(membership, role, by):
    """Contributor or referent; the last referent stays one. Raises Refused."""
    membership = _fresh(membership)
    if Role.COMPANION in {role, membership.role}:
        raise Refused(
            _("Un compagnon n’a pas d’autre rôle : invitez la personne si besoin.")
        )
    if role != Role.REFERENT and is_last_referent(membership):
        raise Refused(
            _(
                "C’est le seul référent du centre : donnez d’abord ce rôle à "
                "quelqu’un d’autre."
            )
        )
    if membership.role != role:
        _give(membership, role, by)


@transaction.atomic
def end(membership, by, successor=None):
    """Close a membership at once; the fiches of the person stay with the centre.

    `successor` (a Membership of the centre) is needed when the last referent
    leaves. Returns the number of fiches handed over, raises Refused.
    """
    membership = _fresh(membership)
    others = successors_of(membership)
    if successor is not None and successor not in others:
        raise Refused(_("Choisissez une personne qui fait partie du centre."))
    if is_last_referent(membership):
        # A webmaster may close an empty centre: it is listed as without referent.
        if successor is None and (others or not has_full_admin(by)):
            raise Refused(
                _(
                    "C’est le seul référent du centre : choisissez d’abord qui lui "
                    "succède. Personne ? Invitez quelqu’un, puis revenez ici."
                )
            )
        if successor is not None and successor.role != Role.REFERENT:
            _give(successor, Role.REFERENT, by)
    membership.ended_at = timezone.now()
    membership.save()
    _log(membership, "ended", by)
    post(mails.send_ended, membership.pk)
    HelpRequest.objects.open().filter(
        centre=membership.centre, asked_by=membership.user
    ).update(closed_at=membership.ended_at)
    return _hand_over(membership, by, successor)


def successors_of(membership):
    """Who could answer for the centre after this person: a list of Memberships."""
    return list(
        Membership.objects.open()
        .arrived()
        .filter(centre=membership.centre_id)
        .exclude(role=Role.COMPANION)
        .exclude(user=membership.user_id)
        .select_related("user")
        .order_by("started_at", "pk")
    )


def _hand_over(membership, by, successor):
    """Give the fiches of who leaves to a referent who stays: how many.

    By update(): the owner is no part of what was voted (editorial.md, section 1).
    """
    referents = list(
        permissions.active_referents(membership.centre_id)
        .exclude(user=membership.user_id)
        .order_by("started_at", "pk")
    )
    chosen = successor and successor.user_id
    referents.sort(key=lambda one: (one.user_id != chosen, one.user_id != by.pk))
    if not referents:
        return 0
    heir = referents[0]
    pages = Page.objects.descendant_of(membership.centre)
    count = pages.filter(owner=membership.user_id).update(owner=heir.user_id)
    if count and heir.user_id != by.pk:
        post(mails.send_handed_over, heir.pk, count)
    return count


def is_last_referent(membership):
    """True if the centre would be left without a referent who has come."""
    active = permissions.active_referents(membership.centre_id)
    return (
        active.filter(pk=membership.pk).exists()
        and not active.exclude(user=membership.user_id).exists()
    )


def _give(membership, role, by):
    membership.role = role
    membership.save(update_fields=["role"])
    _log(membership, "role", by)
    post(mails.send_role, membership.pk)


def _fresh(membership):
    sentence = _("Cette personne ne fait déjà plus partie du centre.")
    return _locked(membership, Membership.objects.listed(), sentence)


def _locked(membership, rows, sentence):
    """The row as it is once the centre is locked; refuses what `rows` has no more."""
    _lock(membership.centre)
    found = rows.select_related("centre", "user").filter(pk=membership.pk).first()
    if found is None:
        raise Refused(sentence)
    return found


def _lock(centre):
    CentrePage.objects.select_for_update(of=("self",)).get(pk=centre.pk)


def _stop_a_flood(by):
    if has_full_admin(by):
        return  # who opens the site to a whole network invites by hundreds
    yesterday = timezone.now() - timedelta(days=1)
    sent = Membership.objects.filter(invited_by=by, started_at__gt=yesterday).count()
    if sent >= MOST_INVITATIONS:
        raise Refused(
            _(
                "Vous avez beaucoup invité aujourd’hui : continuez demain, ou écrivez-nous."
            )
        )


def _account_of(email):
    """The account of this address, created without a password if there is none."""
    accounts = get_user_model().objects
    person = accounts.filter(email__iexact=email).first()
    if person is None:
        try:
            with transaction.atomic():
                person = accounts.create_user(email)
        except IntegrityError:  # invited by somebody else this very moment
            person = accounts.get(email__iexact=email)
    return person


def _refuse_a_closed_account(person):
    """No mail reaches it: « L’invitation est partie » would be a lie."""
    if not person.is_active:
        raise Refused(
            _(
                "Le compte de cette adresse est désactivé : demandez au webmestre "
                "de le rouvrir, puis invitez à nouveau."
            )
        )


def _log(membership, what, by):
    """Who did it stands in the entry; to whom, as a key: names can be erased."""
    data = {"member": membership.user_id, "role": membership.role}
    log(membership.centre, f"network.membership.{what}", user=by, data=data)
