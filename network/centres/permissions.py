"""Who may write the page of a centre in the house form, and go round its review."""

from home.permissions import has_full_admin


def can_write(user, centre):
    """True for its referents and the webmasters, whether or not it is being read."""
    return centre.permissions_for_user(user).can_edit()


def can_publish_in_emergency(user):
    """True for webmasters and superusers: the one way round the reading of a page."""
    return has_full_admin(user)
