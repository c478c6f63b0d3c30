"""The weight of each stem of a document: BM25F, computed once when it is indexed.

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields",
CIKM 2004. The mean lengths are constants, measured on fiches: so a weight depends on
its document only, and indexing again changes nothing.
"""

from collections import Counter

from .. import french

K1, B = 1.2, 0.75
# {text: (boost, mean length in words without function words)}
FIELDS = {
    "title": (3, 5),
    "summary": (1, 40),
    "labels": (1, 30),
    "body": (0.5, 300),
}


def weights(document) -> dict[str, float]:
    """Give {stem: weight between 0 and 1} of a `SearchDocument`.

    x = sum over the fields of boost * tf / (1 - B + B * length / mean length), and
    weight = x / (K1 + x). A word counts once for each of its stems.
    """
    found = Counter()
    for name, (boost, mean) in FIELDS.items():
        counted = Counter()
        length = 0
        for _start, _end, word in french.spans(getattr(document, name)):
            stems = french.stems(word)
            counted.update(stems)
            length += bool(stems)
        share = 1 - B + B * length / mean
        for stem, frequency in counted.items():
            found[stem] += boost * frequency / share
    return {stem: round(x / (K1 + x), 6) for stem, x in found.items()}
