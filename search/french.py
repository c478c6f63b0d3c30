"""French analysis: from the words of a page or of a visitor to what is compared.

surface -> clean -> words (`home/spelling.py`) -> fold -> stems. No Django here: every
engine and every test uses these functions as they are (search.md, section 3).
"""

import html
import re
import threading
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import snowballstemmer

from home.spelling import fold, spans

MAX_CHARACTERS = 200
MAX_WORDS = 12
MAX_STEM = 64  # letters, as stored

QUOTES = str.maketrans("“”„«»", '"""""')
QUERY_PART = re.compile(r'"([^"]*)"|(?<!\S)-(?=[^\W_])(\S+)|([^\s"]+)')
PLURAL = re.compile(r"(?<=\w\w\w)s$")
PLURAL_VERB = re.compile(r"^([^\W\d_]{3,}[^\W\d_im])(?:ent|ons)$")


def _data(name):
    """Give the folded words of a list kept as a data file."""
    text = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
    return frozenset(text.split())


# « été » stays out of it: folded it is also summer.
STOP_WORDS = _data("stop_words.txt")
# Ignored in a query only: what one says around the thing that is looked for.
QUERY_STOP_WORDS = STOP_WORDS | _data("query_stop_words.txt")
# Snowball makes one stem of « aînés » and the Ain, of « café » and the CAF, of « mère »
# and « mer », of « foyer » and « foi », of « communication » and « commune », and two of
# « jeu » and « jeux », of « petit » and « petite »: {folded word without its plural: stem}.
STEM_EXCEPTIONS = {
    word: word
    for word in (
        *("age", "aine", "balai", "cafe", "communication", "enjeu", "fois", "foyer"),
        *("galette", "gens", "jeu", "lieu", "loyer", "mere", "navette", "papi"),
        *("papier", "petit", "petition", "voeu"),
    )
} | {"ainee": "aine", "habit": "habits"}

_local = threading.local()


@dataclass(frozen=True)
class Query:
    """What a visitor typed, once read.

    `words` and `excluded` keep their spelling, as stems need it; `phrases` are folded.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    truncated: bool = False

    @property
    def unquoted(self) -> str:
        """Give the text with its phrases as plain words."""
        return " ".join(self.text.translate(QUOTES).replace('"', " ").split())


def clean(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Give the text without what no page prints, in NFC, one line, cut at `limit`.

    Surrogates, control, format and private characters go (NUL, zero width, marks of
    direction); white space of any kind is one space. `limit` 0 cuts nothing.
    """
    kept = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace()
        or unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cs"}
    )
    line = " ".join(unicodedata.normalize("NFC", kept).split())
    return line[:limit].rstrip() if limit else line


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """Give the stems of a word: the folded stem, the stem of the folded word.

    An accented spelling and a bare one meet by one of them whatever their inflection
    loses on the way. Snowball leaves « jardinent » and « cuisinons » alone, as they
    may be nouns: they also get the stems of their infinitive. It keeps the s of « ados »
    and takes « foyer », « conflit », « commissions » for verbs: what may be a plural gets
    the stems of its singular. A stop word has none.
    """
    bare = fold(word)
    if not bare or bare in STOP_WORDS:
        return ()
    for known in (bare, bare[:-1] if bare[-1] in "sx" else bare):
        if known in STEM_EXCEPTIONS:
            return (STEM_EXCEPTIONS[known],)
    stemmer, found = _stemmer(), {}
    spellings = (
        word.lower(),
        PLURAL_VERB.sub(r"\1er", word.lower()),
        PLURAL.sub("", word.lower()),
    )
    for spelling in spellings:
        found[fold(stemmer.stemWord(spelling))[:MAX_STEM]] = None
        found[stemmer.stemWord(fold(spelling))[:MAX_STEM]] = None
    return tuple(found)


def key(word: str) -> str:
    """Give a folded word without its plural: by this, synonyms are compared.

    Not by stems: « café » would fire the rule of « CAF », « aide » that of « aidants ».
    """
    return word[:-1] if len(word) > 4 and word[-1] in "sx" else word


def _stemmer():
    """A Snowball stemmer must not be used by two threads at once: one for each."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = snowballstemmer.stemmer("french")
    return _local.stemmer


def parse(text: str) -> Query:
    """Read what was typed: words, "exact phrase", -excluded. The rest is literal.

    Never raises. The text is cleaned and cut at 200 characters and 12 words in all.
    """
    whole = clean(text[: 50 * MAX_CHARACTERS], 0)
    line = clean(whole)
    truncated, left = line != whole, MAX_WORDS
    plain, phrases, excluded = [], [], []
    for phrase, without, literal in QUERY_PART.findall(line.translate(QUOTES)):
        read = [word for _s, _e, word in spans(phrase or without or literal)]
        read = [word for word in read if fold(word)]
        truncated = truncated or len(read) > left
        read, left = read[:left], left - len(read[:left])
        if phrase and read:
            phrases.append(tuple(map(fold, read)))
        elif without:
            excluded += read
        else:
            plain += read
    return Query(line, tuple(plain), tuple(phrases), tuple(excluded), truncated)


def highlight(text: str, wanted: frozenset[str], width: int = 0) -> str:
    """Give safe HTML of the text with <mark> around the words that have a wanted stem.

    With `width`, only the densest window of about so many characters, cut between
    words, with an ellipsis where something is left out.
    """
    found = spans(text)
    marks = [
        (start, end, word)
        for start, end, word in found
        if not wanted.isdisjoint(stems(word))
    ]
    first, last = 0, len(text)
    if width and len(text) > width:
        first, last = _window(found, marks, width)
    pieces, at = ["… " if first else ""], first
    for start, end, _word in marks:
        if first <= start and end <= last:
            pieces += [
                html.escape(text[at:start]),
                f"<mark>{html.escape(text[start:end])}</mark>",
            ]
            at = end
    pieces += [html.escape(text[at:last]), " …" if last < len(text) else ""]
    return "".join(pieces)


def _densest(marks, reach):
    """Give the place of the first mark after which most different words stand.

    One reading of the marks: a text may say the same word ten thousand times.
    """
    folded = [fold(word) for _start, _end, word in marks]
    place, most, inside, last = 0, 0, Counter(), 0
    for first, (start, _end, _word) in enumerate(marks):
        while last < len(marks) and marks[last][0] - start < reach:
            inside[folded[last]] += 1
            last += 1
        if len(inside) > most:
            place, most = start, len(inside)
        inside[folded[first]] -= 1
        inside += Counter()  # forgets what is at zero
    return place


def _window(found, marks, width):
    """Choose where the piece that is shown starts and ends, at borders of words."""
    start = 0
    if marks and marks[-1][1] > width:
        lead = width // 5
        start = max(0, _densest(marks, width - lead) - lead)
    inside = [span for span in found if span[0] >= start and span[1] <= start + width]
    if not inside:
        return start, start + width
    return inside[0][0] if start else 0, inside[-1][1]
