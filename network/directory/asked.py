"""What an address asks of the directory, and the address that asks it.

Reading it never fails: an unknown value is dropped and noted, nothing typed is lost.
"""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Q

from home.spelling import asked_words, folded_line

from ..models.territory import Territory
from .places import Place, place_of

LONGEST_TEXT = 200  # signs, as in the search of the whole site
# A filter of the address, and the field that it chooses by.
FILTERS = {
    "departement": "departement__code",
    "type": "kind",
    "gestion": "management",
    "adhesion": "adhesion",
    "federation": "federation__slug",
}
BY_DEPARTEMENT, BY_NAME, BY_TOWN = "departement", "nom", "commune"
BY_FICHES, BY_DISTANCE = "fiches", "distance"
SORTS = (BY_DISTANCE, BY_DEPARTEMENT, BY_NAME, BY_TOWN, BY_FICHES)
KNOWN = {"q", "pres", "tri", "page", *FILTERS}


@dataclass(frozen=True)
class Asked:
    """One question to the directory. `chosen`: {filter: (value, label)}, as chosen.

    `near`: what was typed for a place; `place`: what it means, or None. `sort`: one of
    SORTS. `is_cut`: something of the address is unknown.
    """

    text: str = ""
    chosen: dict = field(default_factory=dict)
    near: str = ""
    place: Place | None = None
    sort: str = BY_DEPARTEMENT
    is_cut: bool = False

    @property
    def is_filtered(self):
        return bool(self.chosen or self.near)

    @property
    def default_sort(self):
        return BY_DISTANCE if self.place else BY_DEPARTEMENT

    def without(self, name):
        chosen = {key: said for key, said in self.chosen.items() if key != name}
        return replace(self, chosen=chosen)

    def anywhere(self):
        """The same, wherever it is."""
        sort = BY_DEPARTEMENT if self.sort == BY_DISTANCE else self.sort
        return replace(self, near="", place=None, sort=sort)

    def querystring(self, **more):
        """The query of the address, with its "?"; `more`: parameters to add."""
        pairs = {"q": self.text, "pres": self.near}
        pairs |= {name: value for name, (value, _label) in self.chosen.items()}
        if self.sort != self.default_sort:
            pairs["tri"] = self.sort
        pairs = {name: value for name, value in (pairs | more).items() if value}
        return f"?{urlencode(pairs)}" if pairs else ""

    def condition(self, less=None):
        """The Q of what is asked, the place and the filter named `less` aside."""
        q = named(self.text)
        for name, (value, _label) in self.chosen.items():
            if name != less:
                q &= Q(**{FILTERS[name]: value})
        return q


def read(parameters, labels):
    """What a QueryDict asks. `labels`: {filter: {value: label}} of what is known."""
    chosen, is_cut = {}, bool(set(parameters) - KNOWN)
    for name in FILTERS:
        if value := parameters.get(name, ""):
            if value in labels[name]:
                chosen[name] = (value, labels[name][value])
            else:
                is_cut = True
    near = " ".join(parameters.get("pres", "").split())[:LONGEST_TEXT]
    place = place_of(near) if near else None
    asked = Asked(
        text=" ".join(parameters.get("q", "").split())[:LONGEST_TEXT],
        chosen=chosen,
        near=near,
        place=place,
        is_cut=is_cut,
    )
    return replace(asked, sort=_sort(parameters.get("tri", ""), asked))


def _sort(typed, asked):
    """Without a place nothing has a distance."""
    is_known = typed in SORTS and (asked.place or typed != BY_DISTANCE)
    return typed if is_known else asked.default_sort


def named(text):
    """The Q of the centres with this name, in this town, at this postcode.

    Each word typed begins one of theirs, or of their département's or their kind's.
    """
    q = Q()
    for word in asked_words(text):
        start = f" {word}"
        q &= (
            Q(folded_title__contains=start)
            | Q(folded_town__contains=start)
            | Q(postcode__startswith=word)
            | Q(departement__in=_departements(start))
            | Q(kind__in=_kinds(start))
        )
    return q


def _departements(start):
    places = Territory.objects.by_pk().values()
    return [place.pk for place in places if start in folded_line(place.name)]


def _kinds(start):
    # By name: the model is written after this module.
    kinds = apps.get_model("network", "CentrePage").Kind.choices
    return [kind for kind, label in kinds if start in folded_line(f"{kind} {label}")]
