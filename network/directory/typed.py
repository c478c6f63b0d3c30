"""What somebody wrote where a commune was asked: its parts. No Django here.

« 25000BESANCON », « Saint-Denis (93) », « LYON 3EME », « Besançon Cedex 9 »,
« F-1000 Bourg-en-Bresse », with the leading zero that a spreadsheet lost.
"""

import re
from typing import NamedTuple

from .names import folded_name

POSTCODE = re.compile(r"[0-9]{5}")
_FIRST = re.compile(
    r"(?:f\s*-?\s*)?([0-9]{2}\s[0-9]{3}|[0-9]{4,5})(?![0-9])[\s,:–-]*(.*)",
    re.IGNORECASE,
)
# Read from the sign before a run on, once: see tests/test_patterns.py.
_LAST = re.compile(r"(?<![\s,(–-])[\s,(–-]++([0-9]{5})\s*\)?$")
_CEDEX = re.compile(r"\bcedex\b.*", re.IGNORECASE)
_BETWEEN = re.compile(r"[(\[]([^()\[\]]+)[)\]]?$")
_CODE_LAST = re.compile(
    r"(?<![\s,–-])[\s,–-]++(2[ab]|97[1-8]|[0-9]{2})$", re.IGNORECASE
)
_PART = re.compile(
    r"(paris|lyon|marseille) (?:le )?0?([0-9]{1,2}) ?((?:er|e|eme|ieme)?(?: ?arr.*)?)"
)
_DEPARTEMENTS = {("paris", "75"), ("lyon", "69"), ("marseille", "13")}
LONGEST = 200  # signs
_ARTICLES = {"l", "l'", "l\u2019", "la", "le", "les"}


class Typed(NamedTuple):
    """`departement`: its code or name; `part`: the number of an arrondissement, or 0.

    `whole`: the name with what stands between brackets: « Bors (Canton de Baignes) ».
    """

    name: str
    postcode: str = ""
    departement: str = ""
    part: int = 0
    is_cedex: bool = False
    whole: str = ""


def postcode_of(text):
    """Give five digits, "" for nothing, None for what is no postcode."""
    digits = re.sub(r"^\s*f\s*-|\s|\.0$", "", text[:LONGEST], flags=re.IGNORECASE)
    digits = _CEDEX.sub("", digits)
    if not digits:
        return ""
    padded = digits.zfill(5) if len(digits) == 4 else digits
    return padded if POSTCODE.fullmatch(padded) else None


def read(text: str) -> Typed:
    """Give the parts of what was typed for a commune."""
    text, postcode, departement = " ".join(text[:LONGEST].split()), "", ""
    without = _CEDEX.sub("", text).strip(" ,-–")
    is_cedex, text = without != text, without
    if found := _FIRST.fullmatch(text):
        postcode, text = found[1].replace(" ", "").zfill(5), found[2]
    elif found := _LAST.search(text):
        text, postcode = text[: found.start()], found[1]
    whole = text = text.strip(" ,-–")
    if (found := _BETWEEN.search(text)) and found[1].strip().lower() not in _ARTICLES:
        text, departement = text[: found.start()].strip(), found[1].strip()
    found = _PART.fullmatch(folded_name(text))
    # « Marseille 13 » is its département as well: that says no more than its name.
    if found and (found[3] or found.group(1, 2) not in _DEPARTEMENTS):
        return Typed(found[1], postcode, departement, int(found[2]), is_cedex, whole)
    if not departement and (found := _CODE_LAST.search(text)):
        text, departement = text[: found.start()], found[1]
    return Typed(text.strip(" ,-–"), postcode, departement, 0, is_cedex, whole)
