from django.apps import apps
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's own app of accounts and groups, with our forms and our rule of groups."""

    user_viewset = "home.accounts.views.AccountViewSet"

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from .policies import GroupPolicy

        super().ready()
        group = apps.get_model("auth", "Group")
        register_permission_policy(group, GroupPolicy(group))
