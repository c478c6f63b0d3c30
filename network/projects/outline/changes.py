"""What changed in an outline between two versions, a row a paragraph, by its title.

A row is known by its UUID: one that moved is no row removed and another one added.
"""

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from network.review.changes import ADDED, REMOVED, SAME, pieces
from network.review.matching import opcodes
from network.review.wording import lines

from ..models.entry import ProjectEntry
from .entries import rows_from
from .linking import names_of
from .numbering import numbered
from .rows import KINDS, Row

PLAIN = ("title", "label", "number", "text", "start_year", "end_year", "period")
NAMED = {"continues": _l("Poursuit"), "source": _l("Vient de")}
# Two ends that a visitor may not read, or of one title, are the same words.
OTHER = _l("une autre page, qui a le même nom ou n’est pas en ligne")
TAGS = {ADDED: "ins", REMOVED: "del", SAME: "span"}


class _Placed(NamedTuple):
    row: Row
    number: str
    parent: Row | None


def rows_of_version(serialised):
    """The rows of an outline as a version keeps them: a list of dicts, in any order."""
    ordered = sorted(serialised or [], key=lambda row: row.get("sort_order") or 0)
    return [_row_of(row) for row in ordered]


def _row_of(data):
    plain = {name: data.get(name) for name in Row.__dataclass_fields__ if name in data}
    keys = {name: str(data.get(name) or "") for name in NAMED}
    links = (data.get("links") or "").split()
    return Row(**plain | keys | {"id": str(data["uuid"]), "links": links})


def changes_of_rows(before, after):
    """Paragraphs of (mark, text) from the rows `before` to the rows `after`."""
    old, new = _placed(before), _placed(after)
    moved = _moved(before, after)
    told = []
    for key, place in new.items():
        if key not in old:
            told.append([(ADDED, _whole(place))])
            continue
        where = _where(old[key], place, moved, new)
        if where:
            told.append([(SAME, _called(place)), (ADDED, where)])
        told += _changed_parts(old[key].row, place)
    gone = [place for key, place in old.items() if key not in new]
    return told + [[(REMOVED, _whole(place))] for place in gone]


def _placed(rows):
    return {
        row.id: _Placed(row, number, parent)
        for row, number, _depth, parent in numbered(rows)
    }


def _moved(before, after):
    """The keys of the rows that stand elsewhere in the order: the fewest that tell it."""
    old, new = [row.id for row in before], [row.id for row in after]
    common = {*old} & {*new}
    old, new = ([key for key in keys if key in common] for keys in (old, new))
    return {
        key
        for operation, start, end, *_rest in opcodes(old, new)
        if operation != "equal"
        for key in old[start:end]
    }


def _where(old, new, moved, places):
    """Where a row stands now, if it is not where it was; with its branch, said once."""
    was, now = old.parent and old.parent.id, new.parent and new.parent.id
    if was != now:
        if now is None:
            return _("est maintenant au premier niveau")
        return _("est maintenant sous %(row)s") % {"row": _called(places[now])}
    if new.row.id not in moved or now in moved:
        return ""
    above = _sibling_above(new, places)
    if above is None:
        return _("est maintenant la première de son niveau")
    return _("est maintenant après %(row)s") % {"row": _called(above)}


def _sibling_above(place, places):
    found, parent = None, place.parent and place.parent.id
    for key, other in places.items():
        if key == place.row.id:
            return found
        if (other.parent and other.parent.id) == parent:
            found = other
    return found


def _called(place):
    """« A1 Mesurer notre impact »."""
    title = Truncator(place.row.title).chars(80) or _("ligne sans intitulé")
    return f"« {place.number} {title} »" if place.number else f"« {title} »"


def _whole(place):
    """All that a row says, in one paragraph."""
    title, *rest = _parts(place.row)
    said = " ; ".join(f"{label} : {words}" for label, words in rest if words)
    called = f"{_kind(place.row)} {place.number} {title[1]}".strip()
    return f"{called} ({said})" if said else called


def _kind(row):
    return str(KINDS.get(row.kind, row.kind))


def _parts(row):
    """[(label, words)] of a row, the title first."""
    found = [(_label(name), _words(getattr(row, name))) for name in PLAIN]
    found.append((_label("responsible"), row.responsible))
    found.append((_label("links"), _names(row.links)))
    for name, label in NAMED.items():
        key = getattr(row, name)
        found.append((str(label), _names([f"entry:{key}"] if key else [])))
    return found


def _label(name):
    return capfirst(ProjectEntry._meta.get_field(name).verbose_name)


def _words(value):
    return "" if value is None else " ".join(lines(value))


def _names(tokens):
    """As any reader of the site may read them: the draft of a link has no title."""
    return ", ".join(one.title for one in names_of(tokens)) if tokens else ""


def _changed_parts(old, place):
    """A paragraph for each part of a row that is no longer what it was."""
    row = place.row
    before = [(_label("kind"), _kind(old)), *_parts(old)]
    after = [(_label("kind"), _kind(row)), *_parts(row)]
    for (label, was), (_same, now) in zip(before, after, strict=True):
        if was != now:
            head = (SAME, f"{_called(place)}, {label} :")
            yield [head, *(piece for piece in pieces(was, now) if piece[1])]
        elif label in _alike(old, row):
            yield [(SAME, f"{_called(place)}, {label} :"), (ADDED, str(OTHER))]


def _alike(old, row):
    """The labels of the parts that name another end than before in the same words."""
    labels = {"links": _label("links")} | NAMED
    return {
        str(label)
        for name, label in labels.items()
        if getattr(old, name) != getattr(row, name)
    }


class OutlineComparison:
    """What Wagtail's comparison of two versions shows of an outline: a list."""

    is_field, is_child_relation = True, False

    def __init__(self, heading, before, after):
        self.field_label = heading
        self.told = changes_of_rows(rows_from(before), rows_from(after))

    def has_changed(self):
        return bool(self.told)

    def htmldiff(self):
        items = ((_as_html(paragraph),) for paragraph in self.told)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))


def _as_html(paragraph):
    marked = ((TAGS[mark], text, TAGS[mark]) for mark, text in paragraph)
    return format_html_join(" ", "<{}>{}</{}>", marked)
