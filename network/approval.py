"""A page that its people draft and webmasters publish: a federation's.

What waits is said in words wherever it is saved, shown or listed; other pages of the
network go by their review instead. Source: editorial.md, section 6.
"""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import HelpPanel
from wagtail.models import Page


def pages_to_approve():
    """Those of federations with words that no visitor reads yet: a QuerySet.

    What a webmaster took offline waits for nobody.
    """
    was_online = Q(live=False, first_published_at__isnull=False)
    return (
        Page.objects.filter(federationpage__isnull=False, has_unpublished_changes=True)
        .exclude(was_online)
        .order_by("latest_revision_created_at", "pk")
    )


def where_it_stands(page):
    """In words, for who writes this page."""
    if not page.live:
        return _("Pas en ligne : un webmestre doit la publier")
    if page.has_unpublished_changes:
        return _("En ligne, mais vos derniers changements attendent un webmestre")
    return _("En ligne")


class WaitsForWebmasters(HelpPanel):
    """At the top of the form, for who cannot publish what she writes there."""

    def __init__(self, **kwargs):
        sentence = gettext_lazy(
            "Ce que vous écrivez ici est enregistré, mais ne change pas encore la page "
            "en ligne : un webmestre relit vos changements, puis les publie."
        )
        super().__init__(**({"content": sentence} | kwargs))

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            page = self.instance
            if not super().is_shown() or page.pk is None:
                return False
            return not page.permissions_for_user(self.request.user).can_publish()
