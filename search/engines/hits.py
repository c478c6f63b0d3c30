"""From the stored texts of a page to the hit that is shown, the same for every engine.

The marks are ours, never those of a store: two engines show a page alike.
"""

from django.utils.safestring import mark_safe

from home.typography import typeset

from .. import french
from ..criteria import Criteria
from .base import Hit

SUMMARY_WIDTH = 240


def hit(
    criteria: Criteria,
    page_id: int,
    matched: int,
    title: str,
    summary: str,
    body: str,
    distance: float | None = None,
) -> Hit:
    """Give the hit of a page: title and the piece of text where the words stand.

    - matched: bit n is set where the page fulfils the clause n of the criteria.
    The body is shown only where the summary has none of the words.
    """
    # Before the marks: what comes out of highlight() is markup.
    title, summary = typeset(title), typeset(summary)
    wanted = _wanted(criteria)
    excerpt = french.highlight(summary, wanted, SUMMARY_WIDTH)
    if wanted and "<mark>" not in excerpt:
        other = french.highlight(typeset(body), wanted, SUMMARY_WIDTH)
        excerpt = other if "<mark>" in other else excerpt
    return Hit(
        page_id,
        mark_safe(french.highlight(title, wanted)),  # noqa: S308 escaped there
        mark_safe(excerpt),  # noqa: S308
        tuple(
            clause.typed
            for bit, clause in enumerate(criteria.clauses)
            if not matched & 1 << bit
        ),
        distance if criteria.place else None,
    )


def _wanted(criteria):
    """Give every stem that may be marked: of the clauses, and of quoted words."""
    phrases = criteria.query.phrases
    quoted = {s for phrase in phrases for word in phrase for s in french.stems(word)}
    return frozenset(quoted).union(*(clause.stems for clause in criteria.clauses))
