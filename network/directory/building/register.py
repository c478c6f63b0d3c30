"""The communes of France, those of before a merger, and the three cities' parts.

Read from the files of @etalab/decoupage-administratif by their path: its `require()`
fails outside its own folder.
"""

import json

from ..names import folded_name

ZONES = ("metro", "drom")  # a zone `com` is no département of the site
CURRENT, PART = "commune-actuelle", "arrondissement-municipal"
BEFORE = range(2025, 2019, -1)  # whose names are kept, the newest first
# La Poste serves these from another département (codes-postaux 4.1.2); the package has
# the twenty others. {postcode: INSEE codes}
FROM_ELSEWHERE = {
    "12210": ["15241"],
    "15230": ["12280"],
    "27370": ["76231"],
    "30750": ["12168", "12231"],
    "34260": ["12067"],
    "37120": ["86197"],
    "43300": ["15051"],
    "48500": ["12237"],
    "55120": ["51253", "51507"],
    "57410": ["67088"],
    "57412": ["67088"],
    "62760": ["80756"],
    "75015": ["92040"],
    "75016": ["92012"],
    "82160": ["12167"],
    "82330": ["12167"],
}


class Register:
    """`rows`: dicts with the columns of the file, sorted; `epci`: {code: name}."""

    def __init__(self, packages):
        read = json.loads(_text(packages, 2026, "communes"))
        members = json.loads(_text(packages, 2026, "epci"))
        self.epci = {one["code"]: one["nom"] for one in members}
        epci_of = {
            town["code"]: one["code"] for one in members for town in one["membres"]
        }
        self.rows, self.now = [], {}
        for one in read:
            if one["type"] == CURRENT and one["zone"] in ZONES:
                self._add_current(one, epci_of.get(one["code"], ""))
        self.names = {(row["folded"], row["departement"]) for row in self.rows}
        self.of_code = {row["code"]: row for row in self.rows}
        for one in read:
            if one["type"] == PART:
                self._add(one, self.of_code[one["commune"]])
        for year in (2026, *BEFORE):
            known = (
                read if year == 2026 else json.loads(_text(packages, year, "communes"))
            )
            self._add_former(known)
        self.rows.sort(key=lambda row: (row["code"], row["now"], row["name"]))

    def _add_current(self, one, epci):
        code = one["code"]
        postcodes = set(one["codesPostaux"])
        postcodes |= {post for post, codes in FROM_ELSEWHERE.items() if code in codes}
        self.rows.append(
            {
                "code": code,
                "name": one["nom"],
                "folded": folded_name(one["nom"]),
                "departement": one["departement"],
                "region": one["region"],
                "postcodes": sorted(postcodes),
                "epci": epci,
                "population": one["population"],
                "now": "",
            }
        )
        self.now |= dict.fromkeys([code, *one.get("anciensCodes", [])], code)

    def _add_former(self, known):
        """Under the département of the commune that it is part of now."""
        seats = {one["code"]: one.get("chefLieu") for one in known}
        for one in known:
            code = self.now.get(one["code"]) or self.now.get(seats[one["code"]])
            if one["type"] == PART or code is None:
                continue
            now = self.of_code[code]
            if (folded_name(one["nom"]), now["departement"]) not in self.names:
                self._add(one, now)

    def _add(self, one, now):
        row = now | {
            "code": one["code"],
            "name": one["nom"],
            "folded": folded_name(one["nom"]),
            "postcodes": one.get("codesPostaux", []) if one["type"] == PART else [],
            "population": one.get("population", 0) if one["type"] == PART else 0,
            "now": now["code"],
        }
        self.names.add((row["folded"], row["departement"]))
        self.rows.append(row)


def _text(packages, year, name):
    path = packages / f"communes-{year}" / "data" / f"{name}.json"
    return path.read_text(encoding="utf-8")
