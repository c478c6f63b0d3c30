"""The shapes of the départements and who touches whom, from the files of network/data.

Who drew them, and under which licence, is said there, under the map and on the legal
page.
"""

import json
from functools import lru_cache
from pathlib import Path

from django.utils.safestring import mark_safe

DATA = Path(__file__).resolve().parents[2] / "data"


def _read(name):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def outlines():
    """{code: « d » of an SVG path} of the metropole, in a box of 560 by 537, and of
    overseas, each in a box of 56 by 56: two dicts, in the order of the codes."""
    drawn = _read("outlines.json")
    return tuple(
        {code: mark_safe(path) for code, path in drawn[part].items()}  # noqa: S308
        for part in ("metropole", "overseas")
    )


@lru_cache(maxsize=1)
def neighbours():
    """{code of a département: codes of those that touch it}."""
    return _read("neighbours.json")
