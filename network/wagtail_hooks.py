"""Registration only: what is decided stands in permissions.py and desk.py."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from home.log_formatters import ReasonFormatter, labelled
from home.permissions import has_full_admin

from . import merging_views
from .belonging import urls as belonging_urls
from .belonging.panels import BelongingPanel, InvitationsPanel
from .centres import changes as centre_changes
from .centres import urls as centre_urls
from .documents import check_reader
from .editing import AddingView, CentreEditingView, EditingView
from .explorer import SparsePageFilters
from .federation_roster import CHANGED, ReadersFormatter
from .models import CentrePage, Membership
from .permissions import (
    can_explore,
    centres_of,
    federations_of,
    is_member,
    pages_to_choose,
)
from .registers import NetworkRegisters
from .unpublishing import UnpublishingView, UnpublishMany

NOISY_PANELS = {
    "site_summary",
    "upgrade_notification",
    "workflow_objects_to_moderate",
    "user_objects_in_workflow_moderation",
    "locked_pages",
    "recent_edits",
    "whats_new_in_wagtail_version",
    "no_visitors",
}


class ExplorerViewSet(PageViewSet):
    filterset_class = SparsePageFilters
    add_view_class = AddingView
    edit_view_class = EditingView
    unpublish_view_class = UnpublishingView


class CentreViewSet(ExplorerViewSet):
    model = CentrePage
    edit_view_class = CentreEditingView


hooks.register("register_bulk_action", UnpublishMany)


@hooks.register("register_admin_viewset")
def register_explorer():
    return ExplorerViewSet()


@hooks.register("register_admin_viewset")
def register_centres():
    return CentreViewSet()


@hooks.register("register_admin_urls")
def register_belonging_urls():
    return [
        path("centre/page/", include(centre_urls)),
        path("centre/", include(belonging_urls)),
    ]


@hooks.register("register_admin_urls")
def register_merging_urls():
    """For webmasters: on nobody else's desk."""
    return [
        path(
            "partenaires/<int:partner_id>/reunir/",
            merging_views.merge,
            name="merge_partner",
        ),
        path(
            "partenaires/<int:partner_id>/separer/",
            merging_views.separate,
            name="separate_partner",
        ),
    ]


@hooks.register("register_desk_views")
def open_belonging_to_members():
    return [*belonging_urls.view_names, *centre_urls.view_names], is_member


hooks.register("before_serve_document", check_reader)


@hooks.register("construct_page_chooser_queryset")
def only_public_or_own_pages(pages, request):
    """And nothing below another page: the core shows the titles of any parent."""
    if has_full_admin(request.user):
        return pages
    shown = pages_to_choose(request.user)
    opened = _opened_below(pages, request)
    if opened and not shown.filter(opened).exists():
        raise Http404
    return pages.filter(pk__in=shown.values("pk"))


def _opened_below(pages, request):
    """The page whose children the chooser lists, as a Q; None for a search."""
    match = request.resolver_match
    if key := match.kwargs.get("parent_page_id"):
        return Q(pk=key)
    if match.url_name != "wagtailadmin_choose_page":
        return None
    # Without a number the core opens it at the page above all those of a type.
    child = pages.values_list("path", flat=True).first()
    return Q(path=child[: -Page.steplen]) if child else None


@hooks.register("construct_explorer_page_queryset")
def nothing_below_a_foreign_page(parent, pages, request):
    """Trap: the core opens it at any page below what all of hers have in common."""
    if not (has_full_admin(request.user) or can_explore(request.user, parent)):
        raise Http404
    return pages


@hooks.register("construct_main_menu")
def keep_the_desk_only(request, items):
    if has_full_admin(request.user):
        return
    kept = {"comite", "a-relire", "proposer", "explorer", "images"}
    items[:] = [item for item in items if item.name in kept]


@hooks.register("construct_homepage_panels", order=900)
def show_the_desk(request, panels):
    panels[:] = [panel for panel in panels if panel.name not in NOISY_PANELS]
    user = request.user
    invited = Membership.objects.invited().filter(user=user).select_related("centre")
    if invited:
        panels.append(InvitationsPanel(invited))
    if centres_of(user) or federations_of(user) or has_full_admin(user):
        panels.append(BelongingPanel(user))


@hooks.register("construct_homepage_summary_items", order=900)
def no_summary_for_members(request, items):
    if not has_full_admin(request.user):
        items.clear()


class RoleFormatter(LogFormatter):
    """The role and not the name: a history outlives an account."""

    def format_message(self, entry):
        role = dict(Membership.Role.choices).get(entry.data.get("role"), "")
        return f"{self.label} : {role}"


@hooks.register("register_log_actions")
def register_belonging_actions(actions):
    for action, words in (
        ("membership.invited", _("Invitation")),
        ("membership.accepted", _("Invitation acceptée")),
        ("membership.resent", _("Invitation renvoyée")),
        ("membership.role", _("Changement de rôle")),
        ("membership.ended", _("Accès fermé")),
    ):
        register = actions.register_action(f"network.{action}")
        register(labelled(RoleFormatter, words))
    for action, words in (
        ("partner.merged", _("Réuni avec")),
        ("partner.separated", _("Séparé de")),
    ):
        register = actions.register_action(f"network.{action}")
        register(labelled(ReasonFormatter, words))
    for action, words in (
        ("help.asked", _("Demande d’aide à la fédération")),
        ("help.answered", _("La fédération accompagne le centre")),
    ):
        actions.register_action(f"network.{action}", words, words)


@hooks.register("insert_editor_js")
def send_a_new_document_once():
    return format_html('<script src="{}"></script>', static("js/first_save.js"))


@hooks.register("before_edit_page")
def to_the_house_form(request, page):
    """Of a centre the editor shows what webmasters keep: its people have their form."""
    if isinstance(page.specific, CentrePage) and not has_full_admin(request.user):
        return redirect("centres:page", page.pk)
    return None


@hooks.register("after_edit_page")
def keep_the_facts_of_a_centre(request, page):
    """What no vote holds is online with any save: a version would not say it."""
    if isinstance(page, CentrePage):
        values = {name: getattr(page, name) for name in centre_changes.WRITTEN}
        centre_changes.save_facts(page, values, user=request.user)


@hooks.register("register_log_actions")
def register_changes_of_centres(actions):
    for action, words in centre_changes.LABELS.items():
        made = labelled(centre_changes.ChangeFormatter, words)
        made.action = action
        actions.register_action(action)(made)


@hooks.register("register_log_actions")
def register_who_approves(actions):
    actions.register_action(CHANGED)(ReadersFormatter)


modeladmin_register(NetworkRegisters)
