"""What lists of groups and commissions show."""

from wagtail.query import PageQuerySet

from home.visibility import visible


class GroupQuerySet(PageQuerySet):
    def published(self):
        return self.filter(visible())

    def serving(self, entries):
        """Those that serve one of these entries, by their identities."""
        return self.filter(served__entry__in=entries).distinct()
