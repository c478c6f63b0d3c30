"""The lines of a paste put together again where a text processor broke them.

A line goes on with the one above only where that is plain. It has no mark of its own,
and one of these is so: what is above has no words yet; a blank line does not part them
and it begins in lower case below a bullet, or the line above ends in the middle of a
phrase (a comma, « de », the space that a PDF leaves) or is as wide as a page; below a
blank line, it begins in lower case and the line above ends in the middle of a phrase.
"""

import re
from dataclasses import dataclass, field

from home.signs import MOST

from .markers import LETTERS, TAB, Marks, plain, read_marks

WIDE = 60  # signs of a line that ends because the page does
HALF_WIDE = 40
ENDS = (".", "!", "?", ":", ";", "…", "»")
# Not behind an initial: « M. Dupont ».
SENTENCE_END = re.compile(r"(?<![ .(][A-Za-z])[.!?\u2026]\s(?=\W{0,2}([^\W\d_]))")
LONG = 200  # signs: no title, if no mark says so
# No phrase ends with them.
UNENDED = frozenset(
    ["a", "au", "aux", "avec", "ce", "ces", "chez", "d'un", "d'une", "dans", "de"]
    + ["des", "du", "en", "entre", "et", "l'", "la", "le", "les", "leur", "leurs"]
    + ["nos", "notre", "ou", "par", "pour", "que", "qui", "sa", "se", "ses", "sous"]
    + ["son", "sur", "un", "une", "vers"]
)
PAGE_NUMBER = re.compile(
    r"[-–—\s]*[0-9]{1,4}[-–—\s]*|p(?:age|\.)?\s?[0-9]+(?:\s?(?:/|sur)\s?[0-9]+)?"
    r"|[0-9]+\s?/\s?[0-9]+"
)
# A line of a table of contents: dots that lead to a page.
LEADERS = re.compile(r"(?<![.…])(?:\.{4,}+|…{2,}+)\s*[0-9]+$")


@dataclass
class Paragraph:
    """`lines`: (number from 1, as pasted) of each; `gap`: blank lines before it."""

    marks: Marks
    gap: bool
    lines: list = field(default_factory=list)
    words: str = ""
    last: Marks | None = None

    def add(self, number, line, marks):
        self.lines.append((number, line))
        self.words = joined(self.words, marks.words)
        self.last = marks

    @property
    def is_marked(self):
        return self.marks.is_marked

    @property
    def is_prose(self):
        """Several sentences, or a long one."""
        return len(self.words) > LONG or len(sentences_of(self.words)) > 1

    @property
    def leads(self):
        return self.words.endswith(":")


def sentences_of(text: str) -> list[str]:
    """Joined they are the text again."""
    found = SENTENCE_END.finditer(text)
    ends = [match.end() for match in found if match[1].isupper()]
    return [text[i:j] for i, j in zip([0, *ends], [*ends, len(text)], strict=True)]


def joined(before: str, after: str) -> str:
    """A word cut at a hyphen keeps it: « socio- » « économiques »."""
    if not before or not after:
        return before or after
    is_cut = before[-1] in "-\u00ad" and before[-2:-1].isalpha()
    return before + after if is_cut else f"{before} {after}"


def paragraphs_of(lines: list[str]) -> list[Paragraph]:
    """Each line that is not blank is in one of them."""
    found, letters, gap = [], set(), True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            gap = True
            continue
        marks = _marks_of(line, letters)
        if not (found and _goes_on(found[-1], line, marks, gap)):
            found.append(Paragraph(marks, gap))
        found[-1].add(number, line, marks)
        gap = False
    return found


def is_no_outline(line: str) -> bool:
    """A page number, or a line of a table of contents."""
    text = plain(line.strip()[: LONG + 1])
    return len(text) <= LONG and bool(
        PAGE_NUMBER.fullmatch(text) or LEADERS.search(text)
    )


def _marks_of(line, letters):
    if is_no_outline(line) or len(line) > MOST:
        return Marks(indent=0, signs="", words=line.strip())
    return read_marks(line, letters)


def _goes_on(above, line, marks, gap):
    before = above.lines[-1][1]
    if marks.is_marked or len(above.words) + len(line) > MOST:
        return False
    if is_no_outline(line) or is_no_outline(before):
        return False
    if not above.words:  # « Orientation 1. », « ● »: its title is the next line
        return bool(LETTERS.search(marks.words))
    if _is_indented_list(above, line, marks):
        return False
    is_cut = _is_cut(before)
    if above.is_marked and marks.words.startswith("(") and marks.words.endswith(")"):
        return True
    if gap:
        return _begins_low(marks.words) and is_cut
    if not above.is_marked and len(above.lines) > 1 and not above.leads:
        return not (marks.words.endswith(":") and above.words.endswith(ENDS))
    if above.words.endswith(ENDS):
        return not above.is_marked and not above.leads and len(before) >= WIDE
    is_wide = HALF_WIDE if _begins_low(marks.words) else WIDE
    is_hanging = above.is_marked and _begins_low(marks.words)
    return is_cut or is_hanging or len(before.rstrip()) >= is_wide


def _is_indented_list(above, line, marks):
    """Deeper than the words above it, or less deep than where they began."""
    hanging = above.marks.indent + len(above.marks.signs) + 1
    most = hanging + TAB if above.is_marked else above.last.indent + 1
    starts = line[: len(line) - len(line.lstrip())]
    if "\t" in starts and marks.indent > above.marks.indent:
        return True
    return marks.indent > most or marks.indent < above.marks.indent - 1


def _begins_low(words):
    return next((sign for sign in words if sign.isalnum()), "").islower()


def _is_cut(line):
    """It ends in a space, a comma, a hyphen or a word that ends no phrase.

    Text taken from a PDF keeps a space where the page broke the line.
    """
    text = line.rstrip()
    if text.endswith(ENDS):
        return False
    last = plain(text.rsplit(None, 1)[-1])
    return line != text or text[-1] in ",-\u00ad" or last in UNENDED
