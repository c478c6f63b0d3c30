"""What is written is what is read: our sources are French already."""

import ast
import re

import pytest
from django.utils.translation import gettext, override

from .test_architecture import OURS, ROOT, TRANSLATORS, files, tree_of

IN_TEMPLATES = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")


def words_of_templates():
    for path in files("templates", pattern="*.*"):
        for found in IN_TEMPLATES.findall(path.read_text(encoding="utf-8")):
            yield "".join(found), path


def words_of_code():
    for path in files(*OURS):
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in TRANSLATORS
            ):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and argument.value:
                        yield str(argument.value), path


@pytest.mark.parametrize("source", [words_of_templates, words_of_code])
def test_no_word_is_translated_into_another(source):
    """« Close », of a request, became « Fermer »: an English word of Django's."""
    found = list(source())
    assert len(found) > 100
    with override("fr"):
        changed = {
            (words, gettext(words), str(path.relative_to(ROOT)))
            for words, path in found
            if gettext(words).lower() != words.lower()
        }
    assert changed == set()
