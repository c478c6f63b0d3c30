"""The shape that design.md decided, kept by tests."""

import ast
import re
import subprocess
from pathlib import Path

from django.apps import apps
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_modeladmin.options import ModelAdmin

from home.blocks import SerialisedValidation

ROOT = Path(__file__).resolve().parent.parent
# An app imports those to its right, never to its left.
ORDER = [
    *("config", "demo", "search", "initiatives"),
    *("groups", "projects", "importing", "network", "review", "home"),
]
OURS = ["home", "network", "initiatives", "search", "site"]


def files(*folders, pattern="*.py"):
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob(pattern))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def tracked():
    listing = subprocess.run(
        ["git", "ls-files"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listing.stdout.splitlines()]


def test_site_is_no_package():
    assert not (ROOT / "site/__init__.py").exists()


def test_no_drawer_for_everything():
    names = {"utils", "helpers", "services", "common", "misc"}
    found = [path for path in files(*OURS) if names & {path.stem, *path.parts[-2:-1]}]
    assert found == []


def test_a_function_fits_a_screen_and_a_module_has_one_name():
    long_functions, long_modules = [], []
    for path in files(*OURS, "tests"):
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 400:
            long_modules.append(str(path.relative_to(ROOT)))
        long_functions += [
            f"{path.relative_to(ROOT)}:{node.name}"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.end_lineno - node.lineno >= 60
        ]
    assert long_functions == []
    assert long_modules == []


def test_rules_say_what_goes_in_and_out():
    places = [
        *ROOT.glob("*/permissions.py"),
        *ROOT.glob("*/*/permissions.py"),
        *ROOT.glob("*/*/publication.py"),
        *files("search"),
    ]
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in places
        if "management" not in path.parts
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_code_decides_by_an_address_that_holds_the_prefix_of_a_mount():
    decides = re.compile(r"request\.path(\.|\s*[!=]=|\s+in\b)|in request\.path\b")
    for path in files(*OURS):
        text = path.read_text(encoding="utf-8")
        assert not decides.search(text), path


def test_no_index_of_packages_is_named():
    hosts = re.compile(r"(pypi|pythonhosted|npmjs)\.(org|com)")
    for path in tracked():
        if (
            (
                path.suffix in {".py", ".txt", ".toml", ".in", ".md", ".yaml"}
                or not path.suffix
            )
            and path.is_file()
            and path != Path(__file__)
        ):
            assert not hosts.search(path.read_text(encoding="utf-8")), path
    for path in (ROOT / "requirements").glob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        bad = ("-i", "--index", "--extra-index", "--find-links")
        assert not [line for line in lines if "://" in line or line.startswith(bad)]


FRENCH = re.compile("[àâçéèêëîïôùûüœÀÇÉÈÊÎÔŒ«»’]")
TRANSLATORS = {
    "_",
    "_l",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
}
# Content that a site owner edits, and the rules of the language itself.
NOT_INTERFACE = {"setup.py", "setup_texts.py", "typography.py", "spelling.py"}
NOT_INTERFACE |= {"french.py", "slugs.py"}


def untranslated(path):
    tree = tree_of(path)
    translated, documented = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATORS:
            translated |= {id(child) for child in ast.walk(node)}
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr):
                documented.add(id(first.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_prose = FRENCH.search(node.value) and len(node.value) > 3
            if is_prose and id(node) not in translated | documented:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.value[:50]}"


def test_french_goes_through_gettext():
    found = [
        line
        for path in files("home", "network", "initiatives", "search")
        if path.name not in NOT_INTERFACE
        for line in untranslated(path)
    ]
    assert found == []


def test_no_f_string_inside_gettext():
    for path in files(*OURS):
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in TRANSLATORS
            ):
                assert not any(isinstance(arg, ast.JoinedStr) for arg in node.args), (
                    path
                )


def template_names():
    for path in files("templates", pattern="*.*"):
        yield str(path.relative_to(ROOT / "templates"))


def event_of(name):
    """How the code names a template: a mail by its event (home/post/composing.py)."""
    return re.sub(r"^(\w+)/mails/(\w+?)(_subject)?\.txt$", r"\1/\2", name)


def test_every_template_is_used():
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*files(*OURS), *files("templates", pattern="*.*")]
    )
    by_convention = {
        model.template for model in apps.get_models() if issubclass(model, Page)
    }
    frame = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
    unused = [
        name
        for name in template_names()
        if f'"{event_of(name)}"' not in sources
        and name not in by_convention | frame
        and not name.startswith(("wagtailadmin/", "wagtailcore/", "django/"))
    ]
    assert unused == [], "Nobody uses these templates: delete or move them."


def test_every_mail_has_a_text_and_a_subject():
    mails = {name for name in template_names() if "/mails/" in name}
    for name in mails:
        text = re.sub(r"(_subject)?\.txt$", "", name)
        assert {f"{text}.txt", f"{text}_subject.txt"} <= mails, name


def test_no_inline_style_or_script_in_public_templates():
    for path in files("templates", pattern="*.html"):
        folder, name, *_rest = path.relative_to(ROOT / "templates").parts + ("",)
        # A mail has no style sheet.
        if folder in {"wagtailadmin", "review"} or (folder, name) == ("home", "post"):
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=\"", text), path
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or "application/ld+json" in script, path


def page_models():
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Page) and model._meta.app_label in ORDER
    ]


def test_no_page_model_is_a_register():
    def below(cls):
        for child in cls.__subclasses__():
            yield child
            yield from below(child)

    for admin in below(ModelAdmin):
        if admin.model is not None:
            assert not issubclass(admin.model, Page), admin


def test_every_stream_is_validated_one_thread_at_a_time():
    found = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    assert len(found) >= 3
    for field in found:
        assert isinstance(field.stream_block, StreamBlock)
        assert isinstance(field.stream_block, SerialisedValidation), field


def test_no_plain_many_to_many_on_a_page():
    for model in page_models():
        for field in model._meta.local_many_to_many:
            if not isinstance(field, ClusterTaggableManager):
                assert isinstance(field, ParentalManyToManyField), field


def test_every_foreign_key_of_a_page_says_what_deletion_does():
    for model in page_models():
        for field in model._meta.local_fields:
            if (
                isinstance(field, models.ForeignKey)
                and not field.remote_field.parent_link
            ):
                assert field.remote_field.on_delete is not models.CASCADE, field


def test_one_function_may_skip():
    for path in files("tests"):
        if path.name in {"conftest.py", "test_architecture.py"}:
            continue
        text = path.read_text(encoding="utf-8")
        assert "importorskip" not in text, path
        assert not re.search(r"\bskip(if)?\(|mark\.skip|mark\.xfail", text), path
