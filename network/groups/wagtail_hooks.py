"""Registration only: what is decided stands in permissions.py."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from home.log_formatters import ReasonFormatter, labelled
from network.permissions import federations_of, is_member

from .desk import urls as desk_urls
from .desk.panel import FederationPanel
from .meetings import urls as meetings_urls
from .models import AbstractGroupPage, Meeting
from .permissions import is_file_public, keeps_meetings, may_read_file, reads_file

hooks.register("document_is_public", is_file_public)
hooks.register("document_is_public", Meeting.objects.gives_to_everybody)
hooks.register("reads_document", may_read_file)
hooks.register("reads_document", reads_file)


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


@hooks.register("register_admin_urls")
def register_meetings_urls():
    return [path("reunions/", include(meetings_urls))]


@hooks.register("register_desk_views")
def open_meetings_to_members():
    return meetings_urls.view_names, is_member


@hooks.register("beside_the_text_of_a_document")
def offer_the_meetings_of_a_group(page, user):
    if isinstance(page, AbstractGroupPage) and keeps_meetings(user, page):
        yield Button(
            _("Réunions et comptes rendus"),
            reverse("meetings:list", args=[page.pk]),
            icon_name="calendar-alt",
            priority=60,
        )


@hooks.register("register_log_actions")
def register_what_a_federation_keeps(actions):
    for action, label in (
        ("event_added", _("Rendez-vous annoncé")),
        ("event_changed", _("Rendez-vous modifié")),
        ("event_deleted", _("Rendez-vous supprimé")),
        ("resource_added", _("Ressource ajoutée")),
        ("resource_changed", _("Ressource modifiée")),
        ("resource_deleted", _("Ressource supprimée")),
        ("meeting_added", _("Réunion ajoutée")),
        ("meeting_changed", _("Réunion modifiée")),
        ("meeting_deleted", _("Réunion supprimée")),
    ):
        register = actions.register_action(f"groups.{action}")
        register(labelled(ReasonFormatter, label))
