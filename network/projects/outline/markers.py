"""What stands before the words of a pasted line: indent, bullet, number, kind, heading.

A line at a time, but for letters: « M. Dupont » is no row M, « B. » is one after « A. ».
"""

import re
import unicodedata
from typing import NamedTuple

from home.spelling import APOSTROPHES

TAB = 4  # columns
BEGINNING = 80  # signs, where marks stand
# Folded words of kinds; those of "" are labels of their own. See `KINDS`.
KIND_OF = {
    "orientation": "orientation",
    "defi": "defi",
    "axe": "axe",
    "objectif": "objectif",
    "fonction": "fonction",
    "action": "action",
    "question": "question",
} | dict.fromkeys(
    ("ambition", "but", "chantier", "enjeu", "etape", "finalite", "levier", "mesure")
    + ("pilier", "priorite", "theme", "thematique", "volet"),
    "",
)
_WORDS = "|".join(sorted(KIND_OF, key=len, reverse=True))
_SORT = "general|specifique|operationnel|strategique|prioritaire|transversal"
_KIND = (
    rf"(?P<label>(?:sous[ -]|fiche[ -]?)?(?P<word>{_WORDS})"
    rf"(?:\s{{1,3}}(?:{_SORT})(?:le|e)?)?)"
)
_DIGITS = r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,9}"
_SEPARATOR = r"\s*[.:)–—-]*\s*"
KIND = [
    # « 2ème défi : »
    re.compile(
        rf"(?P<number>[0-9]{{1,3}})\s?(?:ere?|n?de?|eme|e)\s{{1,3}}{_KIND}(?!\w)\s*[:–—-]*\s*"
    ),
    # « Objectif 1.1 – », « Axe n° 2 », « Orientation 1. »
    re.compile(
        rf"{_KIND}\s{{1,3}}(?:n\s?[°o]\s?)?(?P<number>{_DIGITS})(?![\w%€])(?!\.\d){_SEPARATOR}"
    ),
    # « Axe B : », « Orientation II. »; « Action a mener » is a title.
    re.compile(rf"{_KIND}\s{{1,3}}(?P<number>[a-h]|[ivx]{{1,5}})(?:\s*[.:)–—-]+\s*|$)"),
    # « Action : », « Défi – »
    re.compile(rf"{_KIND}\s*(?::|[–—-](?=\s))\s*"),
]
NAMED = re.compile(rf"{_KIND}(?!\w)")
HEADING = re.compile(r"(#{1,6})\s+")
# Word's own bullets come as letters of a font of signs: « Ø » is an arrow.
BULLET = re.compile(
    r"[•●▪■□◦‣·►▶➢➤✓✔§\uf0b7\uf0a7\uf0d8]\s*|[*oØ](?:\s+|$)|[qv\u00fc]\t"
    r"|[-–—](?:\s+|$|(?=[^\W\d_]))"
)
DOTTED = re.compile(
    r"\(?(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3}){1,9})(?![\d,]|\s?(?:million|milliard|[%€]))"
    r"(?:[.)]|\s?[-–—:](?=\s))?(?:\s+|$|(?=[^\W\d_]))"
)
SINGLE = re.compile(
    r"\(?(?P<number>[0-9]{1,3})"
    r"(?:(?P<sign>[.)/°])\)?(?![\d,])\s*|\s?(?P<dash>[-–—])\s+(?!\d)|(?P<tab>\t)\s*)"
)
LETTER = re.compile(
    r"\(?(?P<number>[a-z]|[ivx]{1,5}|[A-Z]|[IVX]{1,5})"
    r"(?:(?P<sign>[.)/])\)?(?:\s+|$)|\s[-–—]\s+)"
)
ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
LETTERS = re.compile(r"[^\W_]")
SPACES = re.compile("(?<! )  +|\t+")
EMPHASIS = re.compile(r"</?(?:sup|b|i|u|em|strong|span|br)\s*/?>", re.IGNORECASE)


class Marks(NamedTuple):
    """`number` is bare; `form` tells lists apart: "1.", "1)", "1.1", "a)", "I."."""

    indent: int  # columns
    signs: str  # all that was read as a sign
    words: str
    heading: int = 0  # signs # of Markdown
    bullet: str = ""
    number: str = ""
    form: str = ""
    kind: str = ""
    label: str = ""

    @property
    def is_marked(self):
        return bool(self.heading or self.bullet or self.number or self.style)

    @property
    def style(self):
        """What rows of one kind share: its own word, or the kind."""
        return plain(self.label) or self.kind


def plain(text):
    """Lower case without accents, sign for sign: positions in the text stay true."""
    return "".join(
        unicodedata.normalize("NFD", sign)[:1].lower()[:1] or sign
        for sign in text.translate(APOSTROPHES)
    )


def without_emphasis(text):
    """« **Projet :** *lequel ?* » is « Projet : *lequel ?* », « *lequel ?* » its words."""
    text = EMPHASIS.sub("", text)
    for sign in ("**", "__"):
        if text.count(sign) % 2 == 0:
            text = text.replace(sign, "")
    text = text.strip()
    if (
        len(text) > 2
        and text[0] == text[-1]
        and text[0] in "*_"
        and text[1] not in " *_"
    ):
        text = text[1:-1]
    return text


def read_marks(line: str, letters: set) -> Marks:
    """`letters`: the (form, letter) that the paste had so far; grows with this line's."""
    expanded = line.expandtabs(TAB)
    found = {"indent": len(expanded) - len(expanded.lstrip())}
    rest, signs = _headed(line.strip(), found)
    rest = without_emphasis(rest)
    before = len(rest)
    start = _numbered(rest, found, letters)
    start = _of_a_kind(rest, start, found)
    words = rest[start:]
    if words and not LETTERS.search(words):  # « (110). », the end of a sentence
        return Marks(found["indent"], "", line.strip())
    if found.get("heading") and "kind" not in found:
        _named_by_its_kind(words, found)
    signs = f"{signs} {rest[: before - len(words)]}".strip()
    return Marks(signs=signs, words=SPACES.sub(" ", words).strip(), **found)


def _headed(text, found):
    """Takes « ## » and bullets off, several of them too: « - ▶ »."""
    whole = text
    if match := HEADING.match(text):
        found["heading"] = len(match[1])
        text = text[match.end() :]
    while match := BULLET.match(text):
        found["bullet"] = found.get("bullet", "") + match[0].strip()
        text = text[match.end() :]
        if not text:
            break
    return text, whole[: len(whole) - len(text)].strip()


def _numbered(text, found, letters):
    """Where the words begin, behind a number if there is one."""
    if match := DOTTED.match(text):
        found |= {"number": match["number"], "form": "1.1"}
    elif match := SINGLE.match(text):
        sign = match["sign"] or ("-" if match["dash"] else "")
        found |= {"number": match["number"], "form": f"1{sign}"}
    elif (match := LETTER.match(text)) and (form := _form_of(match, letters)):
        found |= {"number": match["number"], "form": form}
        letters.add((form, match["number"].lower()))
    else:
        return 0
    return match.end()


def _form_of(match, letters):
    """ "a)", "I." …; "" for a letter that begins no list and goes on with none."""
    letter, sign = match["number"].lower(), match["sign"] or "-"
    is_capital = match["number"] != letter
    if sign == "-" and not is_capital:
        return ""
    alphabetic = f"{'A' if is_capital else 'a'}{sign}"
    roman = f"{'I' if is_capital else 'i'}{sign}"
    if len(letter) == 1 and (
        letter == "a" or (alphabetic, chr(ord(letter) - 1)) in letters
    ):
        return alphabetic
    if letter in ROMANS:
        place = ROMANS.index(letter)
        if place == 0 or (roman, ROMANS[place - 1]) in letters:
            return roman
    return ""


def _of_a_kind(text, start, found):
    folded = plain(text[: start + BEGINNING])
    for pattern in KIND:
        if match := pattern.match(folded, start):
            number = match.groupdict().get("number")
            if number:
                first = match.start("number")
                found["number"] = text[first : first + len(number)]
                found["form"] = ""
            _name(match, text, found)
            return match.end()
    return start


def _name(match, text, found):
    label = text[match.start("label") : match.end("label")]
    found["kind"] = KIND_OF[match["word"]]
    if not found["kind"] or match["label"] != match["word"]:
        found["label"] = label[:1].upper() + label[1:].lower()


def _named_by_its_kind(words, found):
    """« ### Fonction de lieu ressource » keeps its word in its title."""
    match = NAMED.match(plain(words[:BEGINNING]))
    if match and KIND_OF[match["word"]]:
        found["kind"] = KIND_OF[match["word"]]
