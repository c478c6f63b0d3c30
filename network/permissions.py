"""Who belongs to which centre or federation, and what that opens.

Hooks, views and templates ask here, or the policies of policies.py, and decide
nothing. Source: editorial.md, section 2.
"""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import policy_registry

FULL_ADMIN = "network.use_full_admin"


def centres_of(user):
    """The centres of the open memberships of `user`: a list, read once per request."""
    return _affiliations(user)[0]


def federations_of(user):
    """The federations of the open memberships of `user`: a list, read once."""
    return _affiliations(user)[1]


def _affiliations(user):
    """(centres, federations) of `user`, by title: one query for both, once."""
    from .models import FederationMembership, Membership

    if not hasattr(user, "_affiliations"):
        user._affiliations = [], []
        if user.is_authenticated and user.is_active:
            centres = Membership.objects.open().filter(user=user)
            federations = FederationMembership.objects.open().filter(user=user)
            pages = Page.objects.filter(
                Q(pk__in=centres.values("centre"))
                | Q(pk__in=federations.values("federation"))
            ).select_related(
                "centrepage__collection", "centrepage__departement", "federationpage"
            )
            for page in pages.order_by("title"):
                is_centre = hasattr(page, "centrepage")
                found = page.centrepage if is_centre else page.federationpage
                user._affiliations[0 if is_centre else 1].append(found)
    return user._affiliations


def is_referent(user, centre):
    """True if `user` is an open referent of `centre` (a CentrePage or its pk)."""
    from .models import Membership

    return (
        Membership.objects.open()
        .filter(user=user, centre=centre, role=Membership.Role.REFERENT)
        .exists()
    )


def has_full_admin(user):
    """True for whom the whole back office is open: webmasters and superusers."""
    return user.is_active and user.has_perm(FULL_ADMIN)


def webmasters():
    """The active accounts that keep the whole site; superusers aside."""
    return get_user_model().objects.with_perm(
        FULL_ADMIN,
        include_superusers=False,
        backend="network.backends.AccountBackend",
    )


def can_read_document(user, document):
    """True if a page that visitors see links to it, or if the user may choose it."""
    from .shown import is_shown_online

    if is_shown_online(document):
        return True
    policy = policy_registry.get_by_type(type(document))
    return policy.user_has_permission_for_instance(user, "choose", document)


class NetworkPermissionTester(PagePermissionTester):
    """What holds for every page of the network: structure is the webmaster's."""

    def is_webmaster(self):
        return self.user.is_superuser or "publish" in self.permissions

    def can_delete(self, ignore_bulk=False):
        return self.is_webmaster() and super().can_delete(ignore_bulk)

    def can_move(self):
        return self.is_webmaster() and super().can_move()

    can_copy = can_move

    def can_reorder_children(self):
        return False

    def can_submit_for_moderation(self):
        """The workflow on the index of centres is for fiches: webmasters publish."""
        return False


class CentreIndexPermissionTester(NetworkPermissionTester):
    """The index of centres: only webmasters change what stands under it."""


class CentrePermissionTester(NetworkPermissionTester):
    """A centre's own page is edited by its referents; no fiche is born published.

    "Create and publish" asks the parent, hence `can_publish_subpage`.
    """

    def can_publish_subpage(self):
        return False

    def can_edit(self):
        if not super().can_edit():
            return False
        return self.is_webmaster() or is_referent(self.user, self.page.pk)


class FederationPermissionTester(NetworkPermissionTester):
    """A federation: its members draft, webmasters publish."""
