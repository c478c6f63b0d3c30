"""What each paragraph of a paste is: a row, words of the row above, a sign, or the rest."""

import re
from typing import NamedTuple

from home.signs import MOST

from .levels import CLOSE, Branch
from .markers import BEGINNING, LETTERS, plain
from .paragraphs import LONG, Paragraph, is_no_outline, sentences_of
from .rows import LONGEST, Row

# A line of its own says what the rows under it are: « Plan d’action 2019-2022 : ».
LIST_OF = {
    "axes": "axe",
    "objectifs": "objectif",
    "actions": "action",
    "plan d'action": "action",
    "plan d'actions": "action",
    "questions": "question",
}
_YEAR = "((?:19|20)[0-9]{2})"
LIST = re.compile(
    rf"(?:les? |nos )?({'|'.join(LIST_OF)})\s*:?\s*(?:{_YEAR}(?:\s?[-–/]\s?{_YEAR})?)?\s*:?"
)
RESPONSIBLE = re.compile(
    r"(?:referent(?:[.·(]?e\)?)?|responsable|porte par|pilotage|pilote|porteu(?:r|se))"
    r"\s?:\s*"
)


class Placed(NamedTuple):
    """`row` begins with the paragraph, or `above` goes on; with neither, see `signs`.

    `signs`: what was read as a mark, without the bullet and the number.
    """

    paragraph: Paragraph
    row: Row | None = None
    above: Row | None = None
    signs: str = ""


def placed(paragraphs: list[Paragraph]) -> list[Placed]:
    reading = _Reading(paragraphs)
    following = [*paragraphs[1:], None]
    return [
        reading.place(one, after)
        for one, after in zip(paragraphs, following, strict=bool(paragraphs))
    ]


class _Reading:
    """What was read before decides: `row` the last one, `heading` one without rows yet."""

    def __init__(self, paragraphs):
        marked = [one for one in paragraphs if one.is_marked]
        self.is_list = not marked and _is_a_list(paragraphs)
        self.is_marked = bool(marked)
        self.stars = sum(one.marks.bullet == "*" for one in marked)
        titles = [one for one in marked if one.marks.heading == 1]
        self.title = titles[0] if len(titles) == 1 < len(marked) else None
        self.branch = Branch()
        self.row = self.heading = self.above = None
        self.listed = {}  # what a line said of the rows after it
        self.listed_level = None  # that of the first of them

    def place(self, one, following):
        found = self._marked(one) if one.is_marked else self._unmarked(one, following)
        if found.row:
            self.above = one
        elif found == Placed(one):
            self.above = None
        return found

    def _marked(self, one):
        is_note = one.marks.bullet == "*" and self.stars == 1 and one.is_prose
        is_title = one is self.title and self.row is None
        return Placed(one) if is_note or is_title else self._as_row(one)

    def _unmarked(self, one, following):
        if is_no_outline(one.words) or not LETTERS.search(one.words):
            return Placed(one)
        said = RESPONSIBLE.match(plain(one.words[:BEGINNING]))
        if said and self.row and not self.row.responsible:
            return self._responsible(one, said.end())
        if self._is_row(one, following):
            return self._as_row(one)
        return self._before_a_list(one, following) or self._introduction(one)

    def _responsible(self, one, start):
        name = one.words[start:]
        if not 0 < len(name) <= LONGEST["responsible"]:
            return Placed(one)
        self.row.responsible = name
        return Placed(one, above=self.row, signs=one.words[:start].strip())

    def _before_a_list(self, one, following):
        """« Actions : » is no row; it says what the next ones are."""
        match = _list_in(one.words)
        if match is None or not _is_listed(following):
            return None
        start, end = match[2] and int(match[2]), match[3] and int(match[3])
        self.listed = {"kind": LIST_OF[match[1]], "start_year": start, "end_year": end}
        self.listed_level = None
        return Placed(one, signs=one.words)

    def _introduction(self, one):
        """A heading's own words, up to its first row."""
        if self.heading is None:
            return Placed(one)
        text = f"{self.heading.text}\n{one.words}".strip()
        if len(text) > MOST:
            return Placed(one)
        self.heading.text = text
        return Placed(one, above=self.heading)

    def _is_row(self, one, following):
        if one.is_prose or _list_in(one.words):
            return False
        if not self.is_marked:
            return self.is_list
        if self.above and one.marks.indent >= self.above.marks.indent + CLOSE:
            return True
        if one.words.endswith("."):
            return False
        goes_on = self._is_beside(self.above, one) and not one.gap
        is_above = _is_listed(following) and _is_first(following.marks)
        if self.heading is None:
            return goes_on or is_above
        begins = self._is_beside(one, following) and not following.gap
        return goes_on or begins or (is_above and not one.leads)

    def _is_beside(self, one, other):
        """Two unmarked lines of one list."""
        if one is None or other is None or one.is_marked or other.is_marked:
            return False
        is_short = not (one.is_prose or other.is_prose or other.words.endswith("."))
        return is_short and abs(one.marks.indent - other.marks.indent) < CLOSE

    def _as_row(self, one):
        title, text = _titled(one.words)
        words = title.rstrip(" :\u00a0\u202f")
        marks = one.marks
        is_named = words or (marks.style and marks.number)
        if not is_named or len(title) > MOST or len(text) > MOST:
            return Placed(one)
        level = self.branch.place(marks)
        said = {"label": marks.label, "number": marks.number, "text": text}
        said |= self._said_of(marks, level) or {"kind": _kind_of(marks, words)}
        self.row = Row.new(level, words, **said)
        is_heading = marks.heading or marks.style or marks.number
        is_heading = is_heading and not marks.bullet and marks.indent < CLOSE
        self.heading = self.row if is_heading else None
        return Placed(one, row=self.row, signs=title[len(words) :].strip())

    def _said_of(self, marks, level):
        """What « Actions 2019-2022 : » says of a row of its list, of no other."""
        if self.listed_level is None:
            self.listed_level = level
        if marks.heading or marks.style or level < self.listed_level:
            self.listed = {}
        return self.listed if level == self.listed_level else {}


def _list_in(words):
    return LIST.fullmatch(plain(words)) if len(words) <= BEGINNING else None


def _kind_of(marks, words):
    is_question = words.endswith("?") and not (marks.heading or marks.label)
    return marks.kind or ("question" if is_question else "")


def _titled(words):
    """(title, text): of several sentences that are long the first is the title."""
    first = sentences_of(words)[0]
    if len(first) == len(words) or len(words) <= LONG:
        return words, ""
    return first.strip(), words[len(first) :].strip()


def _is_listed(one):
    """A bullet or a number, that a line without mark may stand above."""
    marks = one and one.marks
    return bool(marks and (marks.bullet or marks.number)) and not (
        marks.heading or marks.style
    )


def _is_first(marks):
    return marks.number.rpartition(".")[2].lower() in {"", "1", "a", "i"}


def _is_a_list(paragraphs):
    """Lines without any mark: levels by indents, or short lines that end without a point."""
    if len(paragraphs) < 2:
        return False
    if len({one.marks.indent // CLOSE for one in paragraphs}) > 1:
        return True
    sentences = sum(one.is_prose or one.words.endswith(".") for one in paragraphs)
    low = sum(one.words[:1].islower() for one in paragraphs)
    return sentences == 0 and low * 2 <= len(paragraphs)
