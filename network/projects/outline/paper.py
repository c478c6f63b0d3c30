"""What was pasted or given, line by line, to be corrected before it is a plan.

Nothing is written here. A line is a dict: {"row": data of a Row, "said": what was given
of it}, or {"rest": a text to place}.
"""

from dataclasses import dataclass, field, replace

from .columns import names_in
from .pasted import understood
from .rows import KINDS, Row
from .sheets import read_sheet


@dataclass
class Paper:
    """`placed`: (Row, what was given of it), or a text to place, in their order;
    `remarks`: what to tell, in French."""

    placed: list[tuple[Row, str] | str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [one[0] for one in self.placed if not isinstance(one, str)]

    def lines(self) -> list[dict]:
        return [_line_of(one) for one in self.placed]

    def take(self, rows: list[Row]) -> None:
        """`rows` in place of its own, one for one."""
        rows = iter(rows)
        self.placed = [
            one if isinstance(one, str) else (next(rows), one[1]) for one in self.placed
        ]


def _line_of(one):
    if isinstance(one, str):
        return {"rest": one}
    return {"row": one[0].as_data(), "said": one[1]}


def paper_of_text(text: str) -> Paper:
    """Raises NotAnOutline. Cells copied with the names of their columns are a sheet."""
    if _is_table(text):
        return paper_of_sheet(text.encode())
    found = understood(text)
    placed, above, at = [], [], {}
    for line in found.lines:
        if line.is_rest:
            placed.append(line.text.strip())
        elif line.row:
            at[line.row.id] = len(placed)
            placed.append((line.row, "\n".join([*above, line.text.strip()])))
            above = []
        elif line.joins in at:
            row, said = placed[at[line.joins]]
            placed[at[line.joins]] = row, f"{said}\n{line.text.strip()}"
        else:  # a sign for the rows after it
            above.append(line.text.strip())
    return Paper([*placed, *above], [] if found.rows else found.sentences)


def _is_table(text):
    first = [
        cell for cell in text.strip().partition("\n")[0].split("\t") if cell.strip()
    ]
    return len(names_in(first)) > 1


def paper_of_sheet(data: bytes) -> Paper:
    """Raises NotAnOutline."""
    found = read_sheet(data)
    placed = [
        one if isinstance(one, str) else (one, _said(one)) for one in found.placed
    ]
    return Paper(placed, found.remarks)


def _said(row):
    head = [row.label or str(KINDS.get(row.kind, "")), row.number, row.title]
    years = "–".join(str(year) for year in (row.start_year, row.end_year) if year)
    lines = [" ".join(filter(None, head)), row.text, years, row.period, row.responsible]
    return "\n".join(filter(None, lines))


def without_links(rows: list[Row], tokens: set[str]) -> list[Row]:
    return [
        replace(row, links=[one for one in row.links if one not in tokens])
        for row in rows
    ]
