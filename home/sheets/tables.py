"""The lines of a file's table, whatever its format, and what no table of ours may be."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..signs import in_french
from .cells import Cell

MOST_COLUMNS = 256
LOOKED_AT = 10  # lines


class NotATable(ValueError):
    """Nothing of the file is taken: `sentences`, a list of French ones, say why."""

    def __init__(self, *sentences):
        self.sentences = list(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass(frozen=True)
class Asked:
    """What is asked of a file: columns that are known, and bounds.

    `known`: those of some names that name a column. `instead`: what to do of a file that
    is a text. `lines` hold something, `last_line` full or empty; the rest is of a
    workbook: its XML in bytes, its tags, those that are dear to read, those of its styles.
    """

    known: Callable[[list[str]], list[str]]
    instead: str
    bytes: int = 5_000_000
    lines: int = 2_000
    last_line: int = 20_000
    unzipped: int = 10_000_000
    # Trap: 19 KB zipped, which say 1.9 million styles, hold openpyxl for 56 s.
    tags: int = 600_000  # openpyxl reads them in three seconds
    dear_tags: int = 100_000  # all but those of cells
    style_tags: int = 20_000

    @property
    def too_heavy(self) -> str:
        """Said by the browser too, before such a file leaves."""
        return _(
            "Ce fichier est trop lourd : %(most)s Ko au plus. Gardez le tableau, et "
            "lui seul."
        ) % {"most": in_french(self.bytes // 1000)}


@dataclass
class Table:
    """`lines`: (number from 1 as in the file, its cells) of each line with a text.

    `merged`: (first line, first column, last line, last column) from 1, each.
    """

    asked: Asked
    lines: list[tuple[int, list[Cell]]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    def add(self, number: int, cells: list[Cell]) -> None:
        """Raises NotATable beyond what is asked."""
        if number > self.asked.last_line:
            raise NotATable(
                _(
                    "Ce tableau va plus loin que la ligne %(last)s : supprimez les "
                    "lignes vides, puis redonnez-le."
                )
                % {"last": in_french(self.asked.last_line)}
            )
        if not any(cell.text for cell in cells):
            return
        self.lines.append((number, cells))
        if len(self.lines) > self.asked.lines + 1:  # the names of its columns
            raise NotATable(
                _(
                    "Ce tableau a plus de %(most)s lignes : donnez-le en plusieurs fichiers."
                )
                % {"most": in_french(self.asked.lines)}
            )

    @property
    def heading(self) -> int | None:
        """Where the names of the columns stand among `lines`, or None.

        The one of the first lines with the most of them: a title may stand above.
        """
        best, most = None, 0
        for place, (_number, cells) in enumerate(self.lines[:LOOKED_AT]):
            names = [cell.text for cell in cells if cell.text]
            known = self.asked.known(names)
            is_sure = len(known) > 1 or len(known) == len(names)
            if is_sure and len({*known}) > most:  # « rue, rue, rue » says one
                best, most = place, len({*known})
        return best
