"""Documents for the engine that need no page."""

from datetime import UTC, datetime, timedelta

import pytest

from search.engines.base import SearchDocument
from search.engines.database import DatabaseEngine

FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)


def make_document(page_id, title="", facets=(), **texts):
    """Give a document published `page_id` days after the first day of 2025."""
    page_type = texts.pop("type", "fiche")
    return SearchDocument(
        page_id=page_id,
        type=page_type,
        published_at=FIRST_DAY + timedelta(days=page_id),
        digest=f"{page_id}-{title}"[:64],
        title=title,
        summary=texts.get("summary", ""),
        labels=texts.get("labels", ""),
        body=texts.get("body", ""),
        facets=(("type", page_type), *facets),
    )


@pytest.fixture
def document():
    return make_document


@pytest.fixture
def engine(db):
    """The database engine with an empty index."""
    engine = DatabaseEngine()
    engine.remove([page_id for page_id, _digest in engine.identities()])
    return engine
