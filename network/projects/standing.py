"""Where a project stands: its actions by state, in all and under each first entry.

Asked once the tree has its fiches: a template gives them by a tag of initiatives.
"""

from collections import Counter
from dataclasses import dataclass

from .models.state import EntryState


@dataclass
class Share:
    """The actions in one state: `count` of them, `state` one of EntryState.State."""

    state: EntryState.State
    count: int
    percent: int
    start: int  # where it begins on a bar, in hundredths


class Standing:
    """`node`: the first entry that holds these actions; None for the whole project."""

    def __init__(self, actions, node=None):
        self.node, self.actions = node, actions
        self._counts = Counter(action.state.state for action in actions if action.state)

    @property
    def count(self):
        return len(self.actions)

    @property
    def shares(self):
        """Those states that have actions, in the order of progress: a list of Share."""
        order = EntryState.State
        found, start = [], 0
        for state in (order.DONE, order.ONGOING, order.PLANNED, order.DROPPED):
            if count := self._counts[state]:
                percent = round(100 * count / self.count)
                found.append(Share(state, count, percent, start))
                start += percent
        return found

    @property
    def by_state(self):
        """[(State, count)] of all four, for a table."""
        return [(state, self._counts[state]) for state in EntryState.State]

    @property
    def done(self):
        return self._counts[EntryState.State.DONE]

    @property
    def unsaid(self):
        """How many actions nobody has said anything about."""
        return self.count - sum(self._counts.values())

    @property
    def shown(self):
        """How many have a fiche that shows them."""
        return sum(bool(action.fiches) for action in self.actions)

    @property
    def not_shown(self):
        return self.count - self.shown

    @property
    def fiches(self):
        """How many fiches show them, each once."""
        return len({fiche.pk for action in self.actions for fiche in action.fiches})

    @property
    def last_said(self):
        """The latest EntryState among them, or None."""
        said = [action.state for action in self.actions if action.state]
        return max(said, key=lambda one: (one.said_on, one.pk), default=None)


def standing_of(tree):
    """The Standing of all the actions of a tree."""
    return Standing(tree.actions)


def standings_of(tree):
    """One for each first entry that has actions, those under nothing together, last."""
    found, alone = [], []
    for root in tree.roots:
        actions = [node for node in root.descend() if node.is_action]
        if root.is_action:
            alone += actions
        elif actions:
            found.append(Standing(actions, root))
    return [*found, *([Standing(alone)] if alone else [])]
