"""« Ma fédération », on the home of who is of it: what needs a hand first."""

from django.db.models import Count
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState

from network.approval import where_it_stands
from network.projects.models import (
    FederalProjectChapterPage,
    FederalProjectPage,
    PublishedEntry,
)
from network.projects.models.entry import EntryKind

from ..models import CommissionPage, Resource, WorkingGroupPage
from ..words import word_of
from .kept import EVENTS

DOCUMENTS = (FederalProjectPage, WorkingGroupPage, CommissionPage)
COMING_SHOWN = 3


class FederationPanel(Component):
    name = "federation"
    order = 45
    template_name = "groups/desk/panel.html"

    def __init__(self, federation):
        self.federation = federation

    def get_context_data(self, parent_context):
        federation = self.federation
        lines = lines_of_documents(federation)
        return {
            "federation": federation,
            "state": where_it_stands(federation),
            "is_online": federation.live and not federation.has_unpublished_changes,
            "lines": [line for line in lines if line["rank"] < ONLINE],
            "online": [line for line in lines if line["rank"] == ONLINE],
            "additions": _additions(federation),
            "coming": federation.events.coming()[:COMING_SHOWN],
            "kept": EVENTS,
            "resource_count": Resource.objects.filter(federation=federation).count(),
        }


def _additions(federation):
    """[(words, address)]: what one may begin, in the words of the federation."""
    words = [
        _("Nouveau projet, pacte ou plan"),
        *(
            _("Ajouter : %(word)s") % {"word": _lower(word_of(model, federation))}
            for model in DOCUMENTS[1:]
        ),
    ]
    return [
        (said, reverse("wagtailadmin_pages:add", args=[*_names(model), federation.pk]))
        for said, model in zip(words, DOCUMENTS, strict=True)
    ]


def _lower(word):
    """« groupe de travail » of « Groupe de travail », and « groupe RSA » as it is."""
    return word[:1].lower() + word[1:]


def _names(model):
    return model._meta.app_label, model._meta.model_name


def lines_of_documents(federation):
    """Where each document of a federation stands, and what to do: four queries.

    A line is {"page", "title", "kind", "chapters", "status", "tone", "icon", "action",
    "url", "edit_url", "rank", "says_states"}; a chapter has one while it is not wholly
    online.
    """
    below = Page.objects.descendant_of(federation)
    pages = list(
        below.type(*DOCUMENTS, FederalProjectChapterPage)
        .select_related("content_type", "latest_revision")
        .order_by("title")
    )
    reviews = {
        int(state.object_id): state
        for state in WorkflowState.objects.active().filter(
            object_id__in=[str(page.pk) for page in pages],
            base_content_type=Page().get_base_content_type(),
        )
    }
    chapters, acting = _chapters_below(federation), _projects_with_actions(federation)
    lines = [
        _line(page, federation, reviews.get(page.pk), chapters.get(page.path, 0))
        | {"says_states": page.live and page.pk in acting}
        for page in pages
    ]
    chapter = FederalProjectChapterPage._meta.model_name
    kept = [
        line
        for line in lines
        if line["rank"] < ONLINE or line["page"].content_type.model != chapter
    ]
    return sorted(kept, key=lambda line: line["rank"])


def _chapters_below(federation):
    """{path of a project: how many chapters it has}, one query."""
    steps = len(federation.path) + Page.steplen
    found = FederalProjectChapterPage.objects.descendant_of(federation)
    counted = found.order_by().annotate(project=Substr("path", 1, steps))
    return dict(counted.values_list("project").annotate(Count("pk")))


def _projects_with_actions(federation):
    """The keys of its projects that have an action online, one query: a set."""
    actions = PublishedEntry.objects.filter(is_current=True, kind=EntryKind.ACTION)
    found = actions.filter(project__path__startswith=federation.path)
    return set(found.order_by().values_list("project", flat=True).distinct())


TO_MEND, TO_WRITE, WAITING, ONLINE = range(4)


def _kind_of(page, federation):
    model = page.content_type.model_class()
    is_group = model in DOCUMENTS[1:]
    return word_of(model, federation) if is_group else model._meta.verbose_name


def _line(page, federation, review, chapters):
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    count = ngettext("%(count)s chapitre", "%(count)s chapitres", chapters)
    return {
        "page": page,
        "title": page.draft_title,
        "kind": _kind_of(page, federation),
        "chapters": count % {"count": chapters} if chapters else "",
        "tone": "",
        "url": edit,
        "edit_url": edit,
        **_next_step(page, review),
    }


def _next_step(page, review):
    """Where the document stands, and what its line says to do."""
    if review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        status, action = _("À reprendre"), _("Lire les remarques")
        return _step(TO_MEND, status, action, "warning", tone="todo")
    if review:
        return _step(WAITING, _("Envoyé en relecture"), _("Voir où il en est"), "time")
    if page.latest_revision and page.latest_revision.approved_go_live_at:
        return _step(WAITING, _("Approuvé pour plus tard"), _("Voir la date"), "time")
    if page.live and not page.has_unpublished_changes:
        step = _step(ONLINE, _("En ligne"), _("Voir en ligne"), "success", tone="done")
        return step | {"url": page.get_url()}
    status = _("Brouillon")
    if page.live:
        status = _("Nouvelle version en brouillon, l’ancienne reste en ligne")
    elif page.first_published_at:
        status = _("Retiré du site")
    return _step(TO_WRITE, status, _("Continuer, puis envoyer en relecture"), "edit")


def _step(rank, status, action, icon, tone=""):
    return {
        "rank": rank,
        "status": status,
        "action": action,
        "icon": icon,
        "tone": tone,
    }
