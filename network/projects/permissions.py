"""Who writes the outline of a document, and what it may name.

Source: editorial.md, section 2.
"""

from django.db.models import Q
from wagtail.models import Page

from home.permissions import has_full_admin
from home.visibility import visible
from network.models import FederationPage
from network.permissions import federations_of, pages_to_choose

from .models.published_entry import PublishedEntry


def can_write_outline(user, page):
    """True at a document that the user may edit, or at a federation where she may add
    one: a new document has no page of its own yet."""
    tester = page.permissions_for_user(user)
    if isinstance(page, FederationPage):
        return tester.can_add_subpage()
    return tester.can_edit()


def can_say_states(user, page):
    """True for who belongs to the federation of a document, and for webmasters: where
    its actions stand is said outside the voted text."""
    own = federations_of(user)
    return has_full_admin(user) or any(
        page.path.startswith(federation.path) for federation in own
    )


def pages_to_link(user=None):
    """The pages that a row may name: what visitors see and what is hers, a QuerySet.

    Without a user: what visitors see.
    """
    pages = Page.objects.filter(depth__gt=2)
    if user is None:
        return pages.filter(visible())
    if has_full_admin(user):
        return pages
    return pages.filter(pk__in=pages_to_choose(user).values("pk"))


def entries_to_name(user=None):
    """The entries that a row may continue or come from: of documents that visitors see,
    and of her federations' own, a QuerySet. Drafts have none."""
    own = Q(pk__in=[])
    for federation in federations_of(user) if user else []:
        own |= Q(project__path__startswith=federation.path)
    shown = Page.objects.filter(visible()).values("pk")
    return PublishedEntry.objects.filter(Q(project__in=shown) | own)
