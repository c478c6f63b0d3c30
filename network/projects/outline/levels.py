"""At which level a pasted row stands: what it goes on with, or what it is put under.

A row goes on with an open row of its own manner: the same heading, the same kind, the
number after, the same bullet at the same indent. Otherwise it is under the last open
row that nothing says is over: weaker manners and deeper indents are.
"""

from typing import NamedTuple

from .markers import ROMANS, Marks
from .rows import DEEPEST

HEADING, KIND, NUMBER, BULLET, PLAIN = range(5)  # the strongest first
CLOSE = 2  # columns: less than that is no indent
# What may stand under which: « Action » is never above « Orientation ».
RANKS = {"orientation": 0, "defi": 0, "action": 2, "question": 3, "point": 3}


class _Open(NamedTuple):
    manner: int
    marks: Marks


class Branch:
    """The open rows, from the root to the last one placed."""

    def __init__(self):
        self.open = []
        self.headings = {}  # {bullet: the heading that was above its first row}

    def place(self, marks: Marks) -> int:
        """The level of the next row."""
        manner = _manner_of(marks)
        find = (_end_headings, _end_kinds, _end_numbers, _end_bullets, _end_plains)
        if manner == BULLET:
            self._back_to_its_heading(marks.bullet)
        del self.open[find[manner](self.open, marks) :]
        level = len(self.open)
        self.open.append(_Open(manner, marks))
        return min(level, DEEPEST)

    def _back_to_its_heading(self, bullet):
        """A bullet of « ## » ends the « ### » that came after its first row."""
        headings = [
            place for place, row in enumerate(self.open) if row.manner == HEADING
        ]
        above = self.open[headings[-1]].marks.heading if headings else 0
        first = self.headings.setdefault(bullet, above)
        for place in headings:
            if first and self.open[place].marks.heading > first:
                del self.open[place:]
                break


def _manner_of(marks):
    if marks.heading:
        return HEADING
    if marks.style:
        return KIND
    if marks.number:
        return NUMBER
    return BULLET if marks.bullet else PLAIN


def _last(opened, is_it):
    """The place of the deepest open row below the last heading that is it, or None."""
    for place in range(len(opened) - 1, -1, -1):
        if opened[place].manner == HEADING:
            return None
        if is_it(opened[place]):
            return place
    return None


def _after(opened, is_over):
    """How many stay open when those at the end that are over are closed."""
    place = len(opened)
    while place and opened[place - 1].manner != HEADING and is_over(opened[place - 1]):
        place -= 1
    return place


def _is_near(one, other):
    return abs(one.indent - other.indent) < CLOSE


def _is_deeper(one, other):
    return one.indent >= other.indent + CLOSE


def _end_headings(opened, marks):
    for place in range(len(opened) - 1, -1, -1):
        row = opened[place]
        if row.manner == HEADING and row.marks.heading < marks.heading:
            return place + 1
    return 0


def _end_kinds(opened, marks):
    same = _last(opened, lambda row: row.marks.style == marks.style)
    if same is not None:
        return same
    above = _last(opened, lambda row: _holds(row.marks, marks))
    if above is not None:
        return above + 1
    rank = _rank(marks)

    def is_over(row):
        if row.manner == KIND:
            return _rank(row.marks) > rank or _rank(row.marks) == rank == 0
        if row.manner == NUMBER:
            return _is_deeper(row.marks, marks)
        return not _is_deeper(marks, row.marks)

    return _after(opened, is_over)


def _rank(marks):
    part = 0.5 if marks.style.startswith("sous") else 0
    return RANKS.get(marks.kind, 1) + part


def _holds(above, marks):
    """« 1.2 » is under « 1 », whatever they are called; by the whole number only."""
    return bool(above.number) and marks.number.startswith(f"{above.number}.")


def _end_numbers(opened, marks):
    is_dotted = marks.form == "1.1"
    place = _after_dotted(opened, marks) if is_dotted else _next_of(opened, marks)
    if place is not None:
        return place

    def is_over(row):
        if row.manner == BULLET or (row.manner == PLAIN and row is not opened[-1]):
            return not _is_deeper(marks, row.marks)
        if row.manner == NUMBER and is_dotted:
            return row.marks.number.count(".") >= marks.number.count(".")
        return row.manner > KIND and _is_deeper(row.marks, marks)

    return _after(opened, is_over)


def _after_dotted(opened, marks):
    """« 1.2 » goes on with « 1.1 », or is under « 1 », « Axe 1 » too."""
    before = marks.number.rpartition(".")[0]
    for place in range(len(opened) - 1, -1, -1):
        row = opened[place].marks
        if row.form == "1.1" and row.number.rpartition(".")[0] == before:
            return place
        if _holds(row, marks):
            return place + 1
    return None


def _next_of(opened, marks):
    """The list that a number of one part goes on with: the one where it comes next."""

    def is_like(row):
        return row.manner == NUMBER and row.marks.form == marks.form

    def comes_next(row):
        return is_like(row) and _count(marks) == _count(row.marks) + 1

    def is_like_but_its_sign(row):  # « 3 – » after « 2. »
        return (
            row.manner == NUMBER
            and marks.form[0] == row.marks.form[0] == "1"
            and row.marks.number == str(_count(marks) - 1)
        )

    def is_compact(row):  # « 41. » under « 4. »
        return is_like(row) and marks.number[:-1] == row.marks.number

    for is_it in (
        lambda row: comes_next(row) and _is_near(row.marks, marks),
        comes_next,
    ):
        if (place := _last(opened, is_it)) is not None:
            return place
    if (place := _last(opened, is_compact)) is not None:
        return place + 1
    place = _last(opened, lambda row: is_like(row) and _is_near(row.marks, marks))
    return _last(opened, is_like_but_its_sign) if place is None else place


def _count(marks):
    """Letters and Romans in their order too: "b" is 2 in "a)", "ii" is 2 in "i)"."""
    number = marks.number.lower()
    if number.isdigit():
        return int(number)
    if marks.form[0] in "iI":
        return ROMANS.index(number) + 1 if number in ROMANS else 0
    return ord(number[0]) - 96


def _end_bullets(opened, marks):
    place = _last(
        opened,
        lambda row: (
            row.manner == BULLET
            and row.marks.bullet == marks.bullet
            and _is_near(row.marks, marks)
        ),
    )
    if place is not None:
        return place
    return _after(
        opened, lambda row: row.manner > KIND and _is_deeper(row.marks, marks)
    )


def _end_plains(opened, marks):
    """Trap: a plain line at the indent of the bullets before it is above the next ones."""
    place = _last(
        opened, lambda row: row.manner == PLAIN and _is_near(row.marks, marks)
    )
    if place is not None:
        return place

    def is_over(row):
        if row.manner == BULLET:
            return not _is_deeper(marks, row.marks)
        return row.manner > KIND and _is_deeper(row.marks, marks)

    return _after(opened, is_over)
