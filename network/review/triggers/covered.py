"""Where what a vote holds is kept: the tables and columns of the reviewed pages.

Made from the lists of content.py, so that the triggers cover what the hash covers.
"""

from functools import cache
from typing import NamedTuple

from django.db import models
from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
)
from wagtail.models import Page

from ..content import is_content
from ..models import ShownFile
from ..questions import reviewed_models


class Covered(NamedTuple):
    """One table: `page` is the field that names the page, `fields` what is content."""

    model: type[models.Model]
    page: models.Field
    fields: tuple[models.Field, ...]

    @property
    def table(self):
        return self.model._meta.db_table

    @property
    def columns(self):
        """The names of the columns that do not move while the page is live."""
        return sorted(field.column for field in self.fields)

    @property
    def free_columns(self):
        """The names of the others."""
        others = set(self.model._meta.local_concrete_fields) - set(self.fields)
        return sorted(field.column for field in others)


@cache
def page_table():
    """The Covered of the core's own table, which all pages share."""
    fields = _content_of(Page)
    return Covered(Page, Page._meta.pk, fields)


@cache
def own_tables():
    """The Covered of the table that each reviewed page class adds: a list."""
    return [
        Covered(model, model._meta.pk, _content_of(model))
        for model in reviewed_models()
    ]


@cache
def row_tables():
    """The Covered of the child rows and of the parental relations: a list, each once."""
    found = {}
    for model in reviewed_models():
        for relation in get_all_child_relations(model):
            if is_content(model, relation.get_accessor_name()):
                _add(found, relation.related_model, relation.field)
        for relation in get_all_child_m2m_relations(model):
            through = relation.remote_field.through
            _add(found, through, through._meta.get_field(relation.m2m_field_name()))
    return list(found.values())


@cache
def shown_files():
    """The Covered of the files that a page gives to visitors: no content of its own."""
    found = {}
    _add(found, ShownFile, ShownFile._meta.get_field("page"))
    (one,) = found.values()
    return one


def all_tables():
    """What the hash covers."""
    return [page_table(), *own_tables(), *row_tables()]


def _content_of(model):
    return tuple(
        field
        for field in model._meta.local_concrete_fields
        if field.serialize and is_content(model, field.name)
    )


def _add(found, model, page):
    # Its key is no content (content.py); whose row it is, is.
    fields = [one for one in model._meta.local_concrete_fields if not one.primary_key]
    found[model, page] = Covered(model, page, tuple(fields))
