"""Closed lists as people write them: kind, management, adhesion. What is none is told."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

from home.spelling import words

from .readings import Reading, Unread
from .words import SIGNS

YES = {"oui", "o", "vrai", "x", "1", "true", "yes", "adherent", "adherente", "membre"}
NO = {"non", "n", "faux", "0", "false", "no", "aucun", "aucune", "neant", "sans"}
NO |= {"non adherent", "non adherente", "pas adherent", "pas adherente"}
EVS = {"evs", "evss"}
OF_SOCIAL_LIFE = re.compile(" espaces? (de )?vie sociale ")
CENTRES = {"cs", "csc", "csx", "csf", "cscs"}
# Each word, and how it begins if it ends with *.
INTERCOMMUNAL = ("intercommuna*", "communaute*", "epci", "cias", "agglo*", "metropole*")
INTERCOMMUNAL += ("syndicat*", "sivu", "sivom", "interco", "supracommuna*")
COMMUNE = ("municipa*", "mairie*", "ville*", "commune*", "communal*", "ccas")
ASSOCIATION = ("associati*", "asso", "assos", "loi1901")
CAF = ("caf", "cafs", "allocation*")


def yes_or_no(text: str) -> bool | None:
    """None for what is neither."""
    said = " ".join(words(text))
    if said in YES | NO:
        return said in YES
    return SIGNS.get(text)


@lru_cache(maxsize=1024)
def kind_of(text: str) -> Reading:
    said = words(text)
    line = f" {' '.join(said)} "
    is_evs = bool(EVS & set(said) or OF_SOCIAL_LIFE.search(line))
    is_centre = bool(CENTRES & set(said)) or any(
        f" {begin} soci" in line for begin in ("centre", "centres", "maison")
    )
    if is_evs == is_centre:
        raise Unread(_("écrivez « Centre social » ou « Espace de vie sociale »."))
    return Reading("evs" if is_evs else "centre")


@lru_cache(maxsize=1024)
def management_of(text: str) -> Reading:
    said = words(text)
    found = {
        name
        for name, known in (
            ("association", ASSOCIATION),
            ("intercommunal", INTERCOMMUNAL),
            ("caf", CAF),
        )
        if _has(said, known)
    }
    # « Communauté de communes » is no commune.
    if _has(said, COMMUNE) and "intercommunal" not in found:
        found.add("commune")
    if len(found) != 1:
        raise Unread(
            _(
                "écrivez « Associative », « Municipale », « Intercommunale ou CIAS » ou "
                "« Directe par la Caf »."
            )
        )
    return Reading(found.pop())


def _has(said, known):
    whole = {word for word in known if not word.endswith("*")}
    begun = tuple(word[:-1] for word in known if word.endswith("*"))
    return any(word in whole or word.startswith(begun) for word in said)


def adhesion_of(texts: dict) -> dict:
    """{field: Reading or Unread} of the columns that say whom a centre adheres to.

    `texts`: {field: text}, of "adhesion", "adhesion_fcsf", "adhesion_federation". The
    highest that one of them says counts.
    """
    found = {}
    for field, text in texts.items():
        answer = yes_or_no(text)
        if answer is False:
            found[field] = Reading("none")
        elif field == "adhesion":
            found[field] = _adhesion(text, answer)
        elif answer or _network(text):
            level = "fcsf" if field == "adhesion_fcsf" else "federation"
            found[field] = Reading(level)
        else:
            found[field] = Unread(_("écrivez « Oui » ou « Non »."))
    return found


def _adhesion(text, answer):
    if answer:
        return Reading(
            "fcsf", _("lu comme une adhésion à la fédération nationale (FCSF).")
        )
    network = _network(text)
    if network:
        return Reading(network)
    return Unread(
        _(
            "écrivez « FCSF », « Fédération » (pour une fédération locale) ou « Aucune »."
        )
    )


def _network(text):
    said = words(text)
    if "fcsf" in said or {"federation", "nationale"} <= set(said):
        return "fcsf"
    is_local = _has(said, ("federation*", "reseau*", "union*"))
    return "federation" if is_local else ""
