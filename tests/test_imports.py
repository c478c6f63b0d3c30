"""Which of our modules may import which: docs/design.md, section 2."""

import re

from . import import_graph
from .test_architecture import ORDER, files

INNER = ("groups", "projects", "importing", "review")


def app_of(module):
    """The app of one of our modules, by its dotted name."""
    parts = module.split(".")
    inner = parts[1] if parts[0] == "network" and len(parts) > 1 else ""
    return inner if inner in INNER else parts[0]


MODULES = import_graph.modules()
PAGES = {
    "home.models.pages",
    "network.models.centre",
    "network.models.federation",
    "network.projects.models.project",
    "network.reviewed_documents",
    "initiatives.models.page",
}
IMPORTS = import_graph.imports(MODULES)


def test_imports_go_down_only():
    """Inside functions too; config and demo stand on one step."""
    rank = {app: number for number, app in enumerate(ORDER)} | {"demo": 0}
    upward = [
        f"{edge.source} imports {edge.target}"
        for edge in IMPORTS
        if rank[app_of(edge.target)] < rank[app_of(edge.source)]
    ]
    assert len(IMPORTS) > 500
    assert upward == []


def test_the_review_and_home_import_no_app_of_ours_but_those_below():
    """Named by a string too: a label, or a path given to import_string."""
    for app, above in (
        ("home", "review|network|initiatives|search"),
        ("network/review", "network|initiatives|search"),
    ):
        named = re.compile(rf'"({above})\.(?!review)[A-Za-z]')
        found = [path for path in files(app) if named.search(path.read_text("utf-8"))]
        if app == "home":  # the tree of pages is said by the parents
            found = [path for path in found if path.name != "pages.py"]
        assert found == []


def test_models_import_no_form_mail_nor_permission():
    """But for a page, which the core asks for its form and its tester."""
    drawers = {"forms", "mails", "permissions", "notifications", "views", "post"}
    found = [
        f"{edge.source} imports {edge.target}"
        for edge in IMPORTS
        if ".models." in edge.source
        and drawers & set(edge.target.split("."))
        and not edge.target.startswith("home.post.notice")
        and edge.source not in PAGES
    ]
    assert found == []


# docs/design.md, section 2 says why each of these must know the others.
CIRCLES = [
    {
        "network.review.models.task",
        "network.review.notifications",
        "network.review.permissions",
        "network.review.voting",
    },
    {
        "initiatives.models",
        "initiatives.models.life",
        "initiatives.models.page",
        "initiatives.permissions",
    },
]


def test_no_circle_of_modules_but_those_that_wagtail_demands():
    found = [set(ring) for ring in import_graph.circles(IMPORTS)]
    assert sorted(found, key=sorted) == sorted(CIRCLES, key=sorted)
