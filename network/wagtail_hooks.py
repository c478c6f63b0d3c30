"""Registration only: what is decided stands in permissions.py and desk.py."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_modeladmin.options import modeladmin_register

from home.log_formatters import ReasonFormatter, labelled
from home.visibility import visible

from .belonging import urls as belonging_urls
from .belonging.panels import BelongingPanel
from .explorer import SparsePageFilters
from .models import Membership, Vote
from .permissions import (
    can_read_document,
    centres_of,
    federations_of,
    has_full_admin,
)
from .registers import NetworkRegisters
from .review import urls as review_urls
from .review.panels import CommitteeQueuePanel
from .review.permissions import (
    can_export_decisions,
    is_committee_member,
    reads_it_in_a_review,
)

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


@hooks.register("register_admin_viewset")
def register_explorer():
    return ExplorerViewSet()


@hooks.register("register_admin_urls")
def register_review_urls():
    return [
        path("comite/", include(review_urls)),
        path("centre/", include(belonging_urls)),
    ]


@hooks.register("register_desk_views")
def open_belonging_to_members():
    return belonging_urls.view_names


@hooks.register("before_delete_user")
def keep_who_voted(request, user):
    if Vote.objects.filter(user=user).exists():
        messages.error(
            request,
            _("Ce compte a donné des avis : désactivez-le au lieu de le supprimer."),
        )
        return redirect("wagtailusers_users:edit", user.pk)


@hooks.register("before_bulk_action")
def keep_all_who_voted(request, action_type, objects, action):
    is_deletion = action_type == "delete" and action.model is get_user_model()
    if is_deletion and Vote.objects.filter(user__in=objects).exists():
        messages.error(
            request,
            _("Un de ces comptes a donné des avis : désactivez-le plutôt."),
        )
        return redirect("wagtailusers_users:index")


@hooks.register("before_serve_document")
def serve_what_is_shown_or_ones_own(document, request):
    if not (
        can_read_document(request.user, document)
        or reads_it_in_a_review(request.user, document)
    ):
        raise Http404


@hooks.register("construct_page_chooser_queryset")
def only_public_or_own_pages(pages, request):
    if has_full_admin(request.user):
        return pages
    policy = policy_registry.get_by_type(Page)
    own = policy.explorable_instances(request.user)
    # Trap: the chooser's search refuses a condition that is no plain lookup.
    public = Page.objects.filter(visible())
    return pages.filter(Q(pk__in=public.values("pk")) | Q(pk__in=own.values("pk")))


class CommitteeMenuItem(MenuItem):
    def is_shown(self, request):
        return is_committee_member(request.user)


@hooks.register("register_admin_menu_item")
def register_committee_menu():
    return CommitteeMenuItem(
        _("Le comité"),
        reverse("review:queue"),
        name="comite",
        icon_name="tasks",
        order=20,
    )


class DecisionsMenuItem(MenuItem):
    """For who reads the decisions without a vote: members reach them from their page."""

    def is_shown(self, request):
        user = request.user
        return can_export_decisions(user) and not is_committee_member(user)


@hooks.register("register_admin_menu_item")
def register_decisions_menu():
    return DecisionsMenuItem(
        _("Les décisions du comité"),
        reverse("review:decisions"),
        name="decisions",
        icon_name="tasks",
        order=20,
    )


@hooks.register("construct_main_menu")
def keep_the_desk_only(request, items):
    if has_full_admin(request.user):
        return
    kept = {"comite", "proposer", "explorer", "images"}
    items[:] = [item for item in items if item.name in kept]


@hooks.register("construct_homepage_panels", order=900)
def show_the_desk(request, panels):
    panels[:] = [panel for panel in panels if panel.name not in NOISY_PANELS]
    if is_committee_member(request.user):
        panels.append(CommitteeQueuePanel(request.user))
    user = request.user
    if centres_of(user) or federations_of(user) or has_full_admin(user):
        panels.append(BelongingPanel(user))


@hooks.register("construct_homepage_summary_items", order=900)
def no_summary_for_members(request, items):
    if not has_full_admin(request.user):
        items.clear()


class VoteFormatter(LogFormatter):
    """The centre reads "le comité", never the name of a voter."""

    def format_message(self, entry):
        return f"{self.label} ({entry.data.get('votes')}/{entry.data.get('quorum')})"


class ReminderFormatter(LogFormatter):
    label = _("Rappel envoyé au comité")

    def format_message(self, entry):
        return f"{self.label} ({entry.data.get('number')}/{entry.data.get('last')})"


@hooks.register("register_log_actions")
def register_votes(actions):
    for action, words in (
        ("support", _("Avis favorable du comité")),
        ("request_changes", _("Reprise demandée par le comité")),
        ("abstain", _("Abstention d’un membre du comité")),
    ):
        register = actions.register_action(f"review.vote.{action}")
        register(labelled(VoteFormatter, words))
    actions.register_action(
        "review.vote.cancelled",
        _("Avis annulés"),
        _("Le contenu a changé : les avis déjà donnés ne comptent plus"),
    )
    actions.register_action("review.reminder")(ReminderFormatter)


@hooks.register("register_log_actions")
def register_publications(actions):
    for action, words in (
        ("publication.emergency", _("Publication d’urgence")),
        ("publication.import", _("Publication par import")),
        ("unpublication", _("Fiche retirée")),
    ):
        register = actions.register_action(f"review.{action}")
        register(labelled(ReasonFormatter, words))
    actions.register_action(
        "review.schedule.refused",
        _("Publication programmée refusée"),
        _("Publication programmée refusée : le comité n’a pas approuvé cette version"),
    )


class RoundFormatter(LogFormatter):
    """A step of a review in the centre's words: the core tells of workflows and tasks."""

    def format_message(self, entry):
        return self.label

    def format_comment(self, entry):
        return entry.data.get("comment", "")


@hooks.register("register_log_actions")
def register_steps_of_a_review(actions):
    for step, words in (
        ("start", _("Envoyée au comité")),
        ("resume", _("Renvoyée au comité")),
        ("approve", _("Approuvée par le comité")),
        ("reject", _("Rendue au centre, pour une reprise")),
        ("cancel", _("Relecture arrêtée")),
    ):
        formatter = type("Formatter", (RoundFormatter,), {"label": words})
        actions.register_action(f"wagtail.workflow.{step}")(formatter)


class RoleFormatter(LogFormatter):
    """The role and not the name: a history outlives an account."""

    def format_message(self, entry):
        role = dict(Membership.Role.choices).get(entry.data.get("role"), "")
        return f"{self.label} : {role}"


@hooks.register("register_log_actions")
def register_belonging_actions(actions):
    for action, words in (
        ("membership.invited", _("Invitation")),
        ("membership.resent", _("Invitation renvoyée")),
        ("membership.role", _("Changement de rôle")),
        ("membership.ended", _("Accès fermé")),
    ):
        register = actions.register_action(f"network.{action}")
        register(labelled(RoleFormatter, words))
    for action, words in (
        ("help.asked", _("Demande d’aide à la fédération")),
        ("help.answered", _("La fédération accompagne le centre")),
    ):
        actions.register_action(f"network.{action}", words, words)


@hooks.register("register_permissions")
def register_full_admin():
    return Permission.objects.filter(
        content_type__app_label="network", codename="use_full_admin"
    )


modeladmin_register(NetworkRegisters)
