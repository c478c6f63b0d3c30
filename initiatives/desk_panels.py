"""The contributor's home: the fiches of her centres, and what to do next."""

from django.template.defaultfilters import date as date_in_words
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState

from network.permissions import centres_of

from .faults import faults_of_writing
from .models import InitiativePage
from .models.voted import as_written
from .readiness import essential_items
from .sections import ESSENTIALS

SHOWN = 30


class CentreInitiativesPanel(Component):
    """« Les fiches de mon centre »: what needs a hand first."""

    name = "centre_initiatives"
    order = 40
    template_name = "initiatives/includes/centre_panel.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        centres = centres_of(self.user)
        lines = lines_by_centre(centres)
        groups = [
            {"centre": centre, "lines": lines.get(centre.path, [])}
            for centre in centres
        ]
        return {"groups": groups, "user": self.user, "propose_url": reverse("propose")}


def lines_by_centre(centres):
    """{path of a centre: its lines}, in two queries whatever the number of fiches.

    A line is a fiche: {"page", "title", "status", "tone", "icon", "action", "url",
    "edit_url", "rank"}.
    """
    pages = list(InitiativePage.objects.latest_of_centres(centres, SHOWN))
    states = {
        int(state.object_id): state
        for state in WorkflowState.objects.active().filter(
            object_id__in=[str(page.pk) for page in pages],
            base_content_type=Page().get_base_content_type(),
        )
    }
    lines = {}
    for page in pages:
        line = _line(page, states.get(page.pk))
        lines.setdefault(page.centre_path, []).append(line)
    return {
        path: sorted(found, key=lambda line: line["rank"])
        for path, found in lines.items()
    }


def _line(page, review):
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    line = {"page": page, "title": page.draft_title, "tone": "", "url": edit}
    return line | {"edit_url": edit} | _next_step(page, review)


def _next_step(page, review):
    """Where the fiche stands, and what its line says to do."""
    if review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return {
            "rank": 0,
            "status": _("À reprendre"),
            "tone": "todo",
            "icon": "warning",
            "action": _("Lire les remarques"),
        }
    if review:
        return {
            "rank": 2,
            "status": _("Envoyée au comité"),
            "icon": "time",
            "action": _("Voir où elle en est"),
        }
    if page.latest_revision and page.latest_revision.approved_go_live_at:
        day = date_in_words(page.latest_revision.approved_go_live_at, "j F Y")
        return {
            "rank": 2,
            "status": _("Approuvée, en ligne le %(day)s") % {"day": day},
            "icon": "time",
            "action": _("Voir où elle en est"),
        }
    if page.live and not page.has_unpublished_changes:
        return {
            "rank": 3,
            "status": _("Publiée"),
            "tone": "done",
            "icon": "success",
            "action": _("Voir en ligne"),
            "url": page.get_url(),
        }
    return _of_a_draft(page)


def _of_a_draft(page):
    draft = page
    if page.latest_revision:
        draft = as_written(InitiativePage, page.latest_revision)
    status = _("Retirée") if page.is_withdrawn else _("Brouillon")
    if page.live:
        status = _("Nouvelle version en brouillon, l’ancienne reste en ligne")
    return {"rank": 1, "status": status, "icon": "edit", "action": _continue(draft)}


def _continue(draft):
    done = sum(item.is_done for item in essential_items(draft))
    if not done:
        return _("Commencer à écrire")
    if done == len(ESSENTIALS):
        if faults_of_writing(draft):
            return _("Corriger, puis envoyer au comité")
        return _("Relire, puis envoyer au comité")
    words = ngettext(
        "Continuer : %(done)s point de l’essentiel sur 10",
        "Continuer : %(done)s points de l’essentiel sur 10",
        done,
    )
    return words % {"done": done}
