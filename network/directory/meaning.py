"""What a name and a postcode mean together: a commune, or a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models.commune import Commune
from .names import folded_name, key_of


@dataclass(frozen=True)
class Found:
    """`commune` of today, or None and `why`, a sentence that says what to do.

    With a commune, `why` is what to know of it, or "". `said`: what was typed, the
    commune itself, one of before a merger, or a part of a city. `candidates`: Communes
    to choose from. `postcode`: what may be written beside it, "" if nobody knows;
    `is_postcode_said`: somebody wrote it.
    """

    commune: Commune | None = None
    candidates: Sequence[Commune] = ()
    why: str = ""
    said: Commune | None = None
    postcode: str = ""
    is_postcode_said: bool = False

    @property
    def name(self):
        """What a page may call it: the name of before a merger is what people say."""
        said = self.commune if self.said is None or self.said.is_part else self.said
        return said.name if said else ""


class Meant:
    """What the register knows under a name and a postcode, and what follows from it."""

    def __init__(self, typed, postcode, departement, known):
        self.typed, self.postcode, self.departement = typed, postcode, departement
        self.key = key_of(folded_name(typed.name))
        self.known = known
        self.named = self.look_up() if self.key else []
        self.here = known.at(postcode) if postcode else []

    def look_up(self):
        """« Bors (Canton de Baignes) » is a name, « Bors (16) » a name and a département."""
        whole = key_of(folded_name(self.typed.whole))
        if whole != self.key and (found := self.known.named(whole)):
            return found
        return self.known.named(self.key)

    def found(self):
        named, here = self.within(self.named), self.within(self.here)
        if not self.key:
            return self.by_postcode(here)
        if self.named and not named:
            return self.asked(self.named, self.not_in_departement())
        if not self.postcode:
            return self.by_name(named)
        there = {one.current for one in here}
        both = self.exact([one for one in named if one.current in there])
        if both:
            return self.by_name(both)
        if self.here and not self.typed.is_cedex:
            return self.disagreeing(named, here or self.here)
        return self.by_digits(named)

    def within(self, rows):
        if self.departement is None:
            return rows
        return [one for one in rows if one.departement_id == self.departement.pk]

    def exact(self, rows):
        """« Le Pin » and « Pin » of one département: the one that was written."""
        said = {folded_name(self.typed.name), folded_name(self.typed.whole)}
        return [one for one in rows if one.folded in said] or rows

    def by_postcode(self, here):
        if not self.postcode:
            return Found(why=_("Écrivez le nom de la commune ou son code postal."))
        if not self.here:
            return Found(why=self.unknown_postcode())
        if not here:
            return self.asked(self.here, self.not_in_departement())
        said = _("Plusieurs communes ont le code postal %(postcode)s : dites laquelle.")
        if len({one.current for one in here}) > 1:
            return self.asked(here, said % {"postcode": self.postcode})
        return self.settled(here[0])

    def by_name(self, named):
        if self.departement is not None:
            named = self.exact(named)
        if not named:
            return Found(why=self.unknown_name())
        if len({one.current for one in named}) == 1:
            return self.settled(named[0])
        said = _(
            "Plusieurs communes s’appellent ou s’appelaient « %(name)s » : "
            "ajoutez le code postal ou le département."
        )
        return self.asked(named, said % {"name": self.typed.name})

    def by_digits(self, named):
        """A postcode that no commune has: a CEDEX, whose beginning says where."""
        digits = self.postcode
        codes = {digits[:2], digits[:3]} | {one.departement.code for one in self.here}
        if digits.startswith("20"):
            codes |= {"2A", "2B"} - ({"2B"} if digits < "20200" else {"2A"})
        near = self.exact([one for one in named if one.departement.code in codes])
        if len({one.current for one in near}) == 1:
            said = _("Le code postal %(postcode)s n’est pas celui d’une commune.")
            why = "" if self.typed.is_cedex else said % {"postcode": digits}
            return self.settled(near[0], why)
        if not self.named:
            return Found(why=f"{self.unknown_postcode()} {self.unknown_name()}")
        return self.asked(near or self.named, self.unknown_postcode())

    def disagreeing(self, named, here):
        """Both are known, and do not go together; or the name is of no commune."""
        if self.named:
            said = _(
                "« %(name)s » n’a pas le code postal %(postcode)s : corrigez l’un."
            )
            said %= {"name": self.typed.name, "postcode": self.postcode}
            return self.asked([*(named or self.named), *here], said)
        if len({one.current for one in here}) == 1:
            said = _("« %(name)s » n’est pas une commune ; ce code postal en a une.")
            return self.settled(here[0], said % {"name": self.typed.name})
        return self.asked(here, self.unknown_name())

    def settled(self, said, why=""):
        part = self.part_of(said.current)
        if part is False:
            wrong = _("Cet arrondissement n’existe pas, ou il a un autre code postal.")
            return self.asked(self.here or [said], wrong)
        said = part or said
        if said.now_id and not said.is_part and not why:
            why = _("« %(former)s » fait partie d’une autre commune : %(now)s.")
            why %= {"former": said.name, "now": said.current}
        known = [self.postcode] if self.postcode else self.known.postcodes_of(said)
        only = known[0] if len(known) == 1 else ""
        return Found(said.current, (), why, said, only, bool(self.postcode))

    def part_of(self, city):
        """The part of Paris, Lyon or Marseille that was said, None where there is none,
        False if its number and its postcode say two."""
        if self.postcode:
            parts = [one for one in self.here if one.is_part and one.current == city]
        else:
            parts = self.known.parts_of(city) if self.typed.part else []
        said = [one for one in parts if self.typed.part in (0, one.part)]
        return said[0] if said else (False if parts and self.typed.part else None)

    def asked(self, rows, why):
        found = list(dict.fromkeys(one.current for one in rows))
        found.sort(key=lambda one: (-one.population, one.code))
        return Found(candidates=found, why=why)

    def unknown_postcode(self):
        said = _("Le code postal %(postcode)s n’existe pas : vérifiez-le.")
        return said % {"postcode": self.postcode}

    def unknown_name(self):
        said = _("Aucune commune ne s’appelle « %(name)s » : vérifiez son nom.")
        return said % {"name": self.typed.name}

    def not_in_departement(self):
        said = _("Cette commune n’est pas dans ce département : %(departement)s.")
        return said % {"departement": self.departement}
