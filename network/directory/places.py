"""Near which place, and how far from it: the same for centres and fiches."""

import re
from dataclasses import dataclass
from math import cos, radians

from django.db.models import ExpressionWrapper, F, FloatField, Q, Value
from django.db.models.functions import ASin, Cos, Least, Sqrt
from django.utils.translation import gettext as _

from ..models.commune import Commune
from .communes import commune_of
from .names import folded_name

EARTH = 6371.0  # km, its mean radius
DEGREE = EARTH * radians(1)  # km of a degree of latitude
LONGEST = 100  # signs of what a visitor types
_INSEE = re.compile(r"(?:[0-9]{2}|2[ABab])[0-9]{3}")
_POSITION = re.compile(r"(-?[0-9]{1,2}\.[0-9]{1,9})[,;]\s*(-?[0-9]{1,3}\.[0-9]{1,9})")


@dataclass(frozen=True)
class Place:
    """`others`: what else bears this name, as one may type it: « Saint-Denis (974) »."""

    label: str
    latitude: float
    longitude: float
    code_insee: str = ""
    others: tuple[str, ...] = ()


def place_of(text):
    """Give the Place that a visitor means, or None.

    A commune, « Nom (25) », a postcode, an INSEE code; « 47.24,6.02 », a position that
    a browser gave, read to a kilometre. Of several of one name, the most populous.
    """
    text = " ".join(str(text).split())[:LONGEST]
    if found := _POSITION.fullmatch(text):
        return _position(*map(float, found.groups()))
    found = commune_of("", text)
    if found.commune is None and _INSEE.fullmatch(text):
        known = Commune.objects.of_code(text.upper())
        if known and not found.candidates:
            return _place(known[0])
    if found.commune is None:
        return _most_populous(found.candidates, text)
    return _place(found.said, found.commune)


def _position(latitude, longitude):
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Place(_("votre position"), round(latitude, 2), round(longitude, 2))


def _place(said, commune=None):
    label = str(said)
    return Place(label, said.latitude, said.longitude, (commune or said).code)


def _most_populous(candidates, text):
    """Trap: asked for a name that nobody has, some would answer with another place."""
    if not candidates:
        return None
    name = folded_name(text)
    same = [one for one in candidates if one.folded == name] or candidates
    parts = Commune.objects.at(text).filter(now=same[0]) if text.isdigit() else []
    place = _place(next(iter(parts), same[0]), same[0])
    return Place(
        place.label,
        place.latitude,
        place.longitude,
        place.code_insee,
        tuple(str(one) for one in same[1:]),
    )


def near(queryset, place, latitude="latitude", longitude="longitude", within=None):
    """Give the rows that have coordinates, the nearest first, with `distance` in km.

    `within` km, if given: a box on the two columns, which have an index, then the
    distance itself. By the haversine formula; as the crow flies.
    """
    here = Q(**{f"{latitude}__isnull": False, f"{longitude}__isnull": False})
    if within is not None:
        here &= _box(place, within, latitude, longitude)
    found = queryset.filter(here).annotate(
        distance=_distance(place, latitude, longitude)
    )
    if within is not None:
        found = found.filter(distance__lte=within)
    return found.order_by("distance", "pk")


def _box(place, within, latitude, longitude):
    north = within / DEGREE
    widest = max(cos(radians(min(abs(place.latitude) + north, 89))), 0.01)
    east = north / widest
    return Q(
        **{
            f"{latitude}__range": (place.latitude - north, place.latitude + north),
            f"{longitude}__range": (place.longitude - east, place.longitude + east),
        }
    )


def _distance(place, latitude, longitude):
    """Trap: PostgreSQL refuses the arc of a sine that rounding left above one."""
    turned = radians(1)
    north = (F(latitude) - Value(place.latitude)) * Value(turned)
    east = (F(longitude) - Value(place.longitude)) * Value(turned)
    across = Cos(F(latitude) * Value(turned)) * Value(cos(radians(place.latitude)))
    # (1 - cos x) / 2 is the square of the sine of x / 2.
    half = (1 - Cos(north)) / 2 + across * (1 - Cos(east)) / 2
    distance = Value(2 * EARTH) * ASin(Sqrt(Least(Value(1.0), half)))
    return ExpressionWrapper(distance, output_field=FloatField())
