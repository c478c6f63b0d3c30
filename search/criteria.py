"""From the address of a search to what an engine is asked, and back to an address.

Whatever the address says, reading it never fails: an unknown facet, value or sort is
dropped and noted. The criteria are frozen, so they may be a key.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from network.directory.places import Place

from . import french, vocabulary

# The number of a facet is its place here: it is stored, so only ever add at the end.
FACETS = (
    "type",
    "theme",
    "public",
    "departement",
    "region",
    "centre",
    "annee",
    "nature",
)
PER_PAGE = 12
MAX_RESULTS = 10_000  # that can be leafed through
MAX_PAGE = 833  # whole pages of MAX_RESULTS
MAX_VALUES = 20  # of one facet
SHOWN = ("type", "theme", "public", "departement")  # counted beside the results
RELEVANCE, RECENT, TITLE = "pertinence", "recent", "titre"
DISTANCE = "distance"
SORTS = (RELEVANCE, DISTANCE, RECENT, TITLE)
NEAR = 100  # km: what is near a place, unless nothing is
LONGEST_PLACE = 100  # signs
# Names that other parts of the site may add without being told of an unknown filter.
KNOWN_PARAMETERS = {"q", "pres", "page", "tri", *FACETS}
YEAR = re.compile(r"(19|20)\d\d", re.ASCII)


@dataclass(frozen=True)
class Criteria:
    """One search: text, filters as ((facet, values), ...), sort, page from 1.

    `fixed` are the facets that the address does not say (`type` of /initiatives/).
    `near`: what was typed for a place, and `place` what it means, or None: then the
    pages that are `within` km of it, or all that have a place where it is None.
    `notices` are codes: truncated, no_words, only_stopwords, unknown_filter.
    """

    text: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    near: str = ""
    place: Place | None = None
    within: float | None = NEAR
    sort: str = RECENT
    page: int = 1
    per_page: int = PER_PAGE
    counted: tuple[str, ...] = SHOWN
    fixed: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    query: french.Query = field(default_factory=french.Query)
    clauses: tuple[vocabulary.Clause, ...] = ()

    @property
    def has_text(self) -> bool:
        """Tell whether something ranks the pages: words or phrases to find."""
        return bool(self.clauses or self.query.phrases)

    @property
    def selected(self) -> dict[str, tuple[str, ...]]:
        """Give {facet: chosen values}, fixed ones included."""
        return dict(self.filters)

    @property
    def active(self) -> tuple[tuple[str, str], ...]:
        """Give each (facet, value) that the visitor chose."""
        return tuple(
            (facet, value)
            for facet, values in self.filters
            if facet not in self.fixed
            for value in values
        )

    def without(self, facet: str, value: str | None = None) -> "Criteria":
        """Give the same search, from its first page, less a value or a whole facet."""
        filters = (
            (name, tuple(v for v in values if value is not None and v != value))
            if name == facet
            else (name, values)
            for name, values in self.filters
        )
        kept = tuple((name, values) for name, values in filters if values)
        return replace(self, filters=kept, page=1)

    def anywhere(self) -> "Criteria":
        """Give the same search, from its first page, wherever it happens."""
        sort = default_sort(self.has_text) if self.sort == DISTANCE else self.sort
        return replace(self, near="", place=None, sort=sort, page=1)

    def querystring(self, **changes) -> str:
        """Give the query of the address, with its "?", or "" for the bare list.

        `changes`: text, sort, page, filters as above.
        """
        changed = replace(self, **changes)
        pairs = [("q", changed.text)] if changed.text else []
        pairs += [("pres", changed.near)] if changed.near else []
        pairs += changed.active
        if changed.sort != default_sort(bool(changed.text), changed.place):
            pairs.append(("tri", changed.sort))
        if changed.page > 1:
            pairs.append(("page", changed.page))
        return f"?{urlencode(pairs)}" if pairs else ""


def default_sort(with_text: bool, place: Place | None = None) -> str:
    """Give the sort in use when the address says none."""
    if place:
        return DISTANCE
    return RELEVANCE if with_text else RECENT


def from_text(text: str, **rest) -> Criteria:
    """Give the criteria of a text alone; `rest` are fields of `Criteria`."""
    query = french.parse(text)
    clauses = vocabulary.clauses(query)
    ranked = bool(clauses or query.phrases)
    notices = ["truncated"] if query.truncated else []
    if query.words and not ranked and not query.excluded:
        notices.append("only_stopwords")
    elif text.strip() and not (query.words or query.phrases or query.excluded):
        notices.append("no_words")
    found = {
        "text": query.text,
        "query": query,
        "clauses": clauses or vocabulary.phrase_clauses(query),
        "sort": default_sort(ranked),
    }
    criteria = Criteria(**(found | rest))
    return replace(criteria, notices=(*notices, *criteria.notices))


def from_address(
    data,
    known: Mapping[str, Mapping[str, str]],
    fixed: Mapping[str, str] | None = None,
    place_of: Callable[[str], Place | None] = lambda text: None,
) -> Criteria:
    """Read a QueryDict. Never raises.

    - place_of: gives the place that a text means;
    - known: {facet: {value: label}} of every facet whose values are a closed list;
    - fixed: {facet: value} that the page imposes, whatever the address says.
    """
    fixed = fixed or {}
    chosen, dropped = {}, bool(set(data) - KNOWN_PARAMETERS)
    for facet in FACETS:
        if facet in fixed:
            chosen[facet] = (fixed[facet],)
            continue
        values = tuple(dict.fromkeys(value for value in data.getlist(facet) if value))
        kept = tuple(v for v in values if _is_known(facet, v, known))[:MAX_VALUES]
        dropped = dropped or kept != values
        if kept:
            chosen[facet] = kept
    near = " ".join(data.get("pres", "").split())[:LONGEST_PLACE]
    place = place_of(near) if near else None
    criteria = from_text(
        data.get("q", ""),
        filters=tuple(chosen.items()),
        fixed=tuple(fixed),
        page=_page(data.get("page", "1")),
        notices=("unknown_filter",) if dropped else (),
        near=near,
        place=place,
    )
    return replace(criteria, sort=_sort(data.get("tri"), criteria))


def _sort(typed, criteria):
    """Relevance needs a text, distance a place."""
    useless = {RELEVANCE: not criteria.has_text, DISTANCE: not criteria.place}
    if typed not in SORTS or useless.get(typed):
        return default_sort(criteria.has_text, criteria.place)
    return typed


def _is_known(facet, value, known):
    if facet == "annee":
        return bool(YEAR.fullmatch(value))
    return value in known.get(facet, {})


def _page(text):
    """Give the number of the page; 1 for what is not one, never more than needed."""
    if not text.isascii() or not text.isdigit():
        return 1
    return max(1, int(text[:9]))
