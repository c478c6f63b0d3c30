"""The entries that chapters quote, with what is under them: one query for a page."""

from functools import cached_property
from uuid import UUID

from .models.published_entry import PublishedEntry


class Excerpts:
    """`chapters`: those whose bodies quote; `tree`: that of the project, if it is read."""

    def __init__(self, chapters, tree=None):
        self.chapters = chapters
        self.nodes = {node.row.uuid: node for node in tree.nodes} if tree else {}
        # On the page of the whole document the tree stands above: a link is enough.
        self.is_beside_its_tree = tree is not None

    def of(self, key):
        """The entry of that identity, then those below it: a list of PublishedEntry, or
        of nodes; [] where a visitor finds nothing."""
        key = _uuid(key)
        if key in self.nodes:
            return list(self.nodes[key].descend())
        first = next((one for one in self._published if one.uuid == key), None)
        if first is None:
            return []
        found = [first]
        for one in self._published[self._published.index(first) + 1 :]:
            if one.project_id != first.project_id or one.depth <= first.depth:
                break
            found.append(one)
        return found

    @cached_property
    def _published(self):
        quoted = {
            _uuid(block["value"].get("entry"))
            for chapter in self.chapters
            for block in chapter.body.raw_data
            if block["type"] == "excerpt"
        }
        wanted = quoted - self.nodes.keys() - {None}
        if not wanted:
            return []
        projects = PublishedEntry.objects.filter(pk__in=wanted).values("project")
        entries = PublishedEntry.objects.visible().filter(
            project__in=projects, is_current=True
        )
        return list(entries.select_related("project").order_by("project", "position"))


def _uuid(value):
    try:
        return UUID(str(value))
    except ValueError:
        return None
