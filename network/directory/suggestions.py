"""What begins as somebody types it: communes to choose from."""

from django.db.models import Case, F, Q, When

from ..models.commune import Commune, CommunePostcode
from .names import folded_name, key_of
from .typed import read

LAST_KEY = "z" * 60
MOST_ASKED = 60  # signs of a name
SHORTEST = 2  # letters: « Y » is a commune
PART = Q(now__isnull=False, population__gt=0)


def communes_named(text, limit=10):
    """The Communes whose name or postcode begins as typed: a list, the likeliest first.

    What has this very name, then those of today, then the most people. « saint-den »,
    « 250 », « 25000 be », « Saint-Denis (9 ».
    """
    found = Commune.objects.select_related("departement", "now")
    digits = "".join(text[:MOST_ASKED].split())
    if digits.isdecimal() and digits.isascii():
        digits = digits[:5]
        return _at_postcodes(found, digits, digits + "9" * (5 - len(digits)), limit)
    typed = read(text[:MOST_ASKED])
    key = key_of(folded_name(typed.name))
    if not (key or typed.postcode):
        return []
    if typed.postcode:
        found = found.at(typed.postcode)
    if typed.departement:
        found = found.filter(departement__code__startswith=typed.departement.upper())
    if len(key) < SHORTEST:
        found = found.filter(key=key) if key else found
    else:
        found = found.filter(key__gte=key, key__lte=key + LAST_KEY[len(key) :])
    if typed.part:
        found = found.filter(PART)
        return [one for one in found if one.part == typed.part]
    found = found if typed.postcode else found.exclude(PART)
    is_exact = Case(When(key=key, then=0), default=1)
    is_former = F("now").asc(nulls_first=True)
    found = found.order_by(is_exact, is_former, "-population", "code")
    return _without_cities(found[:limit])


def _at_postcodes(found, first, last, limit):
    keys = CommunePostcode.objects.filter(postcode__gte=first, postcode__lte=last)
    found = found.filter(pk__in=keys.values("commune"))
    return _without_cities(found.order_by("-population", "code")[: limit * 4])[:limit]


def _without_cities(found):
    """Of Paris, Lyon and Marseille, the part that has the postcode is enough."""
    found = list(found)
    cities = {one.now_id for one in found if one.is_part}
    return [one for one in found if one.pk not in cities]
