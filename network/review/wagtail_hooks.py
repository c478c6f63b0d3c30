"""Registration only: what is decided stands in permissions.py."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from home.log_formatters import ReasonFormatter, labelled

from . import files, roster, urls
from .models import Vote
from .naming import FICHE
from .panels import CommitteeQueuePanel
from .permissions import can_export_decisions, is_committee_member, may_judge


@hooks.register("register_admin_urls")
def register_review_urls():
    return [path("comite/", include(urls))]


@hooks.register("register_desk_views")
def open_the_review_to_who_judges():
    return urls.of_judges, may_judge


@hooks.register("register_desk_views")
def open_its_own_pages_to_the_committee():
    return urls.of_committee, is_committee_member


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


hooks.register("why_file_is_frozen", files.why_frozen)


class CommitteeMenuItem(MenuItem):
    def is_shown(self, request):
        return is_committee_member(request.user)


class ReadersMenuItem(MenuItem):
    """The same page, for who reads and is not of the committee."""

    def is_shown(self, request):
        user = request.user
        return may_judge(user) and not is_committee_member(user)


@hooks.register("register_admin_menu_item")
def register_committee_menu():
    place = {"icon_name": "tasks", "order": 20}
    address = reverse("review:queue")
    return CommitteeMenuItem(_("Le comité"), address, name="comite", **place)


@hooks.register("register_admin_menu_item")
def register_readers_menu():
    place = {"icon_name": "tasks", "order": 20}
    address = reverse("review:queue")
    return ReadersMenuItem(_("À relire"), address, name="a-relire", **place)


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


@hooks.register("construct_homepage_panels", order=900)
def show_the_queue(request, panels):
    if may_judge(request.user):
        panels.append(CommitteeQueuePanel(request.user))


def named(formatter, words):
    """A class of that formatter, with a sentence that a Naming completes.

    Its label, in the list of the reports, is that of a fiche.
    """
    kind = type(formatter.__name__, (formatter,), {"words": words})
    return labelled(kind, FICHE.say(words))


class NamingFormatter(LogFormatter):
    """The words of the kind of page: the core tells of workflows and tasks."""

    def said(self, entry):
        model = entry.content_type.model_class()
        naming = model.naming() if model and hasattr(model, "naming") else FICHE
        return naming.say(self.words)

    format_message = said


class VoteFormatter(NamingFormatter):
    """Who wrote it reads "le comité", never the name of a voter."""

    def format_message(self, entry):
        said, data = self.said(entry), entry.data
        return f"{said} ({data.get('votes')}/{data.get('quorum')})"


class CommitteeFormatter(LogFormatter):
    label = _("Changement du comité")

    def format_message(self, entry):
        return " · ".join(roster.sentences(entry.data))


class ReminderFormatter(NamingFormatter):
    def format_message(self, entry):
        said, data = self.said(entry), entry.data
        return f"{said} ({data.get('number')}/{data.get('last')})"


@hooks.register("register_log_actions")
def register_votes(actions):
    for action, words in (
        ("support", _("Avis favorable %(of_judges)s")),
        ("request_changes", _("Reprise demandée par %(judges)s")),
        ("abstain", _("Une abstention parmi %(members)s")),
    ):
        register = actions.register_action(f"review.vote.{action}")
        register(named(VoteFormatter, words))
    actions.register_action(
        "review.vote.cancelled",
        _("Avis annulés"),
        _("Le contenu a changé : les avis déjà donnés ne comptent plus"),
    )
    actions.register_action(
        "review.vote.lost",
        _("Avis qui ne comptent plus"),
        _("Un avis ne compte plus : son auteur ne peut plus juger ce texte"),
    )
    reminded = named(ReminderFormatter, _("Rappel envoyé %(to_judges)s"))
    actions.register_action("review.reminder")(reminded)
    actions.register_action(roster.CHANGED)(CommitteeFormatter)


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
        _("Publication programmée refusée : cette version n’a pas été approuvée"),
    )


class RoundFormatter(NamingFormatter):
    def format_comment(self, entry):
        return entry.data.get("comment", "")


@hooks.register("register_log_actions")
def register_steps_of_a_review(actions):
    for step, words in (
        ("start", _("Envoyé%(e)s %(to_judges)s")),
        ("resume", _("Renvoyé%(e)s %(to_judges)s")),
        ("approve", _("Approuvé%(e)s par %(judges)s")),
        ("reject", _("Rendu%(e)s %(to_writers)s, pour une reprise")),
        ("cancel", _("Relecture arrêtée")),
    ):
        register = actions.register_action(f"wagtail.workflow.{step}")
        register(named(RoundFormatter, words))
