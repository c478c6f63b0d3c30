"""From a text pasted out of a text processor to the rows of an outline, line by line.

Nothing is lost: each sign is a mark that was read, or in one row, or in the rest.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.lines import END_OF_LINE, UNHELD
from home.signs import in_french

from .paragraphs import paragraphs_of
from .reading import Placed, placed
from .rows import NotAnOutline, Row, refuse_too_many

MOST_LINES = 2_000


class Line(NamedTuple):
    """One line that is not blank.

    `row`: the one that begins there; `joins`: the id of the one whose words it goes on
    with. With neither it is a sign for the rows after it (`signs` is the whole line),
    or in the rest.
    """

    number: int  # from 1
    text: str  # as pasted
    row: Row | None = None
    joins: str = ""
    signs: str = ""  # read as marks, in no row's words

    @property
    def is_rest(self) -> bool:
        return not (self.row or self.joins or self.signs)


@dataclass
class Understanding:
    """`rest`: the text to place; `sentences`: what to tell, in French."""

    lines: list[Line] = field(default_factory=list)
    rest: str = ""
    sentences: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [line.row for line in self.lines if line.row]


def understood(text: str) -> Understanding:
    """Raises NotAnOutline beyond MOST_LINES lines or MOST_ROWS rows."""
    lines = UNHELD.sub("", END_OF_LINE.sub("\n", text)).split("\n")
    count = sum(1 for line in lines if line.strip())
    if count > MOST_LINES:
        raise NotAnOutline(
            _(
                "%(count)s lignes, c’est trop pour une fois : collez-en %(most)s au "
                "plus, une partie du plan après l’autre."
            )
            % {"count": in_french(count), "most": in_french(MOST_LINES)}
        )
    found = _laid_out(placed(paragraphs_of(lines)))
    refuse_too_many(len(found.rows))
    found.sentences = _told(found)
    return found


def _laid_out(everything: list[Placed]):
    found, rest = Understanding(), []
    for one in everything:
        lines = list(_lines_of(one))
        found.lines += lines
        if lines[0].is_rest:
            rest += [""] if one.paragraph.gap and rest else []
            rest += [line.text.rstrip() for line in lines]
    found.rest = "\n".join(rest)
    return found


def _lines_of(one):
    """The marks stand before the first line's words, a colon behind the last's."""
    row, above, lines = one.row, one.above, one.paragraph.lines
    if not (row or above or one.signs):
        yield from (Line(number, text) for number, text in lines)
        return
    for place, (number, text) in enumerate(lines):
        signs = [one.paragraph.marks.signs] if place == 0 else []
        signs += [one.signs] if place == (len(lines) - 1 if row else 0) else []
        begins = row if place == 0 else None
        joins = "" if begins else getattr(row or above, "id", "")
        yield Line(number, text, begins, joins, " ".join(s for s in signs if s))


def _told(found):
    count = len(found.rows)
    if not found.lines:
        return [_("Rien n’a été collé.")]
    if not count:
        return [
            _(
                "Aucune ligne de plan n’a été reconnue : ce texte est gardé entier, à "
                "placer. Une ligne de plan commence par une puce, un numéro ou un mot "
                "comme « Orientation 1 »."
            )
        ]
    rows = ngettext(
        "%(count)s ligne de plan comprise.",
        "%(count)s lignes de plan comprises.",
        count,
    )
    said = [rows % {"count": in_french(count)}]
    if left := sum(1 for line in found.lines if line.is_rest):
        rest = ngettext(
            "%(count)s ligne reste à placer.",
            "%(count)s lignes restent à placer.",
            left,
        )
        said.append(rest % {"count": in_french(left)})
    return said
