"""How many fiches a centre has online, within the query that reads the centre."""

from django.db.models import Func, IntegerField
from wagtail.models import Page


class FichesBelow(Func):
    """Of the path of a centre: the number of the pages below that a visitor may see.

    The rule is that of home.visibility; through the ORM it costs a tenth of the page
    of the directory. Between two paths, as the core's own ranges of children, so that
    the index serves; letters and digits alone, which every collation sorts alike.
    """

    template = f"""(SELECT COUNT(*) FROM wagtailcore_page fiche
        WHERE fiche.path > %(expressions)s
        AND fiche.path <= %(expressions)s || '{"Z" * Page.steplen}' AND fiche.live
        AND NOT EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction restriction
            JOIN wagtailcore_page above ON above.id = restriction.page_id
            WHERE fiche.path LIKE above.path || '%%%%'))"""  # noqa: S608
    output_field = IntegerField()
