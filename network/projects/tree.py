"""The tree of a project as it is shown: numbers, labels, states, links of each entry."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from .links import links_of
from .models.entry import EntryKind, ProjectEntry
from .models.published_entry import PublishedEntry, anchor_of, plain_rows
from .models.state import EntryState
from .outline.notices import notices
from .outline.numbering import labelled, numbered
from .standing import standing_of, standings_of


@dataclass
class Node:
    """One entry. `row` says what the document says; `origin` is the PublishedEntry of
    which a plan's row gives the text, and `former` the one that the action continues.
    """

    row: ProjectEntry
    number: str
    label: str
    depth: int
    parent: "Node | None"
    children: list = field(default_factory=list)
    origin: PublishedEntry | None = None
    former: PublishedEntry | None = None
    taken_up: list = field(default_factory=list)
    links: list = field(default_factory=list)
    state: EntryState | None = None
    fiches: list = field(default_factory=list)  # written by a tag of initiatives
    # {key: title} of those that say that they serve it; written by a tag of groups.
    served_by: dict = field(default_factory=dict)

    @property
    def key(self):
        """The identity that states know: of the action itself, while it can be read in
        its own document."""
        return self.origin.uuid if self.origin else self.row.uuid

    @property
    def keys(self):
        """Those that fiches and events may name: of the action, and of this row."""
        return {self.key, self.row.uuid}

    @property
    def anchor(self):
        return anchor_of(self.row.uuid)

    @property
    def said(self):
        """What speaks: the entry in its own document, else this row."""
        return self.origin or self.row

    @property
    def title(self):
        return self.said.title

    @property
    def is_action(self):
        return (self.row.kind or self.said.kind) == EntryKind.ACTION

    @property
    def years(self):
        """« 2019–2022 », the words of the document, or ""."""
        row = self.row if _has_period(self.row) else self.said
        if row.start_year and row.end_year and row.start_year != row.end_year:
            return f"{row.start_year}–{row.end_year}"
        return str(row.start_year or row.end_year or row.period)

    @property
    def responsible(self):
        return self.row.responsible or self.said.responsible

    @property
    def has_facts(self):
        """True if it has anything to say beside its title and its text."""
        found = (self.years, self.responsible, self.links, self.origin, self.former)
        return any(found) or bool(self.taken_up or (self.state and self.state.word))

    def descend(self):
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.descend()


def _has_period(row):
    return bool(row.start_year or row.end_year or row.period)


class Tree:
    """The entries of a project or of a draft of it: three to five queries, whatever
    their number.

    `words`: {kind: the word of this project}; `also`: more tokens to follow.
    """

    def __init__(self, entries, words=None, also=()):
        entries = list(entries)
        self.words = words or {}
        self.plain = plain_rows(entries)
        self.nodes = self._nodes(entries)
        self._give_other_documents()
        self._give_links(also)
        self._give_states()

    def _nodes(self, entries):
        labels, last, found = labelled(self.plain, self.words), {}, []
        places = zip(entries, numbered(self.plain), labels, strict=True)
        for row, place, label in places:
            parent = last.get(place.depth - 1) if place.depth else None
            node = Node(row, place.number, label, place.depth, parent)
            last[place.depth] = node
            if parent:
                parent.children.append(node)
            found.append(node)
        return found

    @property
    def roots(self):
        return [node for node in self.nodes if node.parent is None]

    @property
    def leaves(self):
        """The first entries with nothing under them, that stand together."""
        return [node for node in self.roots if not node.children]

    @property
    def has_branches(self):
        return len(self.leaves) < len(self.roots)

    @cached_property
    def actions(self):
        return [node for node in self.nodes if node.is_action]

    @cached_property
    def counts(self):
        """{kind: how many}, in the order of the kinds; those that there are and that
        their word tells (a point is anything)."""
        found = Counter(node.row.kind for node in self.nodes)
        told = [kind for kind in EntryKind.values if kind != EntryKind.POINT]
        return {kind: found[kind] for kind in told if found[kind]}

    @property
    def takes_from_others(self):
        """True if a row gives the text of another document: a vote covers the link."""
        return any(node.row.source for node in self.nodes)

    @cached_property
    def standing(self):
        return standing_of(self)

    @cached_property
    def standings(self):
        return standings_of(self)

    @property
    def notices(self):
        return [one.sentence for one in notices(self.plain)]

    def _give_other_documents(self):
        """What rows take from other documents, and who takes them up: one query."""
        named = {row.source for row in self._rows} | {
            row.continues for row in self._rows
        }
        own = {row.uuid for row in self._rows}
        entries = PublishedEntry.objects.visible().select_related("project")
        other = Q(pk__in=named - {None}) | Q(source__in=own) | Q(continues__in=own)
        entries = list(entries.filter(other))
        known = {entry.uuid: entry for entry in entries}
        taken = {}
        for entry in entries:
            for key in {entry.source, entry.continues} & own:
                if entry.is_current:
                    taken.setdefault(key, []).append(entry)
        for node in self.nodes:
            node.origin = known.get(node.row.source)
            node.former = known.get(node.row.continues)
            node.taken_up = taken.get(node.row.uuid, [])

    @property
    def _rows(self):
        return [node.row for node in self.nodes]

    def _give_links(self, also):
        tokens = {token for node in self.nodes for token in node.row.links.split()}
        self._links = links_of(tokens.union(also))
        for node in self.nodes:
            links = (self.link(token) for token in node.row.links.split())
            node.links = [link for link in links if link]

    def link(self, token):
        """The Link of one of the tokens, or None where a visitor finds nothing."""
        return self._links.get(token)

    def _give_states(self):
        keys = {node.key for node in self.actions}
        latest = {}
        for state in EntryState.objects.filter(entry__in=keys).order_by(
            "said_on", "pk"
        ):
            latest[state.entry_id] = state
        for node in self.actions:
            node.state = latest.get(node.key)
