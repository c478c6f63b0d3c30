"""The search backend of the back office: one answer on SQLite and PostgreSQL.

The core's own answers by database: « ecole » found « École » on SQLite alone,
« écoles » on PostgreSQL alone. Here each object has its folded words, and each word
typed begins one of them: explorer, choosers, pictures, documents, the pages' API.
Nothing of what is typed reaches a query parser.
"""

from django.core.management import call_command
from django.db.models import Manager, OuterRef, Q, Subquery
from django.db.models.functions import Length
from modelsearch.backends.base import BaseIndex, get_model_root
from modelsearch.backends.database.fallback import (
    MATCH_ALL,
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
    DatabaseSearchResults,
)
from wagtail.search.index import AutocompleteField, RelatedFields, SearchField
from wagtail.search.query import Phrase, PlainText

from home.spelling import asked_words, folded_line

from . import analysis
from .models import DeskEntry


class QueryCompiler(DatabaseSearchQueryCompiler):
    """Each word begins a word of the entry; a phrase stands in it as it is."""

    def build_database_filter(self, query, boost=1.0):
        """A text without a word to look for leaves everything, as in the public search."""
        if isinstance(query, PlainText):
            wanted = [f" {word}" for word in asked_words(query.query_string)]
            return self._having(wanted, query.operator)
        if isinstance(query, Phrase):
            line = folded_line(query.query_string).rstrip()
            return self._having([line] if line else [], "and")
        return super().build_database_filter(query, boost)

    def _having(self, beginnings, operator):
        if not beginnings:
            return Q()
        asked = Q(
            *(("words__contains", beginning) for beginning in beginnings),
            _connector=Q.OR if operator == "or" else Q.AND,
        )
        entries = entries_of(self.queryset.model).filter(asked)
        return Q(pk__in=entries.values("object_id"))


class Results(DatabaseSearchResults):
    """The shortest text first: the nearest to what was typed."""

    def get_queryset(self):
        compiler = self.query_compiler
        queryset, found = (
            compiler.queryset,
            compiler.build_database_filter(compiler.query),
        )
        if found == MATCH_NONE:
            queryset = queryset.none()
        elif found != MATCH_ALL:
            queryset = queryset.filter(found)
        if compiler.order_by_relevance:
            entry = entries_of(queryset.model).filter(object_id=OuterRef("pk"))
            queryset = queryset.order_by(
                Length(Subquery(entry.values("words")[:1])), "pk"
            )
        elif not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        return queryset[self.start : self.stop]


class Index(BaseIndex):
    """One table for every model; the core's own stays empty."""

    def add_items(self, model, items):
        rows = [
            DeskEntry(
                model=label_of(model),
                object_id=item.pk,
                words=folded_line(" ".join(_texts(item, item.get_search_fields()))),
                analysis=analysis.of_words(),
            )
            for item in items
        ]
        DeskEntry.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["model", "object_id"],
            update_fields=["words", "analysis"],
        )

    def delete_item(self, item):
        entries_of(type(item)).filter(object_id=item.pk).delete()

    def reset(self):
        DeskEntry.objects.all().delete()


class Rebuilder:
    """`update_index`: every entry is made anew, those of vanished objects go."""

    def __init__(self, index):
        self.index = index

    def start(self):
        self.index.reset()
        return self.index

    def finish(self):
        pass


class SearchBackend(DatabaseSearchBackend):
    """Named by `WAGTAILSEARCH_BACKENDS`; whole words are looked for as beginnings too."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = QueryCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder


def label_of(model) -> str:
    """Give the name under which entries of this model stand: that of its root."""
    return get_model_root(model)._meta.label_lower


def entries_of(model):
    """Give the entries of every object of the root of this model."""
    return DeskEntry.objects.filter(model=label_of(model))


def _texts(item, fields):
    """Give the values of the indexed fields, those of related rows too."""
    texts = {}
    for field in fields:
        if isinstance(field, RelatedFields):
            related = field.get_value(item)
            rows = related.all() if isinstance(related, Manager) else [related]
            for row in filter(None, rows):
                texts |= dict.fromkeys(_texts(row, field.fields))
        elif isinstance(field, SearchField | AutocompleteField):
            texts[str(field.get_value(item) or "")] = None
    return list(texts)


def follow_the_analysis() -> None:
    """Index everything again if an entry is of another spelling, or none is there.

    `check_search` asks, and so does `run_due`: a deployment needs no command.
    """
    entries = DeskEntry.objects
    older = entries.exclude(analysis=analysis.of_words()).exists()
    if older or not entries.exists():
        call_command("update_index", verbosity=0)
