"""Registration only."""

from django.urls import include, path
from wagtail import hooks

from network.permissions import is_member

from . import urls

ICONS = ("up", "down", "in", "out", "open", "undo", "redo")


@hooks.register("register_admin_urls")
def register_project_urls():
    return [path("projets/", include(urls))]


@hooks.register("register_desk_views")
def open_projects_to_members():
    return urls.view_names, is_member


@hooks.register("register_icons")
def register_outline_icons(icons):
    return icons + [f"wagtailadmin/icons/outline-{name}.svg" for name in ICONS]
