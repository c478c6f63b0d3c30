"""A name that a template of ours does not know fails the test that meets it.

Django prints nothing in its place. ``{% if name %}``, ``{% firstof %}`` and
``|default`` may ask for what is not there; output, a loop, an argument may not.
pytest-django's --fail-on-template-vars judges Wagtail's templates as well, which
count on that nothing, and its failure is lost in the thread of a live server.
"""

import sys
from pathlib import Path

import pytest
from django.template.base import FilterExpression, Node
from django.template.defaultfilters import default
from django.template.defaulttags import ForNode
from django.template.engine import Engine

OURS = Path(__file__).resolve().parent.parent / "templates"
_resolve = FilterExpression.resolve
_found = []


class Undefined(str):
    """``string_if_invalid``: empty as ever, but tells where one of ours met it.

    Not an exception: some code turns any error into an answer or a line of log.
    """

    __slots__ = ()

    def __bool__(self):
        frame = sys._getframe(1)
        if frame.f_code is _resolve.__code__:
            expression = frame.f_locals["self"]
            if not expression.filters or expression.filters[0][0] is not default:
                _note(expression.token, frame)
        return False

    def __contains__(self, part):
        frame = sys._getframe(1)
        if frame.f_code.co_name == "render_value":  # of {% blocktranslate %}
            _note(frame.f_locals["key"], frame)
        return super().__contains__(part)


def _note(name, frame):
    while frame.f_code is not Node.render_annotated.__code__:
        frame = frame.f_back
    node = frame.f_locals["self"]
    if OURS in (path := Path(str(node.origin))).parents:
        _found.append(f"{path.relative_to(OURS)}:{node.token.lineno}: {name}")


def _loops_are_strict(self, context, ignore_failures=False):
    if sys._getframe(1).f_code is ForNode.render.__code__:
        ignore_failures = False
    return _resolve(self, context, ignore_failures)


def taken():
    """The places met since the last call, once each."""
    places = sorted(set(_found))
    _found.clear()
    return places


@pytest.fixture(scope="session", autouse=True)
def watched_templates():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine.get_default(), "string_if_invalid", Undefined())
        patch.setattr(FilterExpression, "resolve", _loops_are_strict)
        yield


@pytest.fixture(autouse=True)
def known_names(watched_templates):
    yield
    places = taken()
    assert not places, "undefined in templates/: " + "; ".join(places)
