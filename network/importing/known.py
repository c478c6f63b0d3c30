"""The centres of the site, by what tells them apart: read once for a whole file."""

import re
from collections import defaultdict

from wagtail.models import PageLogEntry

from home.spelling import asked_words, words
from network.centres.changes import CONTACT, FACTS
from network.models import CentrePage, FederationPage

from .facts import PLACE, facts_of
from .models import ImportedFacts

# Of a name they say what every centre is, and not which one.
GENERIC = {
    "centre",
    "social",
    "sociale",
    "sociaux",
    "socioculturel",
    "culturel",
    "socio",
}
GENERIC |= {"espace", "vie", "evs", "csc", "cs", "association", "maison", "quartier"}


def distinctive(title) -> frozenset:
    """The words of a name by which two lines may be one centre, in any order."""
    said = set(asked_words(title))
    return frozenset(said - GENERIC or said)


def name_key(title, place) -> tuple:
    """Safe as a key: a folded name in a commune."""
    return tuple(words(title)), place["code_insee"]


class Known:
    """`facts`, `base` (what the last import said), `touched`: {key of a centre: …}.

    `touched`: the facts that somebody wrote on a screen of the centre, by its history.
    """

    def __init__(self):
        self.facts = facts_of(CentrePage.objects.all())
        self.base = dict(ImportedFacts.objects.values_list("pk", "values"))
        self.touched = _touched()
        self.by_siret, self.by_name = defaultdict(list), defaultdict(list)
        self.alike = defaultdict(list)
        self.federations = dict(FederationPage.objects.values_list("pk", "title"))
        for pk, said in self.facts.items():
            self._take(pk, said)

    def _take(self, pk, said):
        if said["siret"]:
            self.by_siret[said["siret"]].append(pk)
        self.by_name[name_key(said["title"], said["place"])].append(pk)
        if not said["place"]["code_insee"]:
            self.by_name[_before_codes(said["title"], said["place"])].append(pk)
        for sign in signs_of(said):
            self.alike[sign].append((pk, said["title"], said["place"]["commune"]))

    def named(self, title, place):
        """The keys of the centres of this name in this commune."""
        found = self.by_name.get(name_key(title, place), [])
        return found or self.by_name.get(_before_codes(title, place), [])

    def like(self, said):
        """[[key, name], …] of those that may be the same, and nobody can be sure."""
        found = {}
        for sign in signs_of(said):
            for pk, title, commune in self.alike.get(sign, ()):
                found[pk] = f"{title} ({commune})"
        return [[pk, name] for pk, name in found.items()]


def _before_codes(title, place):
    """Of a centre that was there before the register of communes."""
    return tuple(words(title)), tuple(words(place["commune"])), place["departement"]


def signs_of(said) -> list:
    """By what another line or centre may be the same."""
    place = said.get("place") or dict.fromkeys(PLACE, "")
    found = [("name", place["code_insee"], distinctive(said["title"]))]
    if phone := re.sub(r"\D", "", said.get("phone") or ""):
        found.append(("phone", phone))
    for name in ("email", "siret"):
        if text := said.get(name):
            found.append((name, text.lower()))
    return found


def _touched():
    found = defaultdict(set)
    told = PageLogEntry.objects.filter(action__in=(CONTACT, FACTS))
    for pk, data in told.values_list("page_id", "data").iterator():
        for name, *_values in data.get("changes", ()):
            found[pk].add("place" if name in PLACE else name)
    return found
