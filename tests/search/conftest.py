"""Documents for the engine that need no page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from search.criteria import from_text
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


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` runs what waits for the commit, the drain among it."""

    def committed():
        return django_capture_on_commit_callbacks(execute=True)

    return committed


@pytest.fixture
def find(db):
    """find(text, **fields of the criteria): the ids of the pages of the index."""

    def find(text="", **rest):
        hits = DatabaseEngine().search(from_text(text, **rest)).hits
        return {hit.page_id for hit in hits}

    return find


@pytest.fixture
def rebuild(db):
    def rebuild():
        call_command("rebuild_search", verbosity=0)

    return rebuild
