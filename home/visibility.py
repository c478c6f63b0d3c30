"""What a visitor may see, as a condition of one query."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction


def visible():
    """The Q of `live().public()` on any page model, without a query of its own.

    The core's `public()` reads all restrictions first, at each call; here the
    database looks for one on the page or above: a path starts with its ancestors'.
    """
    return Q(live=True) & ~Exists(restrictions_above())


def restrictions_above():
    """The restrictions on the page of the outer query or above, as a subquery."""
    return PageViewRestriction.objects.annotate(
        restricted_path=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(restricted_path__startswith=F("page__path"))
