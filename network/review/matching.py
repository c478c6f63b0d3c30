"""What two lists of words or of paragraphs have in common, at a bounded cost."""

from collections import Counter
from difflib import SequenceMatcher

# Steps of the matcher. Texts at the bound of a submission take a tenth of them.
MOST_STEPS = 2_000_000


def opcodes(before, after):
    """Those of SequenceMatcher; past MOST_STEPS, what differs is one replacement.

    Trap: the matcher reads the pairs of equal words again at each of its cuts: a
    thousand words, half of them « de », hold a page for a quarter of a minute.
    """
    if _steps(before, after) <= MOST_STEPS:
        yield from _matched(before, after)
        return
    # One word that changed in a long text is told all the same.
    head = _common(before, after)
    old, new = before[head:], after[head:]
    tail = _common(old[::-1], new[::-1])
    old, new = old[: len(old) - tail], new[: len(new) - tail]
    if head:
        yield "equal", 0, head, 0, head
    if _steps(old, new) > MOST_STEPS:
        yield "replace", head, head + len(old), head, head + len(new)
    else:
        for operation, *places in _matched(old, new):
            yield operation, *(head + place for place in places)
    if tail:
        ends = len(before), len(after)
        yield "equal", ends[0] - tail, ends[0], ends[1] - tail, ends[1]


def _matched(before, after):
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _common(before, after):
    """How many words both begin with."""
    pairs = zip(before, after, strict=False)
    differing = (place for place, (old, new) in enumerate(pairs) if old != new)
    return next(differing, min(len(before), len(after)))


def _steps(old, new):
    """No fewer than the matcher takes: what a cut reads, times the number of cuts."""
    counts = Counter(new)
    pairs = sum(counts[word] for word in old)
    cuts = min(len(old), len(new), pairs) + 1
    return (len(old) + pairs) * cuts
