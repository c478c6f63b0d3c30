"""The centre of a fiche: no column, the tree says it (design.md, section 3)."""

from django.db.models import OuterRef

from home.tree import above, path_above
from network.models import CentrePage


def centre_above():
    """The centre of the fiche of the outer query: a QuerySet, for a subquery."""
    return CentrePage.objects.filter(path=path_above(OuterRef("path")))


class CentreAbove:
    """`page.centre`, the CentrePage above; a list prefetches "centre" in one query.

    Follows the protocol that Django's prefetcher expects of a relation's descriptor.
    """

    name = "centre"

    def __get__(self, page, owner=None):
        if page is None:
            return self
        if not self.is_cached(page):
            self.__set__(page, self._centres([page]).get())
        return page.__dict__[self.name]

    def __set__(self, page, centre):
        page.__dict__[self.name] = centre

    def is_cached(self, page):
        return self.name in page.__dict__

    def get_prefetch_querysets(self, instances, querysets=None):
        return (
            self._centres(instances),
            lambda centre: centre.path,
            above,
            True,  # one centre for a fiche
            self.name,
            True,  # assigned through this descriptor
        )

    def _centres(self, pages):
        paths = {above(page) for page in pages}
        centres = CentrePage.objects.select_related("departement__parent", "contact")
        return centres.filter(path__in=paths)
