"""The rows of many pages of one class, read together: a query for each relation.

What the pages then hold is what the database holds, as if each had been read alone.
"""

from collections import defaultdict

from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
    model_from_serializable_data,
)

from .content import is_content


def read_rows(model, pages):
    """Fill the child rows and the parental relations of `pages`, instances of `model`.

    Those that no vote covers are left empty: not for pages that will be saved.
    """
    keys = [page.pk for page in pages]
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        found = _children(relation, keys) if is_content(model, name) else {}
        for page in pages:
            setattr(page, name, found.get(page.pk, ()))
    for relation in get_all_child_m2m_relations(model):
        found = _targets(relation, keys)
        for page in pages:
            setattr(page, relation.name, found.get(page.pk, ()))


def take_voted_rows(page):
    """Fill the child rows of `page` in memory, from the version that was voted.

    It is never rewritten (page.py), and publication wrote the rows from it: a query a
    table less. Without a live revision they are left be.
    """
    if not page.live_revision_id:
        return
    content = page.live_revision.content
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name in content:
            model = relation.related_model
            getattr(page, name).set(
                [
                    model_from_serializable_data(model, row, check_fks=False)
                    for row in content[name]
                ]
            )


def _children(relation, keys):
    found, field = defaultdict(list), relation.field
    for row in relation.related_model._default_manager.filter(
        **{f"{field.name}__in": keys}
    ):
        found[getattr(row, field.attname)].append(row)
    return found


def _targets(relation, keys):
    """Stubs that know their key alone: it is what a version keeps of them."""
    page, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    rows = relation.remote_field.through._default_manager.filter(
        **{f"{page}__in": keys}
    )
    found = defaultdict(list)
    for key, target in rows.values_list(page, other):
        found[key].append(relation.related_model(pk=target))
    return found
