"""Who may invite, close, hand over, animate and accompany. The only place that knows.

Source: editorial.md, section 1, rows "invite, close a membership, hand over".
"""

from home.permissions import has_full_admin

from ..models import FederationMembership, Membership
from ..permissions import centres_of, is_referent


def active_referents(centre):
    """The open memberships of the referents of `centre` who have come: a QuerySet."""
    return Membership.objects.open().arrived().filter(centre=centre).referents()


def can_manage_people(user, centre):
    """True for the referents of this centre and for webmasters."""
    return has_full_admin(user) or (user.is_active and is_referent(user, centre))


def can_end(user, membership):
    """True if `user` may close `membership`: a companion also closes her own."""
    is_own = membership.user_id == user.pk
    return (is_own and membership.role == Membership.Role.COMPANION) or (
        can_manage_people(user, membership.centre_id)
    )


def named_inviter(membership):
    """The name of who invites, for who is invited: of the centre now, or "".

    Names stay inside a centre: a webmaster or an animator invites in its name.
    """
    inviter = membership.invited_by
    if inviter is None or inviter.pk == membership.user_id:
        return ""
    there = Membership.objects.open().filter(centre=membership.centre_id)
    return inviter.get_full_name() if there.filter(user=inviter).exists() else ""


def managed_centres(user):
    """The centres whose people `user` looks after as a referent: a list."""
    wanted = set(
        Membership.objects.open()
        .filter(user=user)
        .referents()
        .values_list("centre", flat=True)
    )
    return [centre for centre in centres_of(user) if centre.pk in wanted]


def animated_federations(user):
    """The pks of the federations that `user` animates: a list, read once."""
    if not hasattr(user, "_animated"):
        user._animated = []
        if user.is_authenticated and user.is_active:
            user._animated = list(
                FederationMembership.objects.open()
                .filter(user=user, role=FederationMembership.Role.ANIMATOR)
                .values_list("federation", flat=True)
            )
    return user._animated


def can_see_network(user):
    """True for animators and webmasters: counts and dates of centres, no name."""
    return has_full_admin(user) or bool(animated_federations(user))


def can_invite_first_referent(user, centre):
    """An animator, in her federation, a centre without referent only; webmasters."""
    if active_referents(centre).exists():
        return False
    return has_full_admin(user) or centre.federation_id in animated_federations(user)


def people_of_federation(federation_id):
    """The open memberships of a federation whose account is active: a QuerySet."""
    return FederationMembership.objects.open().filter(
        federation=federation_id, user__is_active=True
    )


def centres_to_ask_for(user):
    """The centres for which `user` may ask for help: not those she accompanies."""
    own = (
        Membership.objects.open()
        .filter(user=user)
        .exclude(role=Membership.Role.COMPANION)
    )
    wanted = set(own.values_list("centre", flat=True))
    return [centre for centre in centres_of(user) if centre.pk in wanted]


def can_answer_help(user, centre):
    """True for the people of the federation of `centre`, and nobody else."""
    return (
        centre.federation_id is not None
        and user.is_active
        and people_of_federation(centre.federation_id).filter(user=user).exists()
    )
