"""The documents of a federation that visitors read, in two queries."""

from django.utils import timezone
from wagtail.models import Page

from home.visibility import visible
from network.projects.models import FederalProjectPage, PublishedEntry

from .models import CommissionPage, WorkingGroupPage
from .words import title_of

CLASSES = (FederalProjectPage, WorkingGroupPage, CommissionPage)


def documents_around(federation):
    """What the page of a federation shows of its projects and groups.

    {"current", "earlier": lists of FederalProjectPage, the latest first, each of the
    first with `openings`, its entries of the first level; "is_running": False if the
    only one of "current" is over; "groups": list of (title, groups), "closed": list}.
    """
    projects, *groups = _children_of(federation)
    current, earlier = _by_period(projects)
    is_running = bool(current)
    if not current:
        current, earlier = earlier[:1], earlier[1:]
    _give_openings(current)
    return {
        "current": current,
        "earlier": earlier,
        "is_running": is_running,
        "groups": [
            (title_of(model, federation), at_work)
            for model, pages in zip(CLASSES[1:], groups, strict=True)
            if (at_work := [page for page in pages if not page.is_closed])
        ],
        "closed": [page for pages in groups for page in pages if page.is_closed],
    }


def _children_of(federation):
    """The published pages of each of these classes, by title: lists, one query."""
    if not federation.pk:
        return [[] for _model in CLASSES]
    names = [model._meta.model_name for model in CLASSES]
    pages = Page.objects.child_of(federation).filter(visible())
    found = pages.select_related(*names).order_by("title")
    return [
        [getattr(page, name) for page in found if hasattr(page, name)] for name in names
    ]


def _by_period(projects):
    """(those that run, those that are over or replaced), the latest first."""
    year = timezone.localdate().year
    replaced = {one.follows_id for one in projects}
    last = {one: _last_year(one, one.pk in replaced) for one in projects}
    latest = sorted(projects, key=last.get, reverse=True)
    current = [one for one in latest if last[one] >= year]
    return current, [one for one in latest if last[one] < year]


def _last_year(project, is_replaced):
    """A plan is one year's; any other document without an end runs until another
    follows it."""
    if project.end_year:
        return project.end_year
    is_yearly = project.kind == FederalProjectPage.Kind.PLAN
    if is_replaced or (is_yearly and project.start_year):
        return project.start_year or 0
    return 9999


def _give_openings(projects):
    """Write on each project its entries of the first level: one query."""
    found = PublishedEntry.objects.filter(
        project__in=projects, parent=None, is_current=True
    ).order_by("project", "position")
    rows = list(found) if projects else []
    for project in projects:
        project.openings = [row for row in rows if row.project_id == project.pk]
        for row in project.openings:
            row.project = project  # read already: its address needs no query
