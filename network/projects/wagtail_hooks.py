"""Registration only."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from network.permissions import is_member

from . import urls
from .models import FederalProjectPage
from .permissions import can_say_states

ICONS = ("up", "down", "in", "out", "open", "undo", "redo")


@hooks.register("register_admin_urls")
def register_project_urls():
    return [path("projets/", include(urls))]


@hooks.register("register_desk_views")
def open_projects_to_members():
    return urls.view_names, is_member


@hooks.register("beside_the_text_of_a_document")
def offer_to_say_where_its_actions_stand(page, user):
    is_online = isinstance(page, FederalProjectPage) and page.live
    if is_online and can_say_states(user, page):
        yield Button(
            _("Où en sommes-nous\u00a0?"),
            reverse("projects:states", args=[page.pk]),
            icon_name="tasks",
            priority=55,
        )


@hooks.register("register_icons")
def register_outline_icons(icons):
    return icons + [f"wagtailadmin/icons/outline-{name}.svg" for name in ICONS]
