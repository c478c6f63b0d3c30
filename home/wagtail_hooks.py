"""Registration only."""

from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.account import AvatarSettingsPanel

from .models.frozen import FrozenWhileRead

# A fourth door for uploads, and the only one that keeps the place where a photo was
# taken: closed. The core has no setting for it.
AvatarSettingsPanel.is_active = lambda self: False


@hooks.register("insert_global_admin_css")
def dress_the_back_office():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_permissions")
def offer_full_admin_to_groups():
    return Permission.objects.filter(
        content_type__app_label="home", codename="use_full_admin"
    )


@hooks.register("before_bulk_action")
def keep_the_files_of_pages(request, action_type, objects, action):
    """The core would delete them in one query, behind the model."""
    if action_type == "delete" and issubclass(action.model, FrozenWhileRead):
        used = next((file for file in objects if file.is_used), None)
        if used:
            messages.error(request, f"{used.not_deleted} ({used.title})")
            return redirect(action.next_url)
