"""The two shapes of a plan in a table: a column a level, or a line a row."""

import re

from django.utils.translation import gettext as _

from .columns import NAMES, Layout, folded, level_of
from .levels import Branch
from .lines import Lines, kind_of
from .markers import Marks, read_marks
from .numbering import bare

NUMBERED = re.compile(r"(?:niveau )?([0-9]{1,2})")


def rows_by_columns(lines: list, layout: Layout) -> Lines:
    """Shape « a column a level »: a line may name the rows above its own again."""
    found = Lines(lines, layout)
    current = {}
    for number, cells in lines:
        said = found.said(number, cells)
        texts = {column: found.cell(cells, column).text for column in layout.levels}
        filled = [column for column, text in texts.items() if text]
        if not filled and said:
            found.fault(number, *_without_title(layout))
        for column in filled:
            is_own = column == filled[-1]
            if not is_own and current.get(column) == texts[column]:
                continue
            current = {one: text for one, text in current.items() if one < column}
            current[column] = texts[column]
            level = list(layout.levels).index(column)
            _add_marked(
                found, number, level, column, texts[column], said if is_own else {}
            )
        found.keep(number, cells)
    return found


def _add_marked(found, number, level, column, text, said):
    """« Action 3 : Former » in a cell says its number and its kind too."""
    kind, label = found.layout.levels[column]
    first, _end, more = text.partition("\n")
    marks = read_marks(first, found.letters)
    title = marks.words if marks.words and marks.is_marked else first
    own = {"kind": kind, "label": label, "text": more.strip()}
    if title != first:
        own |= {"kind": marks.kind or kind, "label": marks.label or label}
        own["number"] = marks.number
    own = {name: value for name, value in own.items() if value}
    if "text" in own and "text" in said:
        own["text"] = f"{own['text']}\n{said['text']}"
        said = said | {"text": own["text"]}
    found.add(number, level, title.strip(" :"), own | said)


def _without_title(layout):
    name = "title" if "title" in layout.fields else "level"
    return str(NAMES[name]), _(
        "cette ligne n’a pas d’intitulé : écrivez-le, ou videz-la."
    )


def rows_by_lines(lines: list, layout: Layout) -> Lines:
    """Shape « a line a row »: its level is a number, a kind, or that of its marks."""
    found = Lines(lines, layout)
    level_of_line = _leveller(found, lines)
    for number, cells in lines:
        found.keep(number, cells)
        said = found.said(number, cells)
        if not said:
            continue
        if not {"title", "id", "number", "source"} & set(said):
            found.fault(number, *_without_title(layout))
            continue
        raw = found.cell(cells, layout.fields["title"]).value
        marks = _marks_of(raw if isinstance(raw, str) else "", said, found.letters)
        word = said.pop("level", "")
        title = said.pop("title", "")
        if not {"kind", "label", "number"} & set(layout.fields):
            title = _take_marks(marks, title, said)
        level = level_of_line(number, word, marks, said)
        if level is not None:
            found.add(number, level, title, said)
    return found


def _marks_of(raw, said, letters):
    """Those of the title, but for what columns say."""
    marks = read_marks(raw, letters)
    if "number" in said:
        own = read_marks(f"{bare(said['number'])}. x", letters)
        marks = marks._replace(number=own.number, form=own.form)
    if "kind" in said:
        kind, label = kind_of(said["kind"])
        marks = marks._replace(kind=kind, label=label)
    return marks


def _take_marks(marks, title, said):
    if not marks.words or not marks.is_marked:
        return title
    own = {"kind": marks.kind, "label": marks.label, "number": marks.number}
    said |= {name: value for name, value in own.items() if value}
    return marks.words


def _leveller(found, lines):
    """How this table says levels: a function of (line, its word, its marks, its row)."""
    column, branch = found.layout.fields.get("level"), Branch()
    if column is None:
        return lambda number, word, marks, said: branch.place(marks)
    texts = {found.cell(cells, column).text for _number, cells in lines} - {""}
    counts = [NUMBERED.fullmatch(folded(text)) for text in texts]
    if all(counts):
        first = 0 if any(int(count[1]) == 0 for count in counts) else 1
        return lambda number, word, marks, said: _by_count(found, number, word, first)
    return lambda number, word, marks, said: _by_kind(found, branch, number, word, said)


def _by_count(found, number, word, first):
    count = NUMBERED.fullmatch(folded(word))
    if count is None:
        found.fault(number, str(NAMES["level"]), _("il manque."))
        return None
    return int(count[1]) - first


def _by_kind(found, branch, number, word, said):
    """« Orientation », « Action 3 »: as deep as their first row is."""
    marks = read_marks(word, set())
    if not marks.style and (known := level_of(word)):
        marks = Marks(0, "", "", kind=known[0], label=known[1])
    if not marks.style or marks.words:
        sentence = _("« %(word)s » n’est ni un nombre ni un mot comme « Orientation ».")
        sentence = sentence % {"word": word} if word else _("il manque.")
        found.fault(number, str(NAMES["level"]), sentence)
        return None
    said.setdefault("kind", marks.label or marks.kind)
    if marks.number:
        said.setdefault("number", marks.number)
    return branch.place(marks._replace(indent=0))
