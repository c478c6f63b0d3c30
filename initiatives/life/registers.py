"""The register of requests for removal, for webmasters: read, never rewritten."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin

from home.looking_up import LookingUp
from home.permissions import has_full_admin
from network.registers import KeptForever

from ..models import RemovalRequest


class ReadOnlyHelper(KeptForever):
    """Requests come from the public form and are closed on their own page."""

    def user_can_list(self, user):
        return has_full_admin(user)

    def user_has_any_permissions(self, user):
        return has_full_admin(user)

    def user_can_inspect_obj(self, user, obj):
        return False

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False


class RemovalRequestAdmin(ModelAdmin):
    model = RemovalRequest
    # The default puts a capital to each word, as in English.
    menu_label = _("Demandes de retrait")
    menu_icon = "warning"
    menu_order = 310
    permission_helper_class = ReadOnlyHelper
    list_display = ["link", "kind", "created_at", "handled_at", "handler"]
    list_filter = ["kind", "handled_at"]
    list_select_related = ["page", "handled_by"]
    search_handler_class = LookingUp
    search_fields = ["page__title", "message", "outcome"]

    def link(self, row):
        address = reverse("life:request", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, row.page.title)

    link.short_description = _("fiche")

    def handler(self, row):
        return row.handled_by or ""

    handler.short_description = _("traitée par")
