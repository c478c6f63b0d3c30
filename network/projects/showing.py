"""What the pages of a project show beside their own fields, in as few queries as may be."""

from django.apps import apps
from django.db.models import BooleanField, ExpressionWrapper, Q
from wagtail.models import Page

from home.visibility import visible

from .excerpts import Excerpts
from .links import PAGE, PARTNER, token
from .named_pages import called_by, name_together
from .table import ActionTable
from .tree import Tree

PROJECT_DEPTH = 5  # root, home, federations, federation, project


def project_context(page, request):
    """What all the views of a project share; its rows are read already."""
    is_whole = request.GET.get("vue") == "entier"
    signatories = list(page.signatories.all())
    chapters = chapters_of(page, with_bodies=is_whole)
    called = called_by(chapters) if is_whole else set()
    tokens = [one for row in signatories for one in _tokens_of(row)]
    tokens += [token(PAGE, key) for key in called]
    tree = Tree(page.entries.all(), page.labels, also=tokens)
    for row in signatories:
        named = (tree.link(one) for one in _tokens_of(row))
        row.link = next((one for one in named if one), None)
    if is_whole:
        name_together(chapters, {key: tree.link(token(PAGE, key)) for key in called})
    return {
        "is_whole": is_whole,
        "tree": tree,
        "excerpts": Excerpts(chapters if is_whole else [], tree),
        "table": ActionTable(tree, request.GET, (page.start_year, page.end_year)),
        "signatories": signatories,
        "chapters": chapters,
        **_documents_around(page),
        "above": above(page),
    }


def above(page):
    """The pages between the home page and this one that a visitor may open: a list."""
    return list(page.breadcrumb)[1:]


def _tokens_of(signatory):
    named = [(PARTNER, signatory.partner_id), (PAGE, signatory.member_id)]
    return [token(kind, key) for kind, key in named if key]


def chapters_of(project, with_bodies=False):
    """The published chapters, in reading order: a list, each with its `nesting` from 1."""
    if not project.pk:
        return []
    model = apps.get_model("projects", "FederalProjectChapterPage")
    found = model.objects.published().of_project(project)
    found = list(found if with_bodies else found.defer("body"))
    for chapter in found:
        chapter.nesting = chapter.depth - project.depth
    return found


def chapter_context(page):
    """The contents of its project, its own place there, what comes before and after."""
    step = page.steplen
    path = page.path[: step * PROJECT_DEPTH]
    project = (
        Page.objects.annotate(is_visible=ExpressionWrapper(visible(), BooleanField()))
        .filter(path=path)
        .first()
    )
    chapters = chapters_of(project) if project else []
    place = next((i for i, one in enumerate(chapters) if one.pk == page.pk), None)
    is_placed = place is not None
    return {
        # A chapter outlives a project that was taken offline.
        "project": project if project and project.is_visible else None,
        "chapters": chapters,
        "above": above(page),
        "excerpts": Excerpts([page]),
        "below": [one for one in chapters if one.path[:-step] == page.path],
        "previous": chapters[place - 1] if is_placed and place else None,
        "next": chapters[place + 1] if is_placed and chapters[place + 1 :] else None,
    }


def _documents_around(page):
    """Which one it follows and serves, which follow and serve it: one query."""
    model = type(page)
    around = Q(pk__in=[key for key in (page.follows_id, page.part_of_id) if key])
    if page.pk:
        around |= Q(follows=page.pk) | Q(part_of=page.pk)
    found = list(model.objects.published().filter(around).by_period())
    return {
        "follows": next((one for one in found if one.pk == page.follows_id), None),
        "part_of": next((one for one in found if one.pk == page.part_of_id), None),
        "followed_by": [one for one in found if page.pk and one.follows_id == page.pk],
        "plans": [one for one in found if page.pk and one.part_of_id == page.pk],
    }
