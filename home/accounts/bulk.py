"""What is done to many accounts at once, with the rule that holds for one."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from ..looking_up import looked_up
from ..permissions import can_keep_account
from .views import LOOKED_IN


class KeptAccounts:
    """Leaves the accounts of superusers as they are, unless a superuser asks.

    « Tous » are those that the list shows: looked for as the list does.
    """

    def get_all_objects_in_listing_query(self, parent_id):
        found = looked_up(self.model.objects, LOOKED_IN, self.request.GET.get("q", ""))
        return found.values_list("pk", flat=True)

    def check_perm(self, obj):
        return super().check_perm(obj) and can_keep_account(self.request.user, obj)

    def prepare_action(self, objects, objects_without_access):
        if objects_without_access["items_with_no_access"]:
            messages.warning(
                self.request,
                _("Les comptes que vous ne pouvez pas changer restent comme ils sont."),
            )
            if not objects:
                return redirect(self.next_url)
        return super().prepare_action(objects, objects_without_access)


class AssignRole(KeptAccounts, AssignRoleBulkAction):
    pass


class Delete(KeptAccounts, DeleteBulkAction):
    pass


class SetActiveState(KeptAccounts, SetActiveStateBulkAction):
    @classmethod
    def execute_action(cls, objects, mark_as_active=False, user=None, **kwargs):
        """One by one: the core's update() tells nobody who listens to a saving."""
        others = [account for account in objects if account != user]
        for account in others:
            account.is_active = mark_as_active
            account.save(update_fields=["is_active"])
        return len(others), 0
