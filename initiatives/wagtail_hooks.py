"""Registration only."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageViewSet

from network.explorer import SparseTypeFilters
from network.models import CentrePage
from network.permissions import centres_of

from .desk_panels import CentreInitiativesPanel
from .form import InitiativeCreateView, InitiativeEditView
from .models import InitiativePage
from .permissions import can_propose
from .views import propose


class InitiativeFilters(SparseTypeFilters):
    class Meta:
        model = InitiativePage
        fields = []


class InitiativeViewSet(PageViewSet):
    model = InitiativePage
    parent_models = [CentrePage]
    filterset_class = InitiativeFilters
    edit_view_class = InitiativeEditView
    add_view_class = InitiativeCreateView


@hooks.register("register_admin_viewset")
def register_initiatives():
    return InitiativeViewSet()


@hooks.register("register_admin_urls")
def register_propose():
    return [path("proposer/", propose, name="propose")]


@hooks.register("register_desk_views")
def open_propose_to_members():
    return ["propose"]


class ProposeMenuItem(MenuItem):
    def is_shown(self, request):
        return can_propose(request.user)


@hooks.register("register_admin_menu_item")
def register_propose_menu():
    return ProposeMenuItem(
        _("Proposer une initiative"),
        reverse("propose"),
        name="proposer",
        icon_name="plus",
        order=10,
    )


@hooks.register("construct_homepage_panels", order=800)
def show_the_fiches_of_the_centre(request, panels):
    if centres_of(request.user):
        panels.insert(0, CentreInitiativesPanel(request.user))
