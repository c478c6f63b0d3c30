"""No pattern of ours reads a run of signs again from each of its signs.

Time is counted in steps: a pattern that begins with an unbounded run, and may fail
after it, takes n²/2 of them on n spaces (12,000 of them held a page for 25 s).
"""

import re
from importlib import import_module
from re import _constants as kinds
from re import _parser as parser

import pytest

from .import_graph import modules

RUNS = {kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT}
OURS = ("home", "network", "initiatives", "search")


def patterns_in(value):
    """The compiled patterns of a module's name, lists and pairs included."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from patterns_in([*value.values()])
    elif isinstance(value, list | tuple | set):
        for inner in value:
            yield from patterns_in(inner)


def all_patterns():
    for name in sorted(modules()):
        if name.startswith(OURS):
            for label, value in vars(import_module(name)).items():
                for pattern in patterns_in(value):
                    yield f"{name}.{label}", pattern


def reads_runs_again(pattern):
    """True if it begins with a run that nothing before holds, and goes on after it."""
    steps = list(parser.parse(pattern.pattern, pattern.flags))
    while steps and steps[0][0] is kinds.SUBPATTERN:
        steps[:1] = steps[0][1][3]
    if not steps or steps[0][0] not in RUNS or steps[0][1][1] is not kinds.MAXREPEAT:
        return False
    return any(kind not in RUNS or what[0] > 0 for kind, what in steps[1:])


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        (" +!", True),
        ("( +)!", True),
        (" *+»", True),
        (r"\s+", False),
        (" +!*", False),
        ("(?<! ) ++!", False),
    ],
)
def test_such_a_pattern_is_known(pattern, answer):
    assert reads_runs_again(re.compile(pattern)) is answer


def test_no_pattern_of_ours_reads_a_run_again():
    found = dict(all_patterns())
    assert "home.typography._RULES" in found
    assert [name for name, pattern in all_patterns() if reads_runs_again(pattern)] == []
