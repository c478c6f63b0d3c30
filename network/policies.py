"""One page policy and one file policy, fed by memberships: what Wagtail asks.

A custom policy is no guarantee (wagtail#2907): the admin and object matrices in tests
sweep every address. Source: editorial.md, section 2.
"""

import os

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)
from wagtail.permission_policies.collections import (
    CollectionOwnershipPermissionPolicy,
    CollectionPermissionPolicy,
)
from wagtail.permission_policies.pages import PagePermissionPolicy

from .permissions import centres_of, federations_of, pages_below

MEMBER_ACTIONS = ("add", "change")
EXPLORE_ACTIONS = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}

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
        pages = [*centres_of(user), *federations_of(user)]
        return pages_below([page.path for page in pages])

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
