"""How a list of the back office looks for its rows: by words, as folded as any search.

The core and modeladmin ask the database (`icontains`): SQLite tells « É » from « é »,
PostgreSQL « É » from « E ». These lists have some thousands of rows at most.
"""

from django.db.models import QuerySet
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from .spelling import asked_words, found_in


def looked_up(queryset: QuerySet, fields, text: str) -> QuerySet:
    """Give those of the rows that have each word of the text in one of these fields.

    A text without a word to look for leaves them all.
    """
    if not asked_words(text):
        return queryset
    rows = queryset.order_by().values_list("pk", *fields)
    texts = ((pk, " ".join(map(str, filter(None, said)))) for pk, *said in rows)
    return queryset.filter(pk__in=found_in(texts, text))


class LookingUp(DjangoORMSearchHandler):
    """For a `ModelAdmin`: its `search_fields` name the fields."""

    def search_queryset(self, queryset, search_term, **kwargs):
        return looked_up(queryset, self.search_fields or (), search_term or "")
