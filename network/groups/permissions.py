"""Who reads what a group writes for its own. Source: editorial.md, section 1."""

from home.permissions import has_full_admin
from home.tree import above
from network.models import FederationPage
from network.permissions import centres_of, federations_of


def reads_minutes_of_members(user, federation):
    """True for who belongs now to the federation or to one of its centres, and for who
    keeps the site; `user` is None for a visitor."""
    if user is None or not user.is_authenticated:
        return False
    return (
        federation in federations_of(user)
        or any(centre.federation_id == federation.pk for centre in centres_of(user))
        or has_full_admin(user)
    )


def reads_minutes(user, meeting):
    """True if `user`, None for a visitor, may read the minutes of this Meeting."""
    if meeting.is_public:
        return True
    federation = FederationPage.objects.get(path=above(meeting.group))
    return reads_minutes_of_members(user, federation)


def keeps_meetings(user, group):
    """True for who may change the group: she keeps its calendar, also under review."""
    return group.permissions_for_user(user).can_edit()
