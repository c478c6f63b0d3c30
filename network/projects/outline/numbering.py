"""Numbers of an outline's rows, and the labels that hold them.

A stated number wins. An automatic one goes on from the sibling before it, in its form:
« 4.2 » after « 4.1 », « 42 » after « 41 ».
"""

from typing import NamedTuple

from .rows import KINDS, Row

UNCOUNTED = {"question", "point"}
DIGITS = "0123456789"


class Numbered(NamedTuple):
    """`depth` is contiguous where levels jump; `number` is "" for what is not counted.

    `parent`: the nearest earlier row of a lower level, or None.
    """

    row: Row
    number: str
    depth: int
    parent: Row | None


class _Counts:
    """Where each sequence stands: {its key: (what stands before the count, count)}."""

    def __init__(self):
        self.reached = {}

    def next(self, key, base):
        before, count = self.reached.get(key, (f"{base}." if base else "", 0))
        self.reached[key] = before, count + 1
        return f"{before}{count + 1}"

    def state(self, key, base, number):
        before = number.rstrip(DIGITS)
        if count := number[len(before) :]:
            self.reached[key] = before, int(count)
        else:
            self.next(key, base)
        return number


def bare(number: str) -> str:
    """« (2.) » is "2": what a number is without the signs around it."""
    return number.strip(" \u00a0\u202f.():-–—/°")


def numbered(rows: list[Row]) -> list[Numbered]:
    """Each row with the number shown, in the order given."""
    numbers = _sequence(rows, lambda row: "")
    return [
        Numbered(row, row.number or number, len(above), above[-1] if above else None)
        for row, number, above in zip(rows, numbers, _above(rows), strict=True)
    ]


def labelled(rows: list[Row], words: dict | None = None) -> list[str]:
    """The label of each row, « Orientation 2 » or « Action 2.1 »; "" without a word.

    Each kind has its own count. `words`: {kind: the word of this project}.
    """
    said = [_word(row, words or {}) for row in rows]
    numbers = _sequence(rows, lambda row: row.label or row.kind)
    return [
        f"{word} {number}".strip() if word else ""
        for word, number in zip(said, numbers, strict=True)
    ]


def _word(row, words):
    if row.label:
        return row.label
    default = "" if row.kind == "point" else KINDS.get(row.kind, "")
    return str(words.get(row.kind) or default)


def _above(rows):
    """For each row those above it in the tree, from the root: a tuple of Row."""
    branch = []
    for row in rows:
        while branch and branch[-1].level >= row.level:
            branch.pop()
        yield tuple(branch)
        branch.append(row)


def _sequence(rows, kind_of):
    """The bare number of each row; siblings of one `kind_of(row)` count together.

    Trap: two rows may have one id, so a row is known by its place.
    """
    counts, branch, found = _Counts(), [], []
    for place, row in enumerate(rows):
        while branch and branch[-1][0] >= row.level:
            branch.pop()
        above, base = branch[-1][1:] if branch else (None, "")
        key = above, kind_of(row)
        if stated := bare(row.number):
            number = counts.state(key, base, stated)
        else:
            number = "" if row.kind in UNCOUNTED else counts.next(key, base)
        found.append(number)
        # What is not counted hands its children to the number above it.
        branch.append((row.level, *((place, number) if number else (above, base))))
    return found
