"""Who belongs to which centre or federation, and what that opens.

One page policy and one file policy, fed by memberships: hooks, views and templates
ask them and decide nothing. Source: editorial.md, section 2.
"""

import os

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.db.models.functions import Substr
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PagePermissionTester,
    ReferenceIndex,
)
from wagtail.permission_policies.collections import (
    CollectionOwnershipPermissionPolicy,
    CollectionPermissionPolicy,
)
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from home.visibility import visible

MEMBER_ACTIONS = ("add", "change")
EXPLORE_ACTIONS = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
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
    references = ReferenceIndex.get_references_to(document)
    pages = references.filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    ).values_list("object_id", flat=True)
    if Page.objects.filter(visible(), pk__in=[int(pk) for pk in pages]).exists():
        return True
    policy = policy_registry.get_by_type(type(document))
    return policy.user_has_permission_for_instance(user, "choose", document)


_PERMISSIONS = {}


def permission_of(model, action):
    """The Permission row of `action` on `model`, read once per process."""
    key = (model._meta.label, action)
    if key not in _PERMISSIONS:
        meta = model._meta
        _PERMISSIONS[key] = Permission.objects.select_related("content_type").get(
            content_type__app_label=meta.app_label,
            content_type__model=meta.model_name,
            codename=f"{action}_{meta.model_name}",
        )
    return _PERMISSIONS[key]


class MembershipPagePolicy(PagePermissionPolicy):
    """The core's policy, and the pages that memberships open.

    Own cache names: the core's would be filled by the core's policy first. An
    equivalence test compares each override with the core's loop.
    """

    permission_cache_name = "_membership_page_permissions"
    _explorable_root_instance_cache_name = "_membership_explorable_root"

    def get_all_permissions_for_user(self, user):
        base = super().get_all_permissions_for_user(user)
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return base
        # Unsaved rows: the core's testers read them like its own.
        opened = [
            GroupPagePermission(
                page=page.page_ptr, permission=permission_of(Page, action)
            )
            for page in [*centres_of(user), *federations_of(user)]
            for action in MEMBER_ACTIONS
        ]
        return [*base, *opened]

    def _pages_of_member(self, user):
        """One subquery where the core makes one OR for each root."""
        pages = [*centres_of(user), *federations_of(user)]
        if not pages:
            return Page.objects.none().values("pk")
        # Centres and federations all stand at one depth of the tree.
        (length,) = {len(page.path) for page in pages}
        return (
            Page.objects.alias(_root=Substr("path", 1, length))
            .filter(_root__in=[page.path for page in pages])
            .values("pk")
        )

    def _condition(self, user, actions):
        condition, wanted = Q(), self._get_permission_codenames(actions)
        for permission in self.get_cached_permissions_for_user(user):
            if permission.group_id is None:
                continue
            below = Q(path__startswith=permission.page.path)
            if permission.permission.codename in wanted:
                condition |= below
            elif permission.permission.codename == "add_page" and "change" in actions:
                condition |= below & Q(owner=user)
        if actions & set(MEMBER_ACTIONS):
            condition |= Q(pk__in=self._pages_of_member(user))
        return condition

    def instances_user_has_any_permission_for(self, user, actions):
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        condition = self._condition(user, set(actions))
        manager = self.model._default_manager
        return manager.filter(condition) if condition else manager.none()

    def explorable_instances(self, user):
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        manager = self.model._default_manager
        permissions = self.get_cached_permissions_for_user(user)
        roots = {permission.page.path for permission in permissions}
        if not roots:
            return manager.none()
        step = Page.steplen
        common = os.path.commonprefix(list(roots))
        common = common[: len(common) // step * step]
        if common in roots and len(common) > step:
            common = common[:-step]
        ancestors = {
            root[:end]
            for root in roots
            for end in range(step, len(root), step)
            if root[:end].startswith(common)
        }
        condition = self._condition(user, EXPLORE_ACTIONS) | Q(path__in=ancestors)
        return manager.filter(condition, path__startswith=common)

    def users_with_any_permission(self, actions, include_superusers=True):
        users = super().users_with_any_permission(actions, include_superusers)
        if set(actions) & set(MEMBER_ACTIONS):
            return self._with(users, self._members())
        return users.distinct()

    def users_with_any_permission_for_instance(
        self, actions, instance, include_superusers=True
    ):
        users = super().users_with_any_permission_for_instance(
            actions, instance, include_superusers
        )
        if set(actions) & set(MEMBER_ACTIONS):
            above = instance.get_ancestors(inclusive=True).values("pk")
            return self._with(users, self._members(above))
        return users.distinct()

    def _with(self, users, members):
        # Not "|": the core's answer is distinct, and Django refuses to mix the two.
        return get_user_model()._default_manager.filter(
            Q(pk__in=users.values("pk")) | Q(pk__in=members.values("pk"))
        )

    def _members(self, pages=None):
        from .models import FederationMembership, Membership

        centres = Membership.objects.open()
        federations = FederationMembership.objects.open()
        if pages is not None:
            centres = centres.filter(centre__in=pages)
            federations = federations.filter(federation__in=pages)
        members = get_user_model()._default_manager.filter(
            Q(pk__in=centres.values("user")) | Q(pk__in=federations.values("user")),
            is_active=True,
        )
        # Trap: the core's are distinct, and only alike queries can be joined by `|`.
        return members.distinct()


class CentreFilePolicy(CollectionOwnershipPermissionPolicy):
    """Members add and choose in their centre's collection.

    Trap: the core's image, document and collection policies share one cache name.
    Trap: without distinct negative keys the rows cannot be hashed (a 500).
    """

    permission_cache_name = "_centre_file_permissions"
    granted = [
        (Image, "add"),
        (Image, "choose"),
        (Document, "add"),
        (Document, "choose"),
    ]

    def get_all_permissions_for_user(self, user):
        # What groups give is the same for every model: the core's cache has it.
        base = CollectionPermissionPolicy(Collection).get_cached_permissions_for_user(
            user
        )
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return base
        opened = [
            (centre.collection, model, action)
            for centre in centres_of(user)
            if centre.collection_id
            for model, action in self.granted
        ]
        return [
            *base,
            *(
                GroupCollectionPermission(
                    pk=-number,
                    collection=collection,
                    permission=permission_of(model, action),
                )
                for number, (collection, model, action) in enumerate(opened, 1)
            ),
        ]


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
