"""Registration only: what is decided stands in permissions.py."""

from django.urls import include, path
from wagtail import hooks

from network.permissions import federations_of

from .desk import urls as desk_urls
from .desk.panel import FederationPanel
from .permissions import is_file_public, may_read_file

hooks.register("file_is_public", is_file_public)
hooks.register("file_is_read_by", may_read_file)


@hooks.register("register_admin_urls")
def register_federation_urls():
    return [path("federation/", include(desk_urls))]


@hooks.register("register_desk_views")
def open_the_desk_of_a_federation_to_its_people():
    return desk_urls.view_names, federations_of


@hooks.register("construct_homepage_panels", order=800)
def show_the_federation(request, panels):
    for federation in federations_of(request.user):
        panels.append(FederationPanel(federation))
