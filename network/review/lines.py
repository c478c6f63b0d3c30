"""What a line of the committee's queue shows, in a few queries for the lot."""

from dataclasses import dataclass

from django.db.models import Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Cast, JSONObject, Left, Length
from wagtail.models import Page

from home.models import Theme

from ..models import CentrePage
from .models import CommitteeTaskState

MOST_THEMES = 3


@dataclass(frozen=True)
class WritingCentre:
    """The centre of a line: its title, and its place, « Besançon (Doubs) »."""

    title: str
    commune: str
    departement: str

    @property
    def place(self):
        return f"{self.commune} ({self.departement})"


@dataclass(frozen=True)
class QueueLine:
    """One review: its state, the title under vote, who wrote it, its first theme."""

    state: CommitteeTaskState
    title: str
    centre: WritingCentre | None
    theme: Theme | None


def _path_above():
    page = Page.objects.filter(
        pk=Cast(OuterRef("workflow_state__object_id"), IntegerField())
    )
    return Subquery(page.values(above=Left("path", Length("path") - Page.steplen)))


def with_centres(states):
    """`states` (from `for_queue()`) with the writing centre of each, in their query."""
    facts = JSONObject(
        title="title", commune="commune", departement="departement__name"
    )
    centres = CentrePage.objects.filter(path=OuterRef("centre_path"))
    return states.annotate(centre_path=_path_above()).annotate(
        centre_facts=Subquery(centres.values(found=facts)[:1])
    )


def in_region(states, region):
    """The `states` (from `with_centres()`) whose writing centre is in `region` (a key)."""
    centres = CentrePage.objects.filter(path=OuterRef("centre_path"))
    return states.filter(Exists(centres.filter(departement__parent=region)))


def of_theme(states, theme):
    """The `states` whose version under vote has `theme` (a key), first or not."""
    # By position: SQLite has no "contains" for JSON.
    condition = Q()
    for position in range(MOST_THEMES):
        key = f"revision__content__theme_rows__{position}__theme"
        condition |= Q(**{key: theme})
    return states.filter(condition)


def lines_of(states):
    """The QueueLines of `states`: one query for those not from `with_centres()`."""
    states, themes = list(states), Theme.objects.by_pk()
    bare = [state.pk for state in states if not hasattr(state, "centre_facts")]
    facts = {}
    if bare:
        found = with_centres(CommitteeTaskState.objects.filter(pk__in=bare))
        facts = dict(found.values_list("pk", "centre_facts"))
    return [
        _line(
            state, facts.get(state.pk) or getattr(state, "centre_facts", None), themes
        )
        for state in states
    ]


def _line(state, facts, themes):
    content = state.revision.content
    rows = sorted(
        content.get("theme_rows", []), key=lambda row: row.get("sort_order") or 0
    )
    return QueueLine(
        state=state,
        title=content.get("title") or state.revision.object_str,
        centre=WritingCentre(**facts) if facts else None,
        theme=next((themes.get(row.get("theme")) for row in rows), None),
    )
