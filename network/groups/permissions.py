"""Who writes the agenda, the resources and the meetings of a federation, who reads which.

Source: editorial.md, section 1.
"""

from django.db.models import Q
from wagtail.models import Page

from home.permissions import has_full_admin
from home.tree import above
from home.visibility import visible
from network.models import FederationPage
from network.permissions import centres_of, federations_of

from .models.meeting import Meeting
from .models.resource import Resource


def can_write_for(user, federation):
    """True for who belongs to this federation now, whatever her role; webmasters."""
    if has_full_admin(user):
        return True
    return federation.pk in [one.pk for one in federations_of(user)]


def federations_read_by(user):
    """The keys of the federations whose members' pages `user` reads: a set.

    Of hers, and of those of her centres.
    """
    of_centres = (centre.federation_id for centre in centres_of(user))
    own = (federation.pk for federation in federations_of(user))
    return {key for key in (*own, *of_centres) if key is not None}


def resources_read_by(user):
    """The published Resources that `user` may read, an account or None: a QuerySet."""
    published = Resource.objects.published()
    if user is None:
        return published.filter(is_public=True)
    if has_full_admin(user):
        return published
    own = Q(federation__in=federations_read_by(user))
    return published.filter(Q(is_public=True) | own)


def is_file_public(document):
    """True if a visitor may read this Attachment as a resource."""
    return resources_read_by(None).of_file(document).exists()


def may_read_file(user, document):
    """True if `user`, an account, may read this Attachment as a resource.

    Also before its federation is online, for who writes there.
    """
    given = Resource.objects.of_file(document)
    if given.filter(federation__in=federations_read_by(user)).exists():
        return True
    return has_full_admin(user) and given.exists()


def reads_minutes_of_members(user, federation):
    """True for who belongs now to the federation or to one of its centres, and for who
    keeps the site; `user` is None for a visitor."""
    if user is None or not user.is_authenticated:
        return False
    return federation.pk in federations_read_by(user) or has_full_admin(user)


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
