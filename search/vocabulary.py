"""From the words of a query to its clauses: synonyms and words left out.

Made once for every engine, at query time: an engine only sees clauses. Corrections of
typing errors will come here, before synonyms (search.md, section 4).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from . import french

SYNONYMS_FILE = Path(__file__).parent / "data" / "synonyms.txt"
SYNONYM_WEIGHT = 0.8
MAX_TERM_WORDS = 6


@dataclass(frozen=True)
class Alternative:
    """Words that a page must all have, wherever they stand, and what that is worth.

    Words keep their accents: a stem is made from the spelling and from the bare word.
    """

    words: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Clause:
    """A word, or a run of words that is a synonym: any alternative fulfils it.

    `typed` is what the visitor typed, as `spelling.spans` reads it, to say which words
    a page lacks.
    """

    typed: str
    alternatives: tuple[Alternative, ...]

    @property
    def stems(self) -> frozenset[str]:
        """Give every stem that may be highlighted for this clause."""
        return frozenset(
            stem
            for alternative in self.alternatives
            for word in alternative.words
            for stem in french.stems(word)
        )


class Synonyms:
    """Groups of terms that mean the same, found in a query on the keys of its words."""

    def __init__(self, groups):
        """Take an iterable of groups, each an iterable of terms (text).

        ValueError for a group of less than two terms, a term in two groups, a term of
        more than six words or without any word that is indexed.
        """
        self._groups = {}
        for group in groups:
            terms = [tuple(w for _s, _e, w in french.spans(term)) for term in group]
            if len(terms) < 2:
                raise ValueError(f"A group needs two terms or more: {group}")
            keyed = dict.fromkeys(_keys(term) for term in terms)
            for term, keys in zip(terms, map(_keys, terms), strict=True):
                if not indexed(term) or len(term) > MAX_TERM_WORDS:
                    raise ValueError(f"Not a term: {' '.join(term)!r} in {group}")
                if self._groups.get(keys, (keyed,))[0] is not keyed:
                    raise ValueError(f"In two groups: {' '.join(term)!r} of {group}")
                self._groups[keys] = (keyed, terms)

    def __len__(self):
        return len({id(keyed) for keyed, _terms in self._groups.values()})

    def longest_at(self, words, start):
        """Give (number of words, terms of its group) of the longest term there.

        (0, ()) when no term starts at that word. Function words are still in `words`:
        without them « abri » would fire the rule of « sans-abri ».
        """
        for size in range(min(MAX_TERM_WORDS, len(words) - start), 0, -1):
            found = self._groups.get(_keys(words[start : start + size]))
            if found:
                return size, found[1]
        return 0, ()


def _keys(words):
    return tuple(french.key(french.fold(word)) for word in words)


def indexed(words) -> tuple[str, ...]:
    """Give those of the words that have an entry in the index."""
    return tuple(word for word in words if french.stems(word))


@lru_cache(maxsize=1)
def synonyms() -> Synonyms:
    """Give the shipped groups, read once: a line each, commas, # for a comment."""
    lines = SYNONYMS_FILE.read_text(encoding="utf-8").splitlines()
    return Synonyms(
        [term.strip() for term in line.split(",")]
        for line in lines
        if line.strip() and not line.startswith("#")
    )


def clauses(query: french.Query) -> tuple[Clause, ...]:
    """Give the clauses of the words of a query, none when all are function words.

    Words that only surround a question (« comment », « trouver ») are left out,
    unless nothing else was typed.
    """
    for ignored in (french.QUERY_STOP_WORDS, french.STOP_WORDS):
        found = tuple(_clauses(query, ignored))
        if found:
            return found
    return ()


def _clauses(query, ignored):
    at = 0
    while at < len(query.words):
        size, terms = synonyms().longest_at(query.words, at)
        run = query.words[at : at + max(size, 1)]
        own = indexed(run)
        if size or (own and french.fold(run[0]) not in ignored):
            distinct = {_stems(own): Alternative(own)}
            for words in map(indexed, terms):
                distinct.setdefault(_stems(words), Alternative(words, SYNONYM_WEIGHT))
            yield Clause(" ".join(run), tuple(distinct.values()))
        at += len(run)


def _stems(words):
    return tuple(french.stems(word)[-1] for word in words)


def phrase_clauses(query: french.Query) -> tuple[Clause, ...]:
    """Give one clause for each quoted word, to rank a search made of phrases alone."""
    words = dict.fromkeys(word for phrase in query.phrases for word in phrase)
    return tuple(Clause(word, (Alternative((word,)),)) for word in indexed(words))
