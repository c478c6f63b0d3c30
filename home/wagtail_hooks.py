"""Registration only."""

from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel

from .admin_views import PagesEndpoint

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


@hooks.register("construct_admin_api")
def offer_no_alias(router):
    router.register_endpoint("pages", PagesEndpoint)
