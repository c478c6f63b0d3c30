"""Which of our modules imports which, and the circles that this makes.

`python tests/import_graph.py` prints the circles, for the closing notes.
"""

import ast
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("home", "network", "initiatives", "search", "site/config", "site/demo")


class Import(NamedTuple):
    """`source` imports `target`, both names of our modules; `inside` a function."""

    source: str
    target: str
    inside: bool


def modules():
    """{dotted name: path} of our modules, migrations aside."""
    found = {}
    for folder in FOLDERS:
        base = ROOT / "site" if folder.startswith("site/") else ROOT
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                parts = path.relative_to(base).with_suffix("").parts
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imports(known):
    """Every Import between `known` modules (from `modules()`), in order: a list."""
    return [
        found for name, path in known.items() for found in _of_module(name, path, known)
    ]


def _of_module(name, path, known):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        for target in _targets(node, package, known):
            if target != name:
                yield Import(name, target, id(node) in late)


def _targets(node, package, known):
    """The names of our modules that one statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
    elif isinstance(node, ast.ImportFrom):
        parts = package.split(".")
        kept = parts[: len(parts) - node.level + 1] if node.level else []
        base = ".".join([*kept, *filter(None, [node.module])])
        for alias in node.names:
            whole = f"{base}.{alias.name}"
            if whole in known:
                yield whole
            elif base in known:
                yield base


def top_level(tree):
    """The first part of each module that a parsed file imports, in functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


def circles(edges):
    """The groups of modules that import one another in a ring, longest first.

    `edges`: Imports. Strongly connected components, by Tarjan's algorithm.
    """
    after = {}
    for edge in edges:
        after.setdefault(edge.source, []).append(edge.target)
    index, low, stack, found = {}, {}, [], []

    def visit(name):
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in after.get(name, ()):
            if target not in index:
                visit(target)
            if target in stack:
                low[name] = min(low[name], low[target])
        if low[name] == index[name]:
            ring = [stack.pop()]
            while ring[-1] != name:
                ring.append(stack.pop())
            if len(ring) > 1:
                found.append(sorted(ring))

    for name in sorted(after):
        if name not in index:
            visit(name)
    return sorted(found, key=len, reverse=True)


if __name__ == "__main__":
    known = modules()
    edges = imports(known)
    late = [edge for edge in edges if edge.inside]
    sys.stdout.write(f"{len(known)} modules, {len(late)} imports inside functions\n")
    for ring in circles(edges):
        sys.stdout.write(f"\n{len(ring)} modules in a circle:\n")
        for edge in edges:
            if edge.source in ring and edge.target in ring:
                mark = " (inside)" if edge.inside else ""
                sys.stdout.write(f"  {edge.source} -> {edge.target}{mark}\n")
