"""The commune of a line, asked of the register: once for each that the file names."""

from collections import defaultdict

from django.utils.translation import gettext as _

from network.directory.communes import commune_of
from network.directory.known import ROWS, Asked
from network.directory.names import folded_name, key_of
from network.directory.typed import read
from network.models import Commune, CommunePostcode

MOST_NAMED = 6  # communes to choose from, in a sentence
ASKED = ("code_insee", "postcode", "commune", "departement_code")


class Together(Asked):
    """What some hundreds of lines ask, in a few queries: one by one they are thousands,
    and the whole register is a hundred megabytes."""

    def __init__(self, lines):
        typed = [read(line.values.get("commune", "")) for line in lines]
        said = {text for one in typed for text in (one.name, one.whole)}
        keys = {key_of(folded_name(text)) for text in said} - {""}
        posts = {line.values.get("postcode", "") for line in lines} - {""}
        self._named, self._at = defaultdict(list), defaultdict(list)
        self._named |= {key: [] for key in keys}
        self._at |= {post: [] for post in posts}
        for one in ROWS.filter(key__in=keys):
            self._named[one.key].append(one)
        served = CommunePostcode.objects.filter(postcode__in=posts)
        served = list(served.values_list("postcode", "commune"))
        communes = ROWS.in_bulk({pk for _post, pk in served})
        for post, pk in served:
            self._at[post].append(communes[pk])

    def named(self, key):
        return self._named[key] if key in self._named else super().named(key)

    def at(self, postcode):
        return self._at[postcode] if postcode in self._at else super().at(postcode)


class Places:
    """`of(values)`: (the fact `place` or None, why not or what to know of it)."""

    def __init__(self):
        self.kept, self.register = {}, Asked()

    def look_up(self, lines):
        """Of the lines that come next; what was asked before is known."""
        self.register = Together(lines)

    def of(self, values):
        """(None, "") where the line says nothing of its place."""
        asked = tuple(values.get(name, "") for name in ASKED)
        if not any(asked[:3]):
            return None, ""
        if asked not in self.kept:
            of = self._of_code if asked[0] else self._of_words
            self.kept[asked] = of(*(asked if asked[0] else asked[1:]))
        return self.kept[asked]

    def _of_code(self, code, postcode, name, departement):
        """The code says it alone; the rest has to be that commune's."""
        known = Commune.objects.of_code(code)
        if not known:
            said = _("Le code INSEE %(code)s n’est celui d’aucune commune.")
            return None, said % {"code": code}
        commune = known[0]
        if name or postcode:
            place, why = self._of_words(postcode, name, departement)
            if place and place["code_insee"] == commune.code:
                return place, why
            if place:
                said = _(
                    "Le code INSEE %(code)s est celui de %(commune)s : corrigez l’un."
                )
                return None, said % {"code": code, "commune": commune}
        return _fact(commune, commune.name, postcode), ""

    def _of_words(self, postcode, name, departement):
        found = commune_of(postcode, name, departement or None, self.register)
        if found.commune is not None:
            return _fact(found.commune, found.name, found.postcode), found.why
        candidates = [str(one) for one in found.candidates[:MOST_NAMED]]
        if not candidates:
            return None, found.why
        more = "…" if len(found.candidates) > MOST_NAMED else "."
        said = _("%(why)s Voici : %(communes)s%(more)s")
        names = {"communes": ", ".join(candidates), "more": more}
        return None, said % {"why": found.why, **names}


def _fact(commune, name, postcode):
    return {
        "postcode": postcode,
        "commune": name,
        "code_insee": commune.code,
        "departement": commune.departement.code,
    }
