"""Who writes the agenda and the resources of a federation, and who reads which.

Source: editorial.md, section 1.
"""

from django.db.models import Q

from home.permissions import has_full_admin
from network.permissions import centres_of, federations_of

from .models import Resource


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
