"""The directory of centres: what it answers, in few queries whatever their number.

An address may hold the federation whose members it lists; no select offers them all.
"""

from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count, F, Value
from django.db.models.functions import Collate, Replace
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.visibility import visible

from ..models.territory import Territory
from .asked import (
    BY_DEPARTEMENT,
    BY_DISTANCE,
    BY_FICHES,
    BY_NAME,
    BY_TOWN,
    FILTERS,
    SORTS,
    read,
)
from .distances import said
from .places import near

PAGE_SIZE = 20
NEAR = 100  # km: what is around a place, unless nothing is
# Binary order of folded names: the same on every server.
COLLATION = {"sqlite": "BINARY", "postgresql": "C"}


@dataclass(frozen=True)
class Chip:
    """What was asked, in words, and the address without it."""

    label: str
    url: str


def centre_directory(centres, parameters):
    """The context of the directory's page.

    `centres`: those it lists, a QuerySet of CentrePage. `parameters`: a QueryDict;
    unknown values are ignored and said. Returns a dict, beside what `_form` says:
    `rows` (a paginator's page of CentrePage, with `fiche_count` and `how_far`, "" but
    near a place), `numbers` of its pages, `total`, `heading`, `federation` (whose
    members are listed, or None), `is_far` (nothing is around the place: the nearest of
    all).
    """
    federation = _federation(centres, parameters.get("federation"))
    places = _places()
    asked = read(parameters, _labels(centres.model, federation, places))
    scope, counts = _counted(centres, asked, places, NEAR)
    is_far = bool(asked.place and not _total(counts, asked))
    if is_far:
        scope, counts = _counted(centres, asked, places, None)
    total = _total(counts, asked)
    rows = _rows(scope.filter(asked.condition()), asked, counts, places, parameters)
    numbers = rows.paginator.get_elided_page_range(
        rows.number, on_each_side=2, on_ends=1
    )
    return _form(centres.model, asked, counts, places) | {
        "rows": rows,
        "numbers": numbers,
        "total": total,
        "heading": _heading(total),
        "federation": federation,
        "is_far": is_far and bool(total),
    }


def _form(model, asked, counts, places):
    """What was asked and what may be.

    `asked` (Asked); `territory`, the chosen département or None; `departements`,
    `choices` {filter: pairs} and `sorts`: the options, (value, label); `selected`
    {filter: value}; `chips`; `others`: (label, address) of the places that bear the
    same name; `without_filters`: the address of the text alone.
    """
    code, _label = asked.chosen.get("departement", ("", ""))
    return {
        "asked": asked,
        "territory": next((place for place in places if place.code == code), None),
        "departements": _departements(counts, asked, places),
        "choices": _choices(model),
        "selected": {name: asked.chosen.get(name, ("",))[0] for name in FILTERS}
        | {"tri": _typed(asked.sort, asked)},
        "sorts": _sorts(asked),
        "chips": _chips(asked),
        "others": [
            (name, asked.querystring(pres=name))
            for name in (asked.place.others if asked.place else ())
        ],
        "without_filters": replace(asked.anywhere(), chosen={}).querystring(),
    }


def _heading(total):
    """« 4 100 centres »"""
    text = ngettext("%(count)s centre", "%(count)s centres", total)
    return text % {"count": f"{total:,}".replace(",", "\u202f")}


def _federation(centres, slug):
    """The federation of that address, if a visitor may see it."""
    if not slug:
        return None
    federations = centres.model._meta.get_field("federation").related_model.objects
    return federations.filter(visible(), slug=slug).first()


def _choices(model):
    return {
        "type": model.Kind.choices,
        "gestion": model.Management.choices,
        "adhesion": model.Adhesion.choices,
    }


def _labels(model, federation, places):
    labels = {name: dict(pairs) for name, pairs in _choices(model).items()}
    labels["departement"] = {place.code: place.label_with_code for place in places}
    labels["federation"] = {federation.slug: federation.title} if federation else {}
    return labels


def _counted(centres, asked, places, within):
    """Those `within` km of the place, if one is asked, and how many in each département.

    {code: count}, whatever département is chosen.
    """
    scope = near(centres, asked.place, within=within) if asked.place else centres
    found = scope.filter(asked.condition(less="departement")).order_by()
    pairs = found.values_list("departement").annotate(Count("pk"))
    counts = dict(pairs)
    return scope, {p.code: counts[p.pk] for p in places if p.pk in counts}


def _total(counts, asked):
    if "departement" in asked.chosen:
        code, _label = asked.chosen["departement"]
        return counts.get(code, 0)
    return sum(counts.values())


def _departements(counts, asked, places):
    """(code, label) of those where there is a centre, and of the chosen one."""
    code, _label = asked.chosen.get("departement", ("", ""))
    return [
        (place.code, f"{place.label_with_code} ({counts.get(place.code, 0)})")
        for place in places
        if place.code in counts or place.code == code
    ]


def _places():
    """The départements, read once a request, 2A and 2B between 19 and 21."""
    known = Territory.objects.by_pk().values()
    places = [place for place in known if place.kind == Territory.Kind.DEPARTEMENT]
    return sorted(places, key=lambda place: place.sort_key)


def _rows(found, asked, counts, places, parameters):
    """The page asked for, of those that were found."""
    pages = Paginator(range(_total(counts, asked)), PAGE_SIZE)
    page = pages.get_page(parameters.get("page"))
    first, order = max(page.start_index() - 1, 0), _order(asked.sort)
    if asked.sort == BY_DEPARTEMENT and "departement" not in asked.chosen:
        shown, first = _reached(counts, places, first)
        found = found.filter(departement__in=shown)
        order = order[1:] if len(shown) == 1 else order
    ordered = found.select_related("departement").with_fiches().order_by(*order)
    page.object_list = list(ordered[first : first + PAGE_SIZE])
    for centre in page.object_list:
        centre.how_far = said(centre.distance if asked.place else None)
    return page


def _reached(counts, places, first):
    """The départements that the page shows, and its first place among theirs.

    Sorted all together, 4,100 centres take as long as the rest of the page.
    """
    skipped, reached, shown = 0, 0, []
    for place in places:
        before, reached = reached, reached + counts.get(place.code, 0)
        if reached <= first:
            skipped = reached
        elif before < first + PAGE_SIZE:
            shown.append(place.pk)
    return shown, first - skipped


def _order(sort):
    collation = COLLATION[connection.vendor]
    town = Collate("folded_town", collation)
    title = Collate("folded_title", collation)
    return {
        BY_DEPARTEMENT: (_official_order(), town, title, "pk"),
        BY_NAME: (title, town, "pk"),
        BY_TOWN: (town, title, "pk"),
        BY_FICHES: (F("fiche_count").desc(), title, "pk"),
        BY_DISTANCE: ("distance", title, "pk"),
    }[sort]


def _official_order():
    """2A and 2B between 19 and 21."""
    code = F("departement__code")
    for letter in "AB":
        code = Replace(code, Value(f"2{letter}"), Value(f"20{letter}"))
    return code


def _sorts(asked):
    """(value, label) of each sort that has a meaning here."""
    labels = {
        BY_DISTANCE: _("Du plus proche au plus loin"),
        BY_DEPARTEMENT: _("Par département"),
        BY_NAME: _("Par nom, de A à Z"),
        BY_TOWN: _("Par commune, de A à Z"),
        BY_FICHES: _("Le plus de fiches d’abord"),
    }
    return [
        (_typed(sort, asked), labels[sort])
        for sort in SORTS
        if asked.place or sort != BY_DISTANCE
    ]


def _typed(sort, asked):
    """The form gives it back with another place, which means another default."""
    return "" if sort == asked.default_sort else sort


def _chips(asked):
    """One for the text, one for the place, one for each filter."""
    chips = []
    if asked.text:
        without = replace(asked, text="").querystring()
        chips.append(Chip(_("« %(text)s »") % {"text": asked.text}, without))
    if asked.place:
        label = _("lieu : %(place)s") % {"place": asked.place.label}
        chips.append(Chip(label, asked.anywhere().querystring()))
    for name, (_value, label) in asked.chosen.items():
        chips.append(Chip(str(label), asked.without(name).querystring()))
    return chips
