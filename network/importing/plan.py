"""What a file would change, line by line, before anything is written."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from home.spelling import words
from network.models import CentrePage, FederationPage

from .facts import CONTACT, PAGE, is_same
from .known import Known, name_key, signs_of
from .models import ImportLine
from .places import Places

What = ImportLine.What
TOGETHER = 400  # lines, whose communes are looked up in a few queries


@dataclass
class Change:
    """`what` happens to the centre of this line, whose key is `centre` if it is known.

    `values`: the facts (facts.py) that the line says; `differences`: [name, old, new,
    whether it is kept as somebody wrote it]; `reasons` refuse it; `duplicates`: [key or
    None, name] of what may be the same centre. `is_due`: there is something to write.
    """

    number: int
    title: str = ""
    what: str = What.REFUSE
    centre: int | None = None
    values: dict = field(default_factory=dict)
    differences: list = field(default_factory=list)
    reasons: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    duplicates: list = field(default_factory=list)
    is_due: bool = False


def plan(sheet) -> list[Change]:
    """The Change of each line of a Sheet, in its order; it writes nothing."""
    return _Planner(sheet).changes()


class _Planner:
    def __init__(self, sheet):
        self.sheet, self.known = sheet, Known()
        self.places = Places()
        self.federations = _Federations()
        siret = (line.values.get("siret") for line in sheet.lines)
        self.siret = Counter(filter(None, siret))
        self.taken, self.named, self.alike = {}, {}, {}

    def changes(self):
        changes, lines = [], self.sheet.lines
        for start in range(0, len(lines), TOGETHER):
            some = lines[start : start + TOGETHER]
            self.places.look_up(some)
            changes += [self._change(line) for line in some]
        return changes

    def _change(self, line):
        change = Change(line.number, line.values.get("title", ""))
        change.reasons = [_told(problem) for problem in line.problems]
        change.notes = [_told(note) for note in line.notes]
        place, why = self.places.of(line.values)
        if why:
            (change.notes if place else change.reasons).append(why)
        change.values = _facts(line.values, place)
        if change.title and not change.reasons:
            self._match(change)
        if change.reasons:
            change.values = {}
            return change
        if change.centre is None:
            self._plan_new(change, line)
        else:
            self._plan_known(change, line)
        return change

    def _match(self, change):
        """Find its centre: by SIRET, else by name and commune; a doubt refuses it."""
        place, siret = change.values.get("place"), change.values.get("siret")
        named = self.known.named(change.title, place) if place else []
        same = self.known.by_siret.get(siret, ()) if self.siret[siret] == 1 else ()
        if len(same) == 1:
            change.centre = same[0]
            self._doubt_the_siret(change, named)
        elif len(named) == 1:
            change.centre = named[0]
        elif named:
            said = _("Plusieurs centres du site portent ce nom dans cette commune.")
            change.reasons.append(said)
        if not change.reasons:
            self._meet_the_other_lines(change, place, siret)

    def _doubt_the_siret(self, change, named):
        """Trap: a town gives its own SIRET to each of its centres."""
        facts = self.known.facts[change.centre]
        whose = {"title": facts["title"], "commune": facts["place"]["commune"]}
        if named and change.centre not in named:
            said = _(
                "Le SIRET est celui de « %(title)s » (%(commune)s), le nom celui d’un "
                "autre centre du site : corrigez l’un."
            )
            change.reasons.append(said % whose)
        place = change.values.get("place")
        is_elsewhere = place and not is_same("place", place, facts["place"])
        if is_elsewhere and not is_same("title", change.title, facts["title"]):
            said = _(
                "Le SIRET est celui de « %(title)s » (%(commune)s), qui n’a ni ce nom "
                "ni cette commune : corrigez l’un."
            )
            change.reasons.append(said % whose)

    def _meet_the_other_lines(self, change, place, siret):
        """Two lines that say the same centre: the second is refused, never merged."""
        key = name_key(change.title, place) if place else None
        other = self.taken.get(change.centre)
        if other is None and key in self.named:
            other, its_siret = self.named[key]
            if siret and its_siret and siret != its_siret:
                other = None
        if other is not None:
            said = _(
                "Peut-être la même que la ligne %(number)s : gardez-en une, ou donnez à "
                "chacune son SIRET."
            )
            change.reasons.append(said % {"number": other})
            return
        if change.centre is not None:
            self.taken[change.centre] = change.number
        if key:
            self.named.setdefault(key, (change.number, siret))

    def _plan_new(self, change, line):
        if "place" not in change.values:
            said = _("Écrivez sa commune, ou son code postal s’il n’en a qu’une.")
            change.reasons.append(said)
            change.values = {}
            return
        change.what, change.is_due = What.CREATE, True
        code = change.values["place"]["departement"]
        self._find_federation(change, line.values, code)
        change.duplicates = self.known.like(change.values)
        for sign in signs_of(change.values):
            for number, title in self.alike.get(sign, ()):
                name = _("ligne %(number)s, %(title)s")
                said = [None, name % {"number": number, "title": title}]
                if said not in change.duplicates:
                    change.duplicates.append(said)
            self.alike.setdefault(sign, []).append((change.number, change.title))

    def _plan_known(self, change, line):
        pk = change.centre
        facts, base = self.known.facts[pk], self.known.base.get(pk, {})
        if line.values.get("federation"):
            code = facts["place"]["departement"]
            self._find_federation(change, line.values, code)
        for name, new in change.values.items():
            if not is_same(name, facts[name], new):
                is_kept = self._is_kept(pk, name, facts[name], base)
                change.differences.append([name, facts[name], new, is_kept])
        change.what = What.SAME
        if change.differences:
            all_kept = all(kept for *_said, kept in change.differences)
            change.what = What.KEEP if all_kept else What.CHANGE
        is_new = any(base.get(name) != new for name, new in change.values.items())
        change.is_due = change.what == What.CHANGE or is_new

    def _is_kept(self, pk, name, current, base):
        """Written by hand since the last import; or, without any, by the centre.

        A name that no import gave was typed here, and is the review's to change.
        """
        if name in base:
            return not is_same(name, current, base[name])
        return name == "title" or name in self.known.touched.get(pk, ())

    def _find_federation(self, change, values, departement):
        """That of its name, or the one of its département for who adheres to one."""
        text, adhesion = values.get("federation"), values.get("adhesion")
        if text:
            found = self.federations.named(text)
            if found is None:
                said = _("Fédération « %(name)s » : inconnue du site, non reprise.")
                change.notes.append(said % {"name": text})
        elif adhesion and adhesion != CentrePage.Adhesion.NONE:
            found = self.federations.of(departement)
        else:
            return
        if found is not None:
            change.values["federation"] = found


class _Federations:
    """Those of the site, by their words and by département."""

    def __init__(self):
        rows = FederationPage.objects.filter(live=True)
        self.by_words = {tuple(words(one.title)): one.pk for one in rows}
        self.by_code = {}
        for code, pk in rows.values_list("territories__code", "pk"):
            self.by_code.setdefault(code, []).append(pk)

    def named(self, text):
        return self.by_words.get(tuple(words(text)))

    def of(self, departement):
        found = self.by_code.get(departement, ())
        return found[0] if len(found) == 1 else None


def _told(problem):
    said = _("%(column)s « %(value)s » : %(sentence)s")
    if not problem.value:
        said = _("%(column)s : %(sentence)s")
    return said % problem._asdict()


def _facts(values, place):
    """As JSON keeps them. Not a person's address: it is told, and kept nowhere."""
    found = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name in ("title", *PAGE, *CONTACT) and name != "federation"
    }
    return found | ({"place": place} if place else {})
