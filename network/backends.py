"""How an account is read, at each request, and where its rights come from."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q

from .review.permissions import with_kinds


class AccountBackend(ModelBackend):
    """Rights come from groups and memberships, never from a row of one account.

    An account is read with what every page of the back office asks of it.
    """

    def get_user(self, user_id):
        accounts = with_kinds(get_user_model().objects.filter(pk=user_id))
        user = accounts.select_related("wagtail_userprofile").first()
        return user if user and self.user_can_authenticate(user) else None

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def with_perm(self, perm, is_active=True, include_superusers=True, obj=None):
        """The accounts to whom `has_perm` answers True; `perm` is "app.codename".

        Trap: ModelBackend's also finds who has the right as a row of her own.
        """
        app_label, codename = perm.split(".")
        rights = Permission.objects.filter(
            content_type__app_label=app_label, codename=codename
        )
        holders = Q(groups__in=rights.values("group"))
        if include_superusers:
            holders |= Q(is_superuser=True)
        accounts = get_user_model().objects.filter(holders).distinct()
        if is_active is not None:
            accounts = accounts.filter(is_active=is_active)
        return accounts if obj is None else accounts.none()
