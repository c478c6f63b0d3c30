"""Who belongs to which centre or federation, and what that opens.

Hooks, views and templates ask here, or the policies of policies.py, and decide
nothing. Source: editorial.md, section 2.
"""

from django.db.models import Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.permissions import PlacedPageTester, has_full_admin
from home.visibility import visible

from .models.membership import FederationMembership, Membership


def centres_of(user):
    """The centres of the open memberships of `user`: a list, read once per request."""
    return _affiliations(user)[0]


def federations_of(user):
    """The federations of the open memberships of `user`: a list, read once."""
    return _affiliations(user)[1]


def is_member(user):
    """True for who belongs to a centre or to a federation now."""
    return bool(centres_of(user) or federations_of(user))


def _affiliations(user):
    """(centres, federations) of `user`, by title: one query for both, once."""
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
    return (
        Membership.objects.open()
        .filter(user=user, centre=centre, role=Membership.Role.REFERENT)
        .exists()
    )


def pages_to_choose(user):
    """What the page chooser shows: what visitors see, hers, and the root above.

    And nothing below a page that it hides: the core names the pages above each one.
    """
    own = policy_registry.get_by_type(Page).explorable_instances(user)
    # Trap: the chooser's search refuses a condition that is no plain lookup.
    public = Page.objects.filter(visible())
    shown = Page.objects.filter(
        Q(pk__in=public.values("pk")) | Q(pk__in=own.values("pk")) | Q(depth=1)
    )
    hidden = Page.objects.filter(numchild__gt=0).exclude(pk__in=shown.values("pk"))
    return shown.exclude(pk__in=pages_below(hidden.values_list("path", flat=True)))


def pages_below(paths):
    """The keys of the pages at these paths and below, as a subquery.

    One condition a depth, where the core makes one OR for each path.
    """
    by_length = {}
    for path in paths:
        by_length.setdefault(len(path), []).append(path)
    pages, condition = Page.objects.all(), Q(pk__in=[])
    for length, found in by_length.items():
        pages = pages.alias(**{f"_above_{length}": Substr("path", 1, length)})
        condition |= Q(**{f"_above_{length}__in": found})
    return pages.filter(condition).values("pk")


def can_explore(user, page):
    """True if the explorer opens at `page`: it is hers, or on the way to hers."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    return explorable.filter(pk=page.pk).exists()


def can_choose_document(user, document):
    """True if the user may put it in a page of hers: so she reads it too."""
    policy = policy_registry.get_by_type(type(document))
    return policy.user_has_permission_for_instance(user, "choose", document)


class NetworkPermissionTester(PlacedPageTester):
    """What holds for every page of the network: structure is the webmaster's.

    There is one page to stand under: none moves.
    """

    no_move = _("Cette page n’a qu’une place dans le site : elle ne se déplace pas.")

    def can_delete(self, ignore_bulk=False):
        return has_full_admin(self.user) and super().can_delete(ignore_bulk)

    def can_copy(self):
        return has_full_admin(self.user) and super().can_copy()

    def can_reorder_children(self):
        return False

    def can_submit_for_moderation(self):
        """The workflows are for fiches, documents and centres: of the other pages
        webmasters publish the changes."""
        return False


class IndexPermissionTester(NetworkPermissionTester):
    """The index of centres, or of federations: webmasters change what is under it."""

    no_copy = _("Il n’y a qu’une page de cette sorte : elle ne se copie pas.")


class CentreIndexPermissionTester(IndexPermissionTester):
    """No centre is born published: its page goes through its review."""

    def can_publish_subpage(self):
        return False


class CentrePermissionTester(NetworkPermissionTester):
    """A centre's own page is edited by its referents and goes live through its review,
    never by a button; no fiche is born published.

    "Create and publish" asks the parent, hence `can_publish_subpage`.
    """

    no_copy = _(
        "Un centre ne se copie pas : il a ses propres accès et ses propres fichiers. "
        "Créez le nouveau depuis l’annuaire des centres."
    )

    def can_publish(self):
        return False

    can_publish_subpage = can_publish

    def can_unpublish(self):
        """A webmaster takes it offline: a new review puts it back."""
        return has_full_admin(self.user) and super().can_unpublish()

    def can_unschedule(self):
        # The core asks can_publish for both.
        return super().can_publish()

    can_set_view_restrictions = can_unschedule

    def can_submit_for_moderation(self):
        # Not the refusal of the other pages of the network.
        of_the_core = super(NetworkPermissionTester, self).can_submit_for_moderation()
        return self.can_edit() and of_the_core

    def can_delete(self, ignore_bulk=False):
        return not self.page.workflow_in_progress and super().can_delete(ignore_bulk)

    def can_edit(self):
        if not super().can_edit():
            return False
        return has_full_admin(self.user) or is_referent(self.user, self.page.pk)


class FederationPermissionTester(NetworkPermissionTester):
    """A federation: its members draft, webmasters publish; no document is born
    published ("create and publish" asks the parent)."""

    def can_publish_subpage(self):
        return False

    def can_copy_to(self, destination, recursive=False):
        """Without its documents, which are not copied (DocumentPermissionTester)."""
        if recursive and not self.page.is_leaf():
            return False
        return super().can_copy_to(destination, recursive)


class DocumentPermissionTester(PlacedPageTester):
    """A document of a federation goes live through its review, never by a button."""

    no_move = _(
        "Un document reste sous sa fédération : sa place dit qui l’a écrit et qui "
        "l’approuve."
    )
    no_copy = _(
        "Un document ne se copie pas : ses lignes ont chacune une adresse qui ne vaut "
        "que pour lui. Créez-en un nouveau depuis la fédération."
    )

    def can_publish(self):
        return False

    can_publish_subpage = can_publish

    def can_unpublish(self):
        """A webmaster takes it offline: the federation asks her."""
        return has_full_admin(self.user) and super().can_unpublish()

    def can_unschedule(self):
        # The core asks can_publish for both.
        return super().can_publish()

    can_set_view_restrictions = can_unschedule

    def can_submit_for_moderation(self):
        return self.can_edit() and super().can_submit_for_moderation()

    def can_delete(self, ignore_bulk=False):
        """Never with a vote open; members: a draft of theirs, never published."""
        if self.page.workflow_in_progress or not super().can_delete(ignore_bulk):
            return False
        if has_full_admin(self.user):
            return True
        never = self.page.first_published_at is None and not self.page.get_descendants()
        return never and self.page.owner_id == self.user.pk
