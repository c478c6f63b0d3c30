"""« Ce qui a changé »: two revisions of a page, field by field, in words.

Reads the serialised contents and asks the page class for its labels: the panels of
its form in their order, the fields' names, the labels of the blocks.
"""

import re
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .content import VOLATILE, comparable, content_hash
from .formatting import formatting_notes, without_keys
from .matching import opcodes
from .models.state import CommitteeTaskState
from .wording import Part, parts_of_blocks, words_of_field, words_of_rows

# What is no content for the vote, and what cannot change.
TECHNICAL = VOLATILE | {"pk", "content_type"}
SPACES = re.compile("[ \t]+")
SAME, ADDED, REMOVED = "same", "added", "removed"
KINDS = {ADDED: _("ajouté"), REMOVED: _("retiré"), "changed": _("modifié")}


@dataclass(frozen=True)
class Change:
    """A field that changed: its label, and paragraphs of (mark, text) pieces.

    `notes` are sentences on what changed beside its words.
    """

    label: str
    paragraphs: list
    notes: list = field(default_factory=list)

    @property
    def says_something(self):
        return bool(self.paragraphs or self.notes)

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
    """The Comparisons of a review: with the last refusal, with what is online.

    And with its own sending, if a file moved under its name during the vote.
    """
    bases = [
        (_("Depuis la dernière reprise demandée"), _last_refused(state)),
        (_("Depuis la version en ligne"), _published(state)),
    ]
    found = [
        Comparison(
            title,
            base.created_at,
            changes_between(base, state.revision) + files_changed_since(base),
        )
        for title, base in bases
        if base is not None
    ]
    if state.status == state.STATUS_IN_PROGRESS and (
        moved := files_changed_since(state.revision)
    ):
        found.append(Comparison(_("Depuis son envoi"), state.started_at, moved))
    return found


def files_changed_since(revision):
    """A Change if a file of `revision` is not what it was when it went to the vote.

    Files are under their names: only the hash of the vote remembers what they were.
    """
    states = CommitteeTaskState.objects.filter(revision=revision)
    state = states.exclude(content_hash="").order_by("pk").last()
    if state is None or state.content_hash == content_hash(revision):
        return []
    note = _(
        "Le fichier ou le cadrage d’une photo, ou le fichier d’un document, a changé "
        "sous le même nom."
    )
    return [Change(str(_("Photos et documents")), [], [str(note)])]


def _published(state):
    page = state.workflow_state.content_object
    live = page.live_revision if page.live else None
    return live if live and live.pk < state.revision_id else None


def _last_refused(state):
    """The revision that was refused last, unless something went online since."""
    former = CommitteeTaskState.objects.refused_before(state)
    return former[0].revision if former else None


def changes_between(old, new):
    """The Changes from revision `old` to revision `new`, in the order of the form.

    All that counts for the vote is told: what nobody can read, in a last sentence.
    """
    found, silent = _compared(old, new)
    return found + _without_effect(silent)


def changes_to_read(old, new):
    """Those of `changes_between` that a reader sees."""
    return _compared(old, new)[0]


def _compared(old, new):
    """(Changes that say something, labels of the others) from `old` to `new`."""
    model = new.content_type.model_class()
    # What a migration added is, in an older revision, what it is in a new page.
    blank = model().serializable_data()
    before, after = blank | old.content, blank | new.content
    found, silent = [], []
    for name, label in _labels(model, blank):
        former = comparable(model, name, before[name])
        current = comparable(model, name, after[name])
        if former == current or _follows_the_title(name, before, after):
            continue
        changes = list(_changes_of(model, name, label, before[name], after[name]))
        found += [change for change in changes if change.says_something]
        silent += [change.label for change in changes if not change.says_something]
    return found, silent


def _follows_the_title(name, before, after):
    return name == "slug" and before["title"] != after["title"]


def _without_effect(labels):
    if not labels:
        return []
    note = _("Des espaces ou des numéros d’ordre, dans : %(places)s.")
    places = ", ".join(dict.fromkeys(labels))
    return [Change(str(_("Sans effet à la lecture")), [], [note % {"places": places}])]


def _labels(model, content):
    """(name, label) of what the content holds: as in the form, then what it hides."""
    labels = dict(labels_of_panels(model.get_edit_handler()))
    for name in content:
        is_technical = name in TECHNICAL or name.startswith("wagtail_")
        if name not in labels and not is_technical:
            labels[name] = ""
    for name, label in labels.items():
        if name in content and name not in model.unvoted:
            yield name, str(label or capfirst(_own_label(model, name)))


def labels_of_panels(panel):
    """(name, heading) of the fields and rows of a form, in its order."""
    name = getattr(panel, "relation_name", None) or getattr(panel, "field_name", None)
    if name:
        yield name, panel.heading
    elif hasattr(panel, "children"):
        for child in panel.children:
            yield from labels_of_panels(child)


def _own_label(model, name):
    field = model._meta.get_field(name)
    if not field.one_to_many:
        return field.verbose_name
    for manager in model._meta.many_to_many:  # keywords are kept as rows of tags
        if manager.remote_field.through is field.related_model:
            return manager.verbose_name
    return field.related_model._meta.verbose_name_plural


def _changes_of(model, name, label, before, after):
    """The Changes of one field that differs; one that says nothing if it must."""
    found = model._meta.get_field(name)
    if hasattr(found, "stream_block"):
        yield from _changes_of_blocks(found.stream_block, label, before, after)
    elif found.one_to_many:
        told = model.changes_of_rows(name, before, after)
        if told is None:
            words = words_of_rows(found, before), words_of_rows(found, after)
            told = list(_paragraphs(*words))
        yield Change(label, told)
    else:
        words = words_of_field(found, before), words_of_field(found, after)
        yield Change(label, list(_paragraphs(*words)))


def _changes_of_blocks(stream_block, label, before, after):
    former, current = (
        parts_of_blocks(stream_block, value) for value in (before, after)
    )
    empty, changed = Part([], [], []), False
    for part in {**current, **former}:
        old, new = former.get(part, empty), current.get(part, empty)
        if old.raw != new.raw:
            changed = True
            yield Change(
                part or label, list(_paragraphs(old.words, new.words)), _notes(old, new)
            )
    if not changed:  # the number of a block
        yield Change(label, [])


def _notes(old, new):
    before, after = without_keys(old.sources), without_keys(new.sources)
    if before == after:
        return []
    notes = formatting_notes(before, after)
    if not notes and old.words == new.words:
        notes = [str(_("La mise en forme a changé, pas les mots."))]
    return notes


def _paragraphs(before, after):
    """What changed between two lists of paragraphs, each as marked pieces."""
    for operation, start, end, first, last in opcodes(before, after):
        if operation == "equal":
            continue
        old, new = before[start:end], after[first:last]
        common = min(len(old), len(new))
        for left, right in zip(old[:common], new[:common], strict=True):
            found = list(pieces(left, right))
            if any(mark != SAME for mark, _text in found):
                yield found
        yield from ([(REMOVED, text)] for text in old[common:])
        yield from ([(ADDED, text)] for text in new[common:])


def pieces(old, new):
    """(mark, text) of two versions of a paragraph, compared word by word."""
    before, after = SPACES.split(old), SPACES.split(new)
    for operation, start, end, first, last in opcodes(before, after):
        if operation == "equal":
            yield SAME, " ".join(before[start:end])
            continue
        if end > start:
            yield REMOVED, " ".join(before[start:end])
        if last > first:
            yield ADDED, " ".join(after[first:last])
