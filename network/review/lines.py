"""What a line of the committee's queue shows, in a few queries for the lot."""

from dataclasses import dataclass

from wagtail.models import Page

from home.models import Theme

from ..models import CentrePage
from .models import CommitteeTaskState


@dataclass(frozen=True)
class QueueLine:
    """One review: its state, the title under vote, who wrote it, its first theme."""

    state: CommitteeTaskState
    title: str
    centre: CentrePage | None
    theme: Theme | None


def lines_of(states):
    """The QueueLines of `states` (from `for_queue()`): three queries, however many."""
    states = list(states)
    if not states:
        return []
    paths = dict(
        Page.objects.filter(
            pk__in=[state.workflow_state.object_id for state in states]
        ).values_list("pk", "path")
    )
    parents = {path[: -Page.steplen] for path in paths.values()}
    centres = {
        centre.path: centre
        for centre in CentrePage.objects.filter(path__in=parents).select_related(
            "departement"
        )
    }
    themes = {theme.pk: theme for theme in Theme.objects.all()}
    lines = []
    for state in states:
        path = paths.get(int(state.workflow_state.object_id), "")
        content = state.revision.content
        rows = sorted(
            content.get("theme_rows", []), key=lambda row: row.get("sort_order") or 0
        )
        lines.append(
            QueueLine(
                state=state,
                title=content.get("title") or state.revision.object_str,
                centre=centres.get(path[: -Page.steplen]),
                theme=next((themes.get(row.get("theme")) for row in rows), None),
            )
        )
    return lines
