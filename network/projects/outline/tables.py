"""The lines of a file's table, whatever its format, and what no table of ours may be."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from home.signs import in_french

from .cells import Cell
from .rows import NotAnOutline

MOST_BYTES = 5_000_000
MOST_LINES = 2_000  # that hold something
MOST_COLUMNS = 256
LAST_LINE = 20_000  # full or empty


def too_heavy() -> str:
    """Said by the browser too, before such a file leaves."""
    return _(
        "Ce fichier est trop lourd : %(most)s Ko au plus. Gardez le tableau du plan, et "
        "lui seul."
    ) % {"most": in_french(MOST_BYTES // 1000)}


@dataclass
class Table:
    """`lines`: (number from 1 as in the file, its cells) of each line with a text.

    `merged`: (first line, first column, last line, last column) from 1, each.
    """

    lines: list[tuple[int, list[Cell]]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    def add(self, number: int, cells: list[Cell]) -> None:
        """Raises NotAnOutline beyond MOST_LINES and LAST_LINE."""
        if number > LAST_LINE:
            raise NotAnOutline(
                _(
                    "Ce tableau va plus loin que la ligne %(last)s : supprimez les "
                    "lignes vides, puis redonnez-le."
                )
                % {"last": in_french(LAST_LINE)}
            )
        if not any(cell.text for cell in cells):
            return
        self.lines.append((number, cells))
        if len(self.lines) > MOST_LINES + 1:  # the names of its columns
            raise NotAnOutline(
                _(
                    "Ce tableau a plus de %(most)s lignes : donnez-le en plusieurs "
                    "fichiers, une partie du plan dans chacun."
                )
                % {"most": in_french(MOST_LINES)}
            )
