"""The published groups and commissions, whatever their class: one query a class."""

from operator import attrgetter

from wagtail.query import PageQuerySet

from home.visibility import visible


class GroupQuerySet(PageQuerySet):
    def published(self):
        return self.filter(visible())

    def serving(self, entries):
        """Those that serve one of these entries, by their identities."""
        return self.filter(served__entry__in=entries).distinct()


def by_title(*querysets):
    """The pages of several classes as one list, in the order of their titles."""
    return sorted(
        (page for found in querysets for page in found), key=attrgetter("title")
    )
