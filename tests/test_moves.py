"""What a move leaves behind is named, with what to do about it."""

import re

import pytest

from .test_architecture import OURS, ROOT, files

TEMPLATE = re.compile(r'"((?:\w+/)+\w+\.html)"')


def left_behind(root):
    """A sentence for each module under `root` that moved by half."""
    for folder in sorted(path for path in root.rglob("*") if path.is_dir()):
        if "__pycache__" in folder.parts:
            continue
        module, place = folder.with_suffix(".py"), folder.relative_to(root.parent)
        if module.exists() and (folder / "__init__.py").exists():
            yield f"{place}.py stands beside {place}/, which hides it: delete or move it."
        found = [path for path in folder.rglob("*") if path.is_file()]
        if all("__pycache__" in path.parts for path in found):
            yield f"{place}/ holds only what was compiled before a move: delete it."


@pytest.mark.parametrize("name", [*OURS, "tests"])
def test_no_module_moved_by_half(name):
    assert list(left_behind(ROOT / name)) == []


def test_a_module_that_moved_by_half_is_named(tmp_path):
    app = tmp_path / "app"
    for name in ("whole/__init__.py", "life/__init__.py", "life.py"):
        (app / name).parent.mkdir(parents=True, exist_ok=True)
        (app / name).touch()
    (app / "old/__pycache__").mkdir(parents=True)
    (app / "old/__pycache__/views.cpython-311.pyc").touch()
    assert list(left_behind(app)) == [
        "app/life.py stands beside app/life/, which hides it: delete or move it.",
        "app/old/ holds only what was compiled before a move: delete it.",
    ]


def test_every_template_that_is_named_stands_there():
    templates = ROOT / "templates"
    ours = {path.name for path in templates.iterdir()}
    ours -= {"django", "wagtailadmin", "wagtailcore"}
    for path in [*files(*OURS), *files("templates", pattern="*.html")]:
        for name in TEMPLATE.findall(path.read_text(encoding="utf-8")):
            if name.split("/")[0] in ours:
                assert (templates / name).exists(), (
                    f"{path.relative_to(ROOT)} asks for {name}, which moved: "
                    "write its new place."
                )
