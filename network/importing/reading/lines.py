"""One line of a list of centres: what it says, what refuses it, what was read otherwise."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .readings import Unread


class Problem(NamedTuple):
    """`column`: its name in the file; `value`: what stands there; `sentence`: French."""

    column: str
    value: str
    sentence: str


@dataclass
class Line:
    """`number` from 1, as in the file; `raw`: {name of a column: text} of what it holds.

    `values`: as CentrePage and CentreContact name them, of cells that say something alone:
    an empty cell changes nothing. `problems` refuse the line; `notes` (Problems too) tell
    what was read otherwise, or left out, of a line that is taken.
    """

    number: int
    raw: dict[str, str] = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict, repr=False)  # {field: column}

    def read(self, name, text, reader, *, of="", shown="") -> None:
        """Take what `reader` makes of a text; what it cannot read refuses the line.

        `of`: the field of the column where it stands, if another; `shown`: that cell.
        """
        try:
            value, note = reader(text)
        except Unread as refusal:
            self.refuse(of or name, shown or text, str(refusal))
            return
        self.values[name] = value
        if note:
            self.tell(of or name, shown or text, note)

    def refuse(self, name, text, sentence) -> None:
        self.problems.append(Problem(self.names.get(name, name), text, sentence))

    def refuses(self, name) -> bool:
        return any(one.column == self.names.get(name, name) for one in self.problems)

    def tell(self, name, text, sentence) -> None:
        self.notes.append(Problem(self.names.get(name, name), text, sentence))
