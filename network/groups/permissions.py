"""Who reads what a group writes for its own. Source: editorial.md, section 1."""

from wagtail.models import Page

from home.permissions import has_full_admin
from home.tree import above
from home.visibility import visible
from network.models import FederationPage
from network.permissions import centres_of, federations_of

from .models.meeting import Meeting


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
    """True for the members of its federation and who keeps the site, also while the
    group is under review: its calendar is no voted text."""
    return is_of_its_federation(user, group) or has_full_admin(user)


def is_of_its_federation(user, page):
    """True if `user` belongs now to the federation that this page stands under."""
    return any(page.path.startswith(one.path) for one in federations_of(user))


def reads_file(user, document):
    """True if this Attachment is the minutes of a meeting that `user` may read."""
    found = Meeting.objects.filter(minutes_file=document).select_related("group")
    return any(
        keeps_meetings(user, meeting.group) or _reads_online(user, meeting)
        for meeting in found
    )


def _reads_online(user, meeting):
    is_shown = Page.objects.filter(visible(), pk=meeting.group_id).exists()
    return is_shown and reads_minutes(user, meeting)
