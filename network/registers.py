"""The registers a webmaster keeps: plain models only, never a page model."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_modeladmin.menus import GroupMenuItem
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from .models import FederationMembership, Membership, Territory
from .permissions import has_full_admin

DATES = FieldRowPanel([FieldPanel("started_at"), FieldPanel("ended_at")])


class MembershipAdmin(ModelAdmin):
    model = Membership
    menu_icon = "user"
    list_display = ["user", "centre", "role", "started_at", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["user", "centre"]
    search_fields = ["user__email", "user__last_name", "centre__title"]
    panels = [FieldPanel("user"), FieldPanel("centre"), FieldPanel("role"), DATES]


class FederationMembershipAdmin(ModelAdmin):
    model = FederationMembership
    menu_icon = "group"
    list_display = ["user", "federation", "role", "started_at", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["user", "federation"]
    search_fields = ["user__email", "federation__title"]
    panels = [FieldPanel("user"), FieldPanel("federation"), FieldPanel("role"), DATES]


class TerritoryAdmin(ModelAdmin):
    model = Territory
    menu_icon = "site"
    list_display = ["name", "code", "kind", "parent"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]
    panels = [
        FieldPanel("kind"),
        FieldPanel("code"),
        FieldPanel("name"),
        FieldPanel("parent"),
    ]


class RegistersMenuItem(GroupMenuItem):
    """Asks who it is for before each register asks the database."""

    def is_shown(self, request):
        return has_full_admin(request.user) and super().is_shown(request)


class NetworkRegisters(ModelAdminGroup):
    menu_label = _("Le réseau")
    menu_icon = "globe"
    menu_order = 300
    items = [MembershipAdmin, FederationMembershipAdmin, TerritoryAdmin]

    def get_menu_item(self):
        submenu = Menu(items=self.get_submenu_items())
        return RegistersMenuItem(self, self.get_menu_order(), submenu)
