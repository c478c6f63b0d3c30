"""The shape of the search: one factory, one way to build a hit."""

import ast

from tests.test_architecture import ROOT, files, tree_of
from tests.test_imports import IMPORTS

FACTORY, HITS = "search/engines/factory.py", "search/engines/hits.py"


def test_nothing_is_imported_inside_a_function_but_at_the_start_of_the_app():
    inside = {
        edge.source
        for edge in IMPORTS
        if edge.inside and edge.source.startswith("search.")
    }
    assert inside == {"search.apps"}


def engine_classes():
    return {
        node.name
        for path in files("search/engines")
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Engine")
    } - {"SearchEngine"}


def test_only_the_factory_and_the_tests_of_an_engine_name_its_class():
    classes = engine_classes()
    assert "DatabaseEngine" in classes
    own = {FACTORY, "tests/search/conftest.py", "tests/search/test_engine.py"}
    naming = {
        str(path.relative_to(ROOT))
        for path in files("home", "network", "initiatives", "search", "site", "tests")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        and classes & {alias.name for alias in node.names}
    }
    assert naming == own


def test_every_engine_shows_a_hit_the_same_way():
    building = {
        str(path.relative_to(ROOT))
        for path in files("search")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Hit"
    }
    assert building == {HITS}
