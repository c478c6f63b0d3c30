"""What is known of a region or a département, and who speaks for it.

The register of territories comes from the cache, so that a page may ask for any number
of names, neighbours and regions without a query.
"""

from django.db.models import Count, Q

from home.json_ld import json_ld
from home.visibility import visible

from ..models import CentrePage, FederationPage, Territory
from .map.outlines import neighbours

REGION, DEPARTEMENT = Territory.Kind.REGION, Territory.Kind.DEPARTEMENT


def territories():
    """All Territories with their `parent`: a list, regions first, each kind by code."""
    by_pk = Territory.objects.by_pk()
    for place in by_pk.values():
        if place.parent_id:
            place.parent = by_pk[place.parent_id]
    return list(by_pk.values())


def departements(region=None):
    """Those of the country, or of a region, in the official order."""
    found = [place for place in territories() if place.kind == DEPARTEMENT]
    if region is not None:
        found = [place for place in found if place.parent_id == region.pk]
    return sorted(found, key=lambda place: place.sort_key)


def territory_of(kind, code):
    """The Territory of this kind and code, whatever the case of « 2A »; or None."""
    known = {(place.kind, place.code): place for place in territories()}
    return known.get((kind, code.upper()))


def described(territory, absolute):
    """The JSON-LD of a territory (https://schema.org/AdministrativeArea), safe in HTML.

    `absolute` makes a whole address of a path.
    """
    facts = _area(territory, absolute)
    if territory.parent_id:
        facts["containedInPlace"] = _area(territory.parent, absolute)
    return json_ld(facts)


def _area(territory, absolute):
    code = {"@type": "PropertyValue", "propertyID": "INSEE", "value": territory.code}
    return {
        "@type": "AdministrativeArea",
        "name": territory.name,
        "identifier": code,
        "url": absolute(territory.url),
    }


def around(territory):
    """The départements that touch this one, by name: a list; [] for a region."""
    if territory.kind == REGION:
        return []
    codes = neighbours().get(territory.code, ())
    found = [place for place in departements() if place.code in codes]
    return sorted(found, key=_by_name)


def federations_of(territory):
    """The visible federations and unions that speak there, the nearest first: a list.

    Of a département also that of its region, of a region also those of its départements.
    """
    keys = {territory.pk, territory.parent_id}
    keys |= {place.pk for place in departements(territory)}
    found = (
        FederationPage.objects.filter(visible(), territories__in=keys - {None})
        .order_by("title")
        .distinct()
    )
    # A level and a kind of territory have the same names.
    return sorted(found, key=lambda page: page.level != territory.kind)


def centres_there(territory):
    """The published centres of a territory: a QuerySet."""
    there = Q(departement=territory.pk) | Q(departement__parent=territory.pk)
    return CentrePage.objects.published().filter(there)


def centre_figures(territory):
    """{"centres", "evs", "members" of a federation}: numbers, one query."""
    kinds = CentrePage.Kind
    is_alone = Q(adhesion=CentrePage.Adhesion.NONE, federation=None)
    return centres_there(territory).aggregate(
        centres=Count("pk", filter=Q(kind=kinds.CENTRE)),
        evs=Count("pk", filter=Q(kind=kinds.EVS)),
        members=Count("pk", filter=~is_alone),
    )


def centres_by_departement():
    """{code: how many centres a visitor may see there}, in one query."""
    rows = CentrePage.objects.published().order_by().values_list("departement__code")
    return dict(rows.annotate(Count("pk")))


def by_region(counts):
    """The whole network by place, in two queries at most.

    `counts` is {code of a département: number}. Gives {"regions": [{"region", "number",
    "departements": [(Territory, number)], "federations": list}], by name; "national",
    "elsewhere": the federations without a territory; "number", "places": the whole and
    how many départements have a part of it}.
    """
    federations = FederationPage.objects.filter(visible()).order_by("title")
    federations = list(federations.prefetch_related("territories"))
    of_region = {}
    for page in federations:
        for key in {place.parent_id or place.pk for place in page.territories.all()}:
            of_region.setdefault(key, []).append(page)
    placeless = [page for page in federations if not page.territories.all()]
    national = FederationPage.Level.NATIONAL
    regions = [place for place in territories() if place.kind == REGION]
    places = sorted(departements(), key=_by_name)
    return {
        "regions": [
            _region(place, places, counts) | {"federations": of_region.get(place.pk)}
            for place in sorted(regions, key=_by_name)
        ],
        "national": [page for page in placeless if page.level == national],
        "elsewhere": [page for page in placeless if page.level != national],
        "number": sum(counts.values()),
        "places": len(counts),
    }


def _region(region, places, counts):
    there = [place for place in places if place.parent_id == region.pk]
    numbered = [(place, counts.get(place.code, 0)) for place in there]
    return {
        "region": region,
        "number": sum(number for _place, number in numbered),
        "departements": numbered,
    }


def _by_name(place):
    """« Île-de-France » stands under i."""
    return place.slug.partition("-")[2]
