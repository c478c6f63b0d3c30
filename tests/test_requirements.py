"""What our code imports is asked for by name: what a library brings may leave with it."""

import re
import sys
from importlib.metadata import distributions, packages_distributions

import pytest
from django.conf import settings

from .import_graph import top_level
from .test_architecture import OURS, ROOT, tree_of

REQUIREMENTS = ROOT / "requirements"
FIRST_PARTY = {*OURS, "config", "demo", "tests"}
DISTRIBUTIONS = packages_distributions()


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirements):
    """The distributions of a .in file and of those that it includes."""
    found = set()
    for line in (REQUIREMENTS / requirements).read_text("utf-8").splitlines():
        if line.startswith("-r "):
            found |= named(line.removeprefix("-r "))
        elif line.strip() and not line.startswith("#"):
            found.add(normalised(re.match(r"[\w.-]+", line)[0]))
    return found


def imported(*folders):
    """{top-level module: the file that imports it}, migrations included."""
    return {
        module: str(path.relative_to(ROOT))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        for module in top_level(tree_of(path))
    }


def plugged_in():
    """Modules that the settings name by a dotted path."""
    paths = [
        *settings.INSTALLED_APPS,
        *settings.MIDDLEWARE,
        *settings.AUTHENTICATION_BACKENDS,
    ]
    return {path.split(".")[0]: "config/settings" for path in paths}


def undeclared(modules, requirements):
    known = named(requirements)
    return {
        module: place
        for module, place in modules.items()
        if module not in FIRST_PARTY | sys.stdlib_module_names
        and not known & {normalised(name) for name in DISTRIBUTIONS.get(module, [])}
    }


@pytest.mark.parametrize(
    ("folders", "requirements"), [(OURS, "base.in"), (["tests"], "dev.in")]
)
def test_every_import_is_a_named_requirement(folders, requirements):
    assert undeclared(imported(*folders), requirements) == {}


def test_what_the_settings_plug_in_is_a_named_requirement():
    assert undeclared(plugged_in(), "base.in") == {}


def test_what_runs_the_site_is_a_named_requirement_of_production():
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.search(r'^CMD \["([\w-]+)"', dockerfile, re.MULTILINE)[1] in named(
        "production.in"
    )


@pytest.mark.parametrize("requirements", ["base", "production", "dev"])
def test_what_is_named_is_locked(requirements):
    locked = (REQUIREMENTS / f"{requirements}.txt").read_text("utf-8")
    pinned = {
        normalised(name)
        for name in re.findall(r"^([\w.-]+)(?:\[|==)", locked, re.MULTILINE)
    }
    assert named(f"{requirements}.in") - pinned == set()


def test_what_some_ask_with_an_extra_and_others_without_is_pinned_twice():
    """Trap: pip 23.2 takes « pydantic[email]==2 » for no pin of « pydantic »."""
    locked = (REQUIREMENTS / "dev.txt").read_text("utf-8")
    extra = {normalised(name) for name in re.findall(r"(?m)^([\w.-]+)\[", locked)}
    bare = {normalised(name) for name in re.findall(r"(?m)^([\w.-]+)==", locked)}
    asked = {
        normalised(re.match(r"[\w.-]+", text)[0])
        for one in distributions()
        for text in one.requires or ()
        if "extra ==" not in text and not re.match(r"[\w.-]+ ?\[", text)
    }
    assert extra & asked - bare == set()
    assert "pydantic" in extra & bare
