"""A cell's text as people meant it, and the words that say nothing."""

import re
from functools import lru_cache
from html import unescape

from home.lines import held, one_line
from home.spelling import words

# With its semicolon: « R&D » and « S&P » stay.
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)
TAG = re.compile(r"</?(?:br|p|div|span|b|i|strong|em)\b[^<>]{0,200}>", re.IGNORECASE)
MANGLED = re.compile(r"[\u00c2\u00c3].|\u00e2\u20ac")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Excel's way to keep the first zero of « 01000 » in a CSV.
KEPT_ZERO = re.compile(r'="([^"]*)"')
DASHES = re.compile("[\u2010-\u2015\u2212\u00ad]")
NOTHING = {"nc", "n c", "na", "n a", "nr", "ns", "nsp", "neant", "null", "none", "vide"}
NOTHING |= {"inconnu", "inconnue", "en cours", "en attente", "a venir", "a definir"}
NOTHING |= {"a completer", "a preciser", "a renseigner", "a demander", "a verifier"}
NOTHING |= {"non renseigne", "non renseignee", "non communique", "non communiquee"}
NOTHING |= {"non disponible", "non connu", "indisponible", "en construction"}
# Aucun (65045) is a commune, and « non » answers whether a centre adheres.
NONE = {"aucun", "aucune", "sans", "non", "pas de site", "pas de site internet"}
NONE |= {"pas de mail", "pas de telephone", "sans objet", "so"}
SIGNS = {"✓": True, "✔": True, "☑": True, "✗": False, "✘": False, "☐": False}
ERRORS = {"#REF!", "#N/A", "#VALEUR!", "#VALUE!", "#NOM?", "#NAME?", "#DIV/0!"}
ERRORS |= {"#NUL!", "#NULL!", "#NOMBRE!", "#NUM!"}


def meant(text: str, apart: str = " ") -> str:
    """One line, without entities, tags, or spaces that nobody sees.

    `apart`: what stands where a line ended.
    """
    inside = KEPT_ZERO.fullmatch(text.strip())
    text = _unescaped(inside[1] if inside else text)
    text = _mended(text)
    lines = held(UNSEEN.sub("", TAG.sub("\n", text))).split("\n")
    lines = (" ".join(one_line(line).split()) for line in lines)
    return apart.join(
        line.strip(" ,") if apart != " " else line for line in lines if line
    )


def _unescaped(text):
    """Trap: an export of an export has « &amp;eacute; »."""
    for _time in range(3):
        text = ENTITY.sub(lambda found: unescape(found[0]), text)
    return text


def _mended(text):
    """Trap: UTF-8 that a spreadsheet took for Windows-1252, « BesanÃ§on »."""
    try:
        return text.encode("cp1252").decode("utf-8") if MANGLED.search(text) else text
    except UnicodeError:
        return text


@lru_cache(maxsize=4096)  # a list says the same a thousand times
def says_nothing(text: str, field: str) -> bool:
    """« À compléter », « NC », « - »: as good as an empty cell."""
    said = " ".join(words(text))
    if text in SIGNS:
        return False
    if not said or said in NOTHING:
        return True
    return said in NONE and not field.startswith(("adhesion", "commune", "title"))


def is_error(text: str) -> bool:
    return text.upper() in ERRORS
