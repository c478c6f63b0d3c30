"""The actions of a project as a table with filters, and as a calendar of periods."""

from functools import cached_property

from django.utils.translation import gettext as _

from .models.state import EntryState

ALL, WITH, WITHOUT, NONE = "", "avec", "sans", "aucun"
MOST_YEARS = 15  # columns of a calendar
GROUPS = ("workinggrouppage", "commissionpage")  # kinds of a Link


class Choice:
    """One list of choices of the form above the table: `options` [(value, words)]."""

    def __init__(self, name, label, everything, options, typed):
        self.name, self.label = name, label
        self.options = [(ALL, everything), *options]
        known = {str(value) for value, _words in options}
        self.value = typed if typed in known else ALL


class ActionTable:
    """`typed`: what the address says, a QueryDict; what it does not know counts for
    nothing. The fiches and the groups of the tree are read when the rows are asked for.

    `period`: the first and last year of the document, each or None.
    """

    def __init__(self, tree, typed, period=(None, None)):
        self.tree, self.typed = tree, typed
        self.period = [year for year in period if year]

    @cached_property
    def choices(self):
        return [
            self._choice("etat", _("État"), _("Tous les états"), self._states()),
            self._choice("orientation", _("Partie"), _("Toutes"), self._roots()),
            self._choice("porte", _("Porté par"), _("Tous"), self._responsible()),
            self._choice("groupe", _("Groupe"), _("Tous"), self._groups()),
            self._choice("annee", _("Année"), _("Toutes"), self._years()),
            self._choice(
                "fiches",
                _("Fiches"),
                _("Avec ou sans"),
                [(WITH, _("Avec une fiche")), (WITHOUT, _("Sans fiche"))],
            ),
        ]

    def _choice(self, name, label, everything, options):
        return Choice(name, label, everything, options, self.typed.get(name, ""))

    @property
    def rows(self):
        """The actions that the choices keep: a list of nodes."""
        return [node for node in self.tree.actions if self._keeps(node)]

    @property
    def is_narrowed(self):
        return any(choice.value for choice in self.choices)

    def _keeps(self, node):
        wanted = {choice.name: choice.value for choice in self.choices}
        state = node.state.state if node.state else NONE
        return (
            wanted["etat"] in (ALL, state)
            and wanted["orientation"] in (ALL, root_of(node).anchor)
            and wanted["porte"] in (ALL, node.responsible)
            and (not wanted["groupe"] or wanted["groupe"] in self._groups_of(node))
            and (not wanted["annee"] or int(wanted["annee"]) in years_of(node))
            and wanted["fiches"] in (ALL, WITH if node.fiches else WITHOUT)
        )

    def _states(self):
        said = {node.state.state for node in self.tree.actions if node.state}
        found = [(state, state.label) for state in EntryState.State if state in said]
        if said and any(node.state is None for node in self.tree.actions):
            found.append((NONE, _("Sans état")))
        return found

    def _roots(self):
        roots = [node for node in self.tree.roots if not node.is_action]
        return [(node.anchor, node.label or node.title) for node in roots]

    def _responsible(self):
        names = {node.responsible for node in self.tree.actions if node.responsible}
        return [(name, name) for name in sorted(names, key=str.casefold)]

    def _groups(self):
        """[(key of the page, title)] of those that the actions name, or that serve them."""
        found = {}
        for node in self.tree.actions:
            found |= self._groups_of(node)
        return sorted(found.items(), key=lambda one: one[1].casefold())

    def _groups_of(self, node):
        links = {token: self.tree.link(token) for token in node.row.links.split()}
        named = {
            token.rpartition(":")[2]: link.title
            for token, link in links.items()
            if link and link.kind in GROUPS
        }
        return named | node.served_by

    def _years(self):
        return [(str(year), str(year)) for year in self.years]

    @cached_property
    def years(self):
        """Those in which some action runs, in order, at most MOST_YEARS: a list.

        Those of the document's period first, then the nearest: one year mistyped hides
        no other.
        """
        found = set().union(*(years_of(node) for node in self.tree.actions))
        if not found:
            return []
        around = self.period or [self._usual_year]
        first, last = min(around), max(around)
        found = sorted(
            found, key=lambda year: (max(first - year, year - last, 0), year)
        )
        return sorted(found[:MOST_YEARS])

    @property
    def _usual_year(self):
        """The year in which half the dated actions have begun."""
        begun = sorted(min(years_of(node)) for node in self._dated(self.tree.actions))
        return begun[len(begun) // 2]

    @staticmethod
    def _dated(nodes):
        return [node for node in nodes if years_of(node)]

    @property
    def calendar(self):
        """[(node, [True where it runs, for each of `years`])], the earliest first."""
        dated = self._dated(self.rows)
        dated.sort(key=lambda node: (min(years_of(node)), max(years_of(node))))
        return [
            (node, [year in years_of(node) for year in self.years]) for node in dated
        ]

    @property
    def beyond(self):
        """The actions that also run in a year that the calendar does not show."""
        shown = set(self.years)
        return [node for node in self.rows if not shown.issuperset(years_of(node))]

    @property
    def undated(self):
        return [node for node in self.rows if not years_of(node)]


def root_of(node):
    while node.parent:
        node = node.parent
    return node


def years_of(node):
    """The years of its period: a range, empty if none is known or it ends before."""
    for row in (node.row, node.said):
        first, last = row.start_year or row.end_year, row.end_year or row.start_year
        if first:
            return range(first, last + 1)
    return range(0)
