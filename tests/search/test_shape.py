"""The shape of the search: no circle, one factory, one way to build a hit."""

import ast

from tests.test_architecture import ROOT, files, tree_of

FACTORY, HITS = "search/engines/factory.py", "search/engines/hits.py"


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {name_of(path): path for path in files("search")}


def imports_of(name):
    """The modules of search that one imports, inside its functions too."""
    package = name.split(".")[: None if SOURCES[name].stem == "__init__" else -1]
    for node in ast.walk(tree_of(SOURCES[name])):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            start = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{start}.{alias.name}"
                yield inner if inner in SOURCES else start


def test_no_module_is_imported_by_what_it_imports():
    left = {name: set(imports_of(name)) & SOURCES.keys() for name in SOURCES}
    assert sum(map(len, left.values())) > 30
    while free := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in free:
            del left[name]
    assert left == {}


def test_nothing_is_imported_inside_a_function_but_at_the_start_of_the_app():
    inside = {
        f"{name}.{function.name}"
        for name, path in SOURCES.items()
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert inside == {"search.apps.ready"}


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
