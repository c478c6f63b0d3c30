"""Where a commune is looked up: in the database, or in a copy of the whole register."""

from collections import defaultdict

from ..models.commune import Commune, CommunePostcode

ROWS = Commune.objects.select_related("departement", "now__departement")


class Asked:
    """Two queries for a commune: for a form."""

    def named(self, key):
        return list(ROWS.all().filter(key=key))

    def at(self, postcode):
        return list(ROWS.all().at(postcode))

    def parts_of(self, city):
        return list(ROWS.all().filter(now=city, population__gt=0))

    def postcodes_of(self, commune):
        return [row.postcode for row in commune.postcodes.all()]


class Whole:
    """Three queries for all of them, some 30 MB and a second: for a file of centres."""

    def __init__(self):
        by_pk = {one.pk: one for one in Commune.objects.select_related("departement")}
        self._named, self._at = defaultdict(list), defaultdict(list)
        self._parts, self._postcodes = defaultdict(list), defaultdict(list)
        for one in by_pk.values():
            one.now = by_pk.get(one.now_id)
            self._named[one.key].append(one)
            if one.is_part:
                self._parts[one.now_id].append(one)
        rows = CommunePostcode.objects.values_list("commune", "postcode")
        for pk, postcode in rows:
            self._at[postcode].append(by_pk[pk])
            self._postcodes[pk].append(postcode)

    def named(self, key):
        return self._named.get(key, [])

    def at(self, postcode):
        return self._at.get(postcode, [])

    def parts_of(self, city):
        return self._parts.get(city.pk, [])

    def postcodes_of(self, commune):
        return self._postcodes.get(commune.pk, [])
