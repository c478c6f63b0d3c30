"""The post office knows nothing of what stands above it, nor keeps what opens a door."""

import ast
import sys
from pathlib import Path

import pytest

from tests.import_graph import top_level

ROOT = Path(__file__).resolve().parents[3]
POST = sorted((ROOT / "home/post").glob("*.py"))
ALLOWED = {*sys.stdlib_module_names, "django", "django_tasks", "django_tasks_db"}
ALLOWED |= {"wagtail"}  # its log, where who keeps the site reads what was refused
ABOVE = {"network", "review", "initiatives", "search", "demo", "config"}


def words(path):
    """The names and the strings of its code, docstrings and comments apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from node.value.replace("/", ".").split(".")


@pytest.mark.parametrize("path", POST, ids=lambda path: path.name)
def test_the_post_office_needs_little_and_names_nothing_above_home(path):
    """Which of our modules it imports is kept by tests/test_imports.py."""
    assert set(top_level(ast.parse(path.read_text("utf-8")))) <= ALLOWED | {"home"}
    assert not ABOVE & set(words(path))


def test_the_frame_of_the_mails_asks_for_nothing_above_home():
    for path in (ROOT / "templates/home/post").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [name for name in ABOVE if f'"{name}/' in text], path
