"""Registration only."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from home.log_formatters import ReasonFormatter, labelled
from network.permissions import is_member

from .meetings import urls as meetings_urls
from .models import AbstractGroupPage, Meeting
from .permissions import keeps_meetings, reads_file

hooks.register("document_is_public", Meeting.objects.gives_to_everybody)
hooks.register("reads_document", reads_file)


@hooks.register("register_admin_urls")
def register_meetings_urls():
    return [path("reunions/", include(meetings_urls))]


@hooks.register("register_desk_views")
def open_meetings_to_members():
    return meetings_urls.view_names, is_member


@hooks.register("register_page_header_buttons")
def offer_the_meetings_of_a_group(page, user, view_name, next_url=None):
    if isinstance(page, AbstractGroupPage) and keeps_meetings(user, page):
        yield Button(
            _("Réunions et comptes rendus"),
            reverse("meetings:list", args=[page.pk]),
            icon_name="calendar-alt",
            priority=60,
        )


@hooks.register("register_log_actions")
def register_meeting_actions(actions):
    for action, label in (
        ("meeting_added", _("Réunion ajoutée")),
        ("meeting_changed", _("Réunion modifiée")),
        ("meeting_deleted", _("Réunion supprimée")),
    ):
        register = actions.register_action(f"groups.{action}")
        register(labelled(ReasonFormatter, label))
