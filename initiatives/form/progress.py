"""« Ma fiche est-elle prête ? »: what is done and what is missing, counted once."""

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
)
from wagtail.admin.ui.side_panels import BaseSidePanel

from ..readiness import advised_items, essential_items, missing_items

TITLE = _("Ma fiche est-elle prête ?")


class ProgressPanel(BaseSidePanel):
    """« Ma fiche est-elle prête ? », also in the answer of each autosave."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = TITLE
        icon_name = "tasks"

        def get_context_data(self, parent_context):
            context = super().get_context_data(parent_context)
            return context | {"count": self.panel.progress["missing_count"]}

    name = "progress"
    title = TITLE
    order = 50
    template_name = "initiatives/form/progress.html"

    @cached_property
    def progress(self):
        return progress_of(self.object)

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | self.progress


def hold_rows(page):
    """Read each list of rows once: the core forgets them when a draft is saved."""
    if page.pk is None:
        return
    for relation in get_all_child_relations(page):
        getattr(page, relation.get_accessor_name()).get_object_list()
    for field in get_all_child_m2m_relations(page):
        getattr(page, field.name).get_object_list()
    prefetch_related_objects(page.keyword_rows.all(), "tag")


def progress_of(page):
    """The context of the progress list: essentials, faults, advice, counts.

    What is done and what is left make the points: a fault elsewhere is one more.
    """
    hold_rows(page)
    essentials = essential_items(page)
    missing = missing_items(page)
    faults = [item for item in missing if item not in essentials]
    points = len(essentials) + len(faults)
    return {
        "essentials": essentials,
        "faults": faults,
        "advised": advised_items(page),
        "missing_count": len(missing),
        "done_count": points - len(missing),
        "points_count": points,
    }


def progress_told(page):
    """The same, found once for all that shows it beside one form."""
    if not hasattr(page, "_progress_told"):
        page._progress_told = progress_of(page)
    return page._progress_told
