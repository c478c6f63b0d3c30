"""The database engine: SQLite and PostgreSQL, plain tables, the same ranking."""

from collections import defaultdict

from django.db import connection, transaction

from home.spelling import folded_line
from home.spelling import words as folded_words

from .. import french
from ..criteria import FACETS
from ..models import SearchFacet, SearchRow, SearchText
from . import sql
from .base import Results
from .hits import hit
from .weights import weights

BATCH = 200
REMOVE_TERM = "DELETE FROM search_searchterm WHERE stem = %s AND row_id = %s"
ADD_TERM = "INSERT INTO search_searchterm (stem, row_id, weight) VALUES (%s, %s, %s)"


class DatabaseEngine:
    """See `base.SearchEngine` for what each method takes and gives."""

    name = "database"

    def search(self, criteria) -> Results:
        """Answer in one request. DatabaseError is left to the caller."""
        facets, failed, found = defaultdict(dict), {}, []
        with connection.cursor() as cursor:
            cursor.execute(*sql.statement(criteria))
            for kind, value, number, *rest in cursor.fetchall():
                if kind == sql.HIT:
                    found.append((number, int(value), *rest))
                elif kind == sql.TOTAL:
                    failed[int(value)] = number
                else:
                    facets[FACETS[kind]][value] = number
        total = failed.get(0, 0)
        return Results(
            hits=tuple(hit(criteria, *rest) for _place, *rest in sorted(found)),
            total=total,
            facets=dict(facets),
            without={
                facet: total + failed.get(1 << FACETS.index(facet), 0)
                for facet in criteria.selected
            },
            unfiltered=sum(failed.values()),
            engine=self.name,
        )

    def suggest(self, text, limit=8):
        """Look for the words typed, the last one as a beginning, in the titles."""
        words = folded_words(french.clean(text))
        if not words:
            return []
        with connection.cursor() as cursor:
            cursor.execute(sql.SUGGEST, [sql.like(words, prefix=True), limit])
            return cursor.fetchall()

    def similar(self, page_id, limit=4, text=""):
        """Compare the 12 rarest stems of title, summary and labels, themes, publics."""
        if not text:
            texts = SearchText.objects.filter(page_id=page_id)
            texts = texts.values_list("title", "summary", "labels").first()
            text = " ".join(texts or ())
        stems = {s for _s, _e, word in french.spans(text) for s in french.stems(word)}
        with connection.cursor() as cursor:
            cursor.execute(*sql.similar(page_id, stems, limit))
            return [found for found, *_order in cursor.fetchall()]

    def index(self, documents):
        """Write only what differs from the stored terms, in batches, all or nothing."""
        documents = sorted(documents, key=lambda document: document.page_id)
        with transaction.atomic():
            for start in range(0, len(documents), BATCH):
                _write(documents[start : start + BATCH])

    def remove(self, page_ids):
        """Delete by (stem, row): the terms of an entry are known from its row."""
        with transaction.atomic():
            stored = _locked(page_ids)
            _remove_terms((s, page_id) for page_id in stored for s in stored[page_id])
            SearchFacet.objects.filter(row_id__in=stored).delete()
            SearchRow.objects.filter(page_id__in=stored).delete()
            SearchText.objects.filter(page_id__in=stored).delete()

    def identities(self):
        """Give (page id, digest) of every entry."""
        return SearchRow.objects.values_list("page_id", "digest").iterator()


def _write(documents):
    texts = {document.page_id: _text(document) for document in documents}
    # The rows are made, then locked: two writers of a page follow each other.
    SearchText.objects.bulk_create(
        [SearchText(page_id=page_id) for page_id in texts], ignore_conflicts=True
    )
    before = _locked(texts)
    gone, new = [], []
    for page_id, text in texts.items():
        old = before[page_id]
        changed = {s for s, w in text.weights.items() if old.get(s) != w}
        gone += [(s, page_id) for s in old if s in changed or s not in text.weights]
        new += [(s, page_id, text.weights[s]) for s in changed]
    _remove_terms(gone)
    if new:
        with connection.cursor() as cursor:
            cursor.executemany(ADD_TERM, new)
    SearchFacet.objects.filter(row_id__in=texts).delete()
    SearchFacet.objects.bulk_create(
        SearchFacet(row_id=document.page_id, facet=FACETS.index(name), value=value)
        for document in documents
        for name, value in dict.fromkeys(document.facets)
    )
    _put(SearchText, texts.values())
    _put(SearchRow, [_row(document) for document in documents])


def _put(model, rows):
    """Insert the rows, or replace those that are there."""
    names = [field.name for field in model._meta.fields if not field.primary_key]
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["page_id"], update_fields=names
    )


def _locked(page_ids):
    """Give {page id: its stored weights}, locked against any other writer."""
    texts = SearchText.objects.filter(page_id__in=list(page_ids))
    locked = texts.select_for_update().order_by("page_id")
    return dict(locked.values_list("page_id", "weights"))


def _row(document):
    return SearchRow(
        page_id=document.page_id,
        type=document.type,
        published_at=document.published_at,
        digest=document.digest,
        folded_title=folded_line(document.title),
        latitude=document.latitude,
        longitude=document.longitude,
    )


def _text(document):
    lines = (document.title, document.summary, document.labels, document.body)
    return SearchText(
        page_id=document.page_id,
        title=document.title,
        summary=document.summary,
        labels=document.labels,
        body=document.body,
        # A line for each text: a phrase does not run from one into the next.
        folded="\n".join(map(folded_line, "\n".join(lines).split("\n"))),
        weights=weights(document),
    )


def _remove_terms(pairs):
    pairs = list(pairs)
    if pairs:
        with connection.cursor() as cursor:
            cursor.executemany(REMOVE_TERM, pairs)
