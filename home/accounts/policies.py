"""What Wagtail asks about groups. Source: editorial.md, section 7."""

from wagtail.permission_policies import ModelPermissionPolicy


class GroupPolicy(ModelPermissionPolicy):
    """Superusers only, whatever a group was given: who changes the rights of her own
    group gives herself any."""

    def user_has_permission(self, user, action):
        return user.is_active and user.is_superuser
