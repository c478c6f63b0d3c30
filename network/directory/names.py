"""How the name of a commune is compared: as people and La Poste write it. No Django here.

« L HAY LES ROSES », « L'Haÿ-les-Roses », « HAY LES ROSES (L') » are one name, and so are
« ST-PIERRE-ES-CHAMPS » and « Saint-Pierre-ès-Champs », where the hyphens must go first:
« Pierre-es » is inclusive writing for home.spelling.
"""

import re
from functools import lru_cache

from home.spelling import words

_HYPHENS = re.compile(r"(?<!\.)[-‐‑–—_]")  # « S.-Denis » is a saint by its point
_ON, _UNDER = (
    re.compile(r"\bs\s*/\s*(?!s\b)", re.IGNORECASE),
    re.compile(r"\bs\s*/\s*s\b", re.IGNORECASE),
)
_ARTICLE_LAST = re.compile(
    r"^(.*?)\s*\(\s*(l['\u2019]|la|les?)\s*\)\s*$", re.IGNORECASE
)
_ARTICLES = ("l", "le", "la", "les")
_ELIDED = {"d", "l"}  # capitals without their apostrophe


@lru_cache(maxsize=1024)  # asked several times of one line of a file
def folded_name(name: str) -> str:
    """Give the words of the name, folded: "saint pierre es champs"."""
    text = _ARTICLE_LAST.sub(r"\2 \1", name.strip())
    text = _ON.sub("sur ", _UNDER.sub("sous ", text))
    return " ".join(words(_HYPHENS.sub(" ", text)))


def key_of(folded: str) -> str:
    """Give the letters and digits by which a folded name is found, less its first article.

    Nothing but a to z and 0 to 9, so that every collation sorts it alike.
    """
    found = folded.split()
    if len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    kept = [word for word in found if word not in _ELIDED] or found
    return "".join(letter for letter in "".join(kept) if letter.isascii())
