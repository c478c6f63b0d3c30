"""The values of facets and what they are called, read in one request.

Labels come from the database at display: renaming a theme changes no entry.
"""

from collections.abc import Iterable

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.keys import typed_key
from home.models import Theme
from home.visibility import visible
from initiatives.models import Audience, InitiativePage
from network.models import Territory

from . import french
from .documents import TYPES

# Lists that show their other values at zero, so that nothing jumps while choosing.
CLOSED = {"type", "theme", "public", "nature"}
FACET_LABELS = {
    "type": _("Type de page"),
    "theme": _("Thème"),
    "public": _("Public"),
    "departement": _("Département"),
    "region": _("Région"),
    "centre": _("Centre social"),
    "annee": _("Année de début"),
    "nature": _("Nature"),
}


def read_labels(centres: Iterable[str] | None = ()) -> dict[str, dict[str, str]]:
    """Give {facet: {value: label}}, each in the order of its vocabulary.

    - centres: ids, as typed in an address, of the centres to name; None for all of
      them. Those that a visitor may not see have no label.
    The years are no list: a year is its own label.
    """
    labels = {
        "type": {name: str(kind.label) for name, kind in TYPES.items()},
        "nature": {code: str(name) for code, name in InitiativePage.Nature.choices},
    }
    rows = _territories().union(_themes(), _audiences(), all=True)
    keys = [typed_key(text) for text in centres or []]
    wanted = None if centres is None else [key for key in keys if key is not None]
    if wanted != []:
        rows = rows.union(_centres(wanted), all=True)
    for facet, value, label, _place in sorted(rows, key=_order):
        text = f"{value} {label}" if facet == "departement" else label
        labels.setdefault(facet, {})[value] = text
    return labels


def label_of(labels, facet: str, value: str) -> str:
    """Give the label of a value that was accepted in an address."""
    return labels.get(facet, {}).get(value, value)


def _themes():
    return _rows(Theme.objects, Value("theme"), "slug", "name", "number")


def _audiences():
    return _rows(Audience.objects, Value("public"), "slug", "name", "sort_order")


def _territories():
    return Territory.objects.order_by().values_list("kind", "code", "name", Value(0))


def _centres(wanted):
    chosen = Q() if wanted is None else Q(pk__in=wanted)
    pages = Page.objects.filter(chosen & visible(), centrepage__isnull=False)
    return _rows(pages, Value("centre"), Cast("pk", CharField()), "title", Value(0))


def _rows(queryset, facet, *columns):
    return queryset.order_by().values_list(Cast(facet, CharField()), *columns)


def _order(row):
    """By place, then by code with 2A and 2B between 19 and 21, then by name."""
    facet, value, label, place = row
    code = value.replace("2A", "20A").replace("2B", "20B")
    return facet, place, code if facet == "departement" else french.fold(label)
