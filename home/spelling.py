"""One spelling for what French writes in several, for whoever compares words.

Accents, capitals, ligatures, elided articles, « habitant·e·s », « St » and « Ste »,
acronyms with points. No Django here. Source: search.md, section 3.
"""

import re
import unicodedata
from functools import lru_cache

# One character for one character, so that positions in the text stay true.
APOSTROPHES = str.maketrans("’‘ʼ´`", "'''''")
LETTER = r"[^\W\d_]"
WORD = re.compile(
    # « C.A.F. », « l’A.P.L. »: letters alone, a point between them.
    rf"(?<![^\W_])(?:{LETTER}{{1,6}}')?{LETTER}(?:\.{LETTER})+(?![^\W_])\.?"
    r"|[^\W_]+(?:'[^\W_]+)*"
)
# What inclusive writing adds to a word. Behind a hyphen only what begins no other word.
ENDINGS = (
    r"(?:[nltsv]?e|x|he|fe|que|sse|i?[eè]re|[eè]te|euse|eure|t?rice|ice|ive|i?enne|elle"
    r"|ine|ale)s?|s"
)
HYPHENED = r"(?:n?e|t?rice|euse)s?|s"
INCLUSIVE = re.compile(
    rf"(?:(?:[.·•‧⋅](?:{ENDINGS})|[-‐‑/](?:{HYPHENED})|\((?:{ENDINGS})\)[sx]?)"
    r"(?![^\W_]))+",
    re.IGNORECASE,
)
SHORTEST = 3  # letters of the word, but two before what stands in no other text
PLAIN_SIGNS = frozenset("·•‧⋅(")
SAINTS = {"s": "saint", "st": "saint", "sts": "saints"}
SAINTS |= {"ste": "sainte", "stes": "saintes"}
SAINT_BY_A_POINT = re.compile(rf"\.[-‐‑](?={LETTER})")
ELIDED = frozenset(
    {"l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu"}
    | {"puisqu", "quelqu", "presqu", "entr"}
)
LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss"}
)
# Of a name that somebody looks for they say nothing.
ARTICLES = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"}
    | {"sous", "sur"}
)
MOST_ASKED = 12  # words


def fold(text: str) -> str:
    """Give the text without accents, ligatures and capitals: « Œuvrés » is "oeuvres".

    Idempotent. Lower case comes last, as some capitals only appear by decomposition.
    """
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(character)
    )
    return bare.translate(LIGATURES).lower()


def spans(text: str) -> list[tuple[int, int, str]]:
    """Give (start, end, word) for each word of the text, elided articles left out.

    Positions are those in `text`. The word keeps its accents and its capitals; it is
    the long form of what stands there: « habitants » of « habitant·e·s », « saint » of
    « St », « CAF » of « C.A.F. ».
    """
    found, end = [], 0
    plain = text.translate(APOSTROPHES)
    while match := WORD.search(plain, end):
        start, end, word = match.start(), match.end(), match.group().replace(".", "")
        while "'" in word:
            article, rest = word.split("'", 1)
            if fold(article) not in ELIDED:
                break
            start, word = start + len(article) + 1, rest
        added = INCLUSIVE.match(plain, end)
        if added and _takes(word, added.group()):
            end, word = added.end(), _in_the_plural(word, added.group())
        found.append((start, end, _long_form(word, plain, end)))
    return found


def _takes(word, added):
    """« 16-25 », « porte-à-porte » and « n.es » are no inclusive writing."""
    shortest = SHORTEST - 1 if added[0] in PLAIN_SIGNS else SHORTEST
    return len(word) >= shortest and word.isalpha()


def _in_the_plural(word, added):
    """« Les habitants du quartier » between quotes meets « les habitant·e·s »."""
    ends = added.rstrip(")")[-1].lower()
    return f"{word}{ends}" if ends in "sx" and word[-1].lower() not in "sx" else word


def _long_form(word, plain, end):
    """Trap: « Sté » is no saint; « S. » is one where a hyphen follows its point."""
    short = word.lower()
    if short == "s" and not SAINT_BY_A_POINT.match(plain, end):
        return word
    return SAINTS.get(short, word)


def words(text: str) -> list[str]:
    """Give the folded words of a text, stop words included, in their order."""
    return [fold(word) for _start, _end, word in spans(text)]


def folded_line(text: str) -> str:
    """Give the folded words with a space on both sides of each, for phrases."""
    return f" {' '.join(words(text))} "


def asked_words(text: str) -> list[str]:
    """Give what each word of a text that looks for a name must begin.

    « Les écoles » asks for a word in "ecole": articles and the plural are left out.
    """
    folded = words(text)[:MOST_ASKED]
    return [_singular(word) for word in folded if word not in ARTICLES]


def _singular(word):
    if len(word) > 4 and word.endswith("aux"):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def found_in(rows, asked: str) -> list:
    """Give the keys of those of the rows, (key, text), that have each word asked for.

    In Python, so that no collation has a say: for some thousands of rows.
    """
    beginnings = [f" {word}" for word in asked_words(asked)]
    lines = ((key, _line(text)) for key, text in rows)
    return [key for key, line in lines if all(b in line for b in beginnings)]


_line = lru_cache(maxsize=8192)(folded_line)
