"""What narrows the public lists of events and of resources, and what they show.

A value that is not understood narrows nothing: an old address is no mistake.
"""

from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from home.models import Theme
from home.slugs import slug_of
from network.models import FederationPage

from ..models import Event, Resource
from ..permissions import resources_read_by

PAGE_SIZE = 20


@dataclass
class Choice:
    """A select: its `options` are (value, words) pairs, the first one « all »."""

    name: str
    label: str
    options: list
    lookup: str
    value: str = ""

    def chosen_in(self, parameters):
        """The same with the value that the address holds, if it is one of its own."""
        asked = parameters.get(self.name, "")
        known = {value for value, _words in self.options}
        return replace(self, value=asked if asked in known else "")

    @property
    def is_shown(self):
        """With one value there is nothing to choose."""
        return len(self.options) > 2 or bool(self.value)


def _choices(rows, kinds):
    """By kind, theme and federation: what the rows of this list have, no more."""
    found = rows.order_by()
    used = set(found.values_list("kind", flat=True).distinct())
    themes = Theme.objects.filter(pk__in=found.values("theme"))
    federations = FederationPage.objects.filter(pk__in=found.values("federation"))
    named = sorted(
        federations.values_list("slug", "title"), key=lambda pair: slug_of(pair[1])
    )
    of_kind = [pair for pair in kinds if pair[0] in used]
    return [
        Choice("sorte", _("Sorte"), [("", _("Toutes les sortes")), *of_kind], "kind"),
        Choice(
            "theme",
            _("Thème"),
            [("", _("Tous les thèmes")), *themes.values_list("slug", "name")],
            "theme__slug",
        ),
        Choice(
            "federation",
            _("Fédération"),
            [("", _("Toutes les fédérations")), *named],
            "federation__slug",
        ),
    ]


def _narrowed(rows, choices, parameters):
    """(rows that answer to the address, the choices with their values)."""
    choices = [choice.chosen_in(parameters) for choice in choices]
    lookups = {one.lookup: one.value for one in choices if one.value}
    return rows.filter(**lookups), choices


def agenda(parameters):
    """The context of the national agenda; `parameters` is a QueryDict."""
    is_past = parameters.get("quand") == "passes"
    published = Event.objects.published()
    found, choices = _narrowed(
        published, _choices(published, Event.Kind.choices), parameters
    )
    shown = found.past() if is_past else found.coming()
    page = Paginator(shown.for_lines(), PAGE_SIZE).get_page(parameters.get("page"))
    chosen = {one.name: one.value for one in choices if one.value}
    return {
        "rows": page,
        "choices": choices,
        "chosen": chosen,
        "is_past": is_past,
        "is_filtered": bool(chosen) or page.number > 1,
    }


def resources(parameters, user):
    """The context of the list of resources that `user` reads, an account or None."""
    readable = resources_read_by(user)
    years = readable.exclude(year=None).order_by().values_list("year", flat=True)
    years = [(str(year), str(year)) for year in sorted(set(years), reverse=True)]
    of_year = Choice(
        "annee", _("Année"), [("", _("Toutes les années")), *years], "year"
    )
    choices = [*_choices(readable, Resource.Kind.choices), of_year]
    found, choices = _narrowed(readable, choices, parameters)
    page = Paginator(found.for_lines(), PAGE_SIZE).get_page(parameters.get("page"))
    chosen = {one.name: one.value for one in choices if one.value}
    return {
        "rows": page,
        "choices": choices,
        "chosen": chosen,
        "is_filtered": bool(chosen) or page.number > 1,
    }
