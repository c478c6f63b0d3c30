"""What every engine is asked and what it answers (search.md, section 2).

An engine may be the database, Elasticsearch, or one behind the other: `factory.py`
says which one is in use, and nobody else names one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ..criteria import Criteria

CUT = 0.25  # of the best page's score, when there is more than one clause
TITLE_BONUS = 1.2  # when the title contains the whole query


@dataclass(frozen=True)
class SearchDocument:
    """What is indexed of one page: four texts, values of facets, a digest of it all.

    A text may hold several, a line each: a quoted phrase stays within a line.
    facets: ((name of the facet, stable value), ...), as ("theme", "lien-social").
    latitude, longitude: where the page says to be, None for nowhere.
    """

    page_id: int
    type: str
    published_at: datetime
    digest: str
    title: str
    summary: str
    labels: str
    body: str
    facets: tuple[tuple[str, str], ...]
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Hit:
    """One page found. The two texts are safe HTML; `missing` are typed words.

    `distance`: km from the place of the criteria, None without one.
    """

    page_id: int
    title_html: str = ""
    summary_html: str = ""
    missing: tuple[str, ...] = ()
    distance: float | None = None


@dataclass(frozen=True)
class Results:
    """The answer to one `Criteria`.

    - total: exact number of pages; hits: those of the page asked, in order.
    - facets: {facet: {value: count}}; the counts of a facet ignore its own selection
      and obey every other one. Values without a page are absent.
    - without: {facet: total if that facet's selection were removed}.
    - unfiltered: total of the text alone.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    without: Mapping[str, int] = field(default_factory=dict)
    unfiltered: int = 0
    suggestions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    engine: str = ""
    degraded: bool = False
    next_cursor: str = ""


class SearchEngine(Protocol):
    """An engine holds one entry a page, keyed by page id.

    Near a place it gives the pages that are `within` of it, whatever they match, and
    no page that is nowhere; the sort by distance breaks ties by the newest.
    Nothing of a visitor's text ever reaches a query parser. Errors of the store
    (database, network) are raised as they come: the caller chooses the fallback.
    """

    def search(self, criteria: Criteria) -> Results:
        """Answer one search: hits of its page, total, facets."""

    def suggest(self, text: str, limit: int = 8) -> list[tuple[int, str]]:
        """Give (page id, title) of pages whose title has the words, last as prefix."""

    def similar(self, page_id: int, limit: int = 4, text: str = "") -> list[int]:
        """Give the ids of the nearest pages of the same type, nearest first.

        - text: of the page, from a caller that has it: one request less.
        """

    def index(self, documents: Iterable) -> None:
        """Write the documents; a page that has an entry has it replaced."""

    def remove(self, page_ids: Iterable[int]) -> None:
        """Forget these pages; unknown ids are no error."""

    def identities(self) -> Iterable[tuple[int, str]]:
        """Give (page id, digest) of every entry, to compare with the tree."""
