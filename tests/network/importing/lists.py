"""Files of centres as people have them."""

import csv
import io

from network.importing.reading.sheets import read

SIRET = "77567227221138"


def text_of(lines, delimiter=";"):
    output = io.StringIO(newline="")
    csv.writer(output, delimiter=delimiter).writerows(lines)
    return output.getvalue()


def read_list(*lines):
    """The sheet of a CSV; `lines`: lists of cells, the first of them the names."""
    return read(text_of(lines).encode("utf-8-sig"))


def line_of(**cells):
    """The one line of a list; each name of a column with _ for its spaces."""
    cells = {"Nom": "Les Trois Écluses"} | {
        name.replace("_", " "): text for name, text in cells.items()
    }
    (line,) = read_list([*cells], [*cells.values()]).lines
    return line


def value_of(name, field, text):
    """What one cell under this name gives: its value, else what refuses or tells."""
    line = line_of(**{name: text})
    said = [one.sentence for one in [*line.problems, *line.notes]]
    return line.values.get(field, said and said[0])
