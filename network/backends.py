"""How an account is read, at each request, and where its rights come from."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

from .review.permissions import with_committee


class AccountBackend(ModelBackend):
    """Rights come from groups and memberships, never from a row of one account.

    An account is read with what every page of the back office asks of it.
    """

    def get_user(self, user_id):
        accounts = with_committee(get_user_model().objects.filter(pk=user_id))
        user = accounts.select_related("wagtail_userprofile").first()
        return user if user and self.user_can_authenticate(user) else None

    def get_user_permissions(self, user_obj, obj=None):
        return set()
