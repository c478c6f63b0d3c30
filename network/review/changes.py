"""« Ce qui a changé »: two revisions of a page, field by field, in words.

Reads the serialised contents and asks the page class for its labels: the panels of
its form in their order, the fields' names, the labels of the blocks.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .models import CommitteeTaskState
from .publication import VOLATILE
from .wording import words_of_blocks, words_of_field, words_of_rows

# Bookkeeping of the tree, the address that follows the title.
TECHNICAL = VOLATILE | {
    "pk",
    "alias_of",
    "content_type",
    "locale",
    "slug",
    "translation_key",
}
# Past this, marking words one by one would cost seconds and show noise.
MOST_COMPARISONS = 1_000_000
SAME, ADDED, REMOVED = "same", "added", "removed"
KINDS = {ADDED: _("ajouté"), REMOVED: _("retiré"), "changed": _("modifié")}


@dataclass(frozen=True)
class Change:
    """A field that changed: its label, and paragraphs of (mark, text) pieces."""

    label: str
    paragraphs: list

    @property
    def kind(self):
        """`added` or `removed` when all its marks are; else `changed`."""
        marks = {mark for paragraph in self.paragraphs for mark, _text in paragraph}
        return marks.pop() if len(marks) == 1 else "changed"

    @property
    def kind_label(self):
        return KINDS[self.kind]


@dataclass(frozen=True)
class Comparison:
    """What changed since a version: `title` says which one."""

    title: str
    day: object
    changes: list


def comparisons_of(state):
    """The Comparisons of a review: with the last refusal, with what is online."""
    bases = [
        (_("Depuis la dernière reprise demandée"), _last_refused(state)),
        (_("Depuis la version en ligne"), _published(state)),
    ]
    return [
        Comparison(title, base.created_at, changes_between(base, state.revision))
        for title, base in bases
        if base is not None
    ]


def _published(state):
    page = state.workflow_state.content_object
    live = page.live_revision if page.live else None
    return live if live and live.pk < state.revision_id else None


def _last_refused(state):
    """The revision that was refused last, unless something went online since."""
    page = state.workflow_state.content_object
    former = (
        CommitteeTaskState.objects.for_instance(page)
        .filter(pk__lt=state.pk)
        .exclude(status=CommitteeTaskState.STATUS_CANCELLED)
        .select_related("revision")
        .order_by("-pk")
        .first()
    )
    if former is None or former.status != CommitteeTaskState.STATUS_REJECTED:
        return None
    return former.revision


def changes_between(old, new):
    """The Changes from revision `old` to revision `new`, in the order of the form."""
    model = new.content_type.model_class()
    before, after = old.content, new.content
    found = []
    for name, label in _labels(model, after):
        if name in before and before[name] != after.get(name):
            found += _changes_of(model, name, label, before[name], after.get(name))
    return found


def _labels(model, content):
    """(name, label) of what the content holds: as in the form, then what it hides."""
    labels = dict(_labels_of_panels(model.get_edit_handler()))
    for name in content:
        is_technical = name in TECHNICAL or name.startswith("wagtail_")
        if name not in labels and not is_technical:
            labels[name] = ""
    for name, label in labels.items():
        if name in content:
            yield name, label or capfirst(_own_label(model, name))


def _labels_of_panels(panel):
    name = getattr(panel, "relation_name", None) or getattr(panel, "field_name", None)
    if name:
        yield name, panel.heading
    elif hasattr(panel, "children"):
        for child in panel.children:
            yield from _labels_of_panels(child)


def _own_label(model, name):
    field = model._meta.get_field(name)
    if not field.one_to_many:
        return field.verbose_name
    for manager in model._meta.many_to_many:  # keywords are kept as rows of tags
        if manager.remote_field.through is field.related_model:
            return manager.verbose_name
    return field.related_model._meta.verbose_name_plural


def _changes_of(model, name, label, before, after):
    field = model._meta.get_field(name)
    if hasattr(field, "stream_block"):
        former, current = (
            words_of_blocks(field.stream_block, value) for value in (before, after)
        )
        for part in {**current, **former}:
            yield from _change(
                part or label, former.get(part, []), current.get(part, [])
            )
        return
    words = words_of_rows if field.one_to_many else words_of_field
    yield from _change(label, words(field, before), words(field, after))


def _change(label, before, after):
    paragraphs = list(_paragraphs(before, after))
    if paragraphs:
        yield Change(str(label), paragraphs)


def _paragraphs(before, after):
    """What changed between two lists of paragraphs, each as marked pieces."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, start, end, first, last in matcher.get_opcodes():
        if operation == "equal":
            continue
        old, new = before[start:end], after[first:last]
        common = min(len(old), len(new))
        for left, right in zip(old[:common], new[:common], strict=True):
            yield list(_pieces(left, right))
        yield from ([(REMOVED, text)] for text in old[common:])
        yield from ([(ADDED, text)] for text in new[common:])


def _pieces(old, new):
    """(mark, text) of two versions of a paragraph, compared word by word."""
    before, after = old.split(" "), new.split(" ")
    if len(before) * len(after) > MOST_COMPARISONS:
        yield from ((REMOVED, old), (ADDED, new))
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, start, end, first, last in matcher.get_opcodes():
        if operation == "equal":
            yield SAME, " ".join(before[start:end])
            continue
        if end > start:
            yield REMOVED, " ".join(before[start:end])
        if last > first:
            yield ADDED, " ".join(after[first:last])
