"""What a deletion may take along, and what it may not.

A page goes whole, with its versions, its rounds and its recusals, an account with its
recusals; what a live page names (an audience, an associated centre, the fiche it was
adapted from) leaves its rows. The core's `purge_revisions` spares what raises
ProtectedError.
Source: editorial.md, section 4.7.
"""

from functools import cache

from django.contrib.auth import get_user_model
from django.db.models import ProtectedError, QuerySet
from django.db.models.signals import post_delete, pre_delete
from wagtail.models import Page, Revision

from ..models import CommitteeTaskState, Recusal
from ..questions import reviewed_models
from . import covered
from .door import open_for, shut_for


def connect():
    pre_delete.connect(keep_what_was_read, sender=Revision)
    for model in reviewed_models():
        pre_delete.connect(let_the_page_go, sender=model)
    for model in named_by_rows():
        pre_delete.connect(let_the_rows_follow, sender=model)
        post_delete.connect(shut_again, sender=model)
    accounts = get_user_model()
    pre_delete.connect(let_her_recusals_go, sender=accounts)
    post_delete.connect(shut_again, sender=accounts)


def keep_what_was_read(instance, origin, **kwargs):
    """A version that is online, or was put to the vote, is deleted with its page only."""
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if issubclass(model, Revision) and is_kept(instance):
        raise ProtectedError(
            "This version is online, or was put to the vote.", {instance}
        )


def is_kept(revision):
    """True if visitors read this Revision, or if it was put to the vote."""
    live = (
        model.objects.filter(live=True, live_revision=revision)
        for model in reviewed_models()
    )
    return CommitteeTaskState.objects.keeps(revision) or any(
        pages.exists() for pages in live
    )


def let_the_page_go(instance, **kwargs):
    """Until the end of the transaction: what the core deletes first is not said."""
    open_for([instance.pk])


@cache
def named_by_rows():
    """{model: [(Covered, field that names it)]}, whose page is meant aside."""
    found = {}
    for one in covered.all_tables():
        for field in one.fields:
            if field.is_relation and field != one.page:
                found.setdefault(field.related_model, []).append((one, field))
    return found


def let_the_rows_follow(sender, instance, **kwargs):
    named = set()
    for one, field in named_by_rows()[sender]:
        rows = one.model._base_manager.filter(**{field.name: instance.pk})
        named.update(rows.values_list(one.page.attname, flat=True))
    live = Page.objects.filter(pk__in=named, live=True)
    instance.let_through = list(live.values_list("pk", flat=True)) if named else []
    open_for(instance.let_through)


def let_her_recusals_go(instance, **kwargs):
    """With her account, nobody is left to be kept out."""
    hers = Recusal.objects.filter(user=instance)
    instance.let_through = list(hers.values_list("page", flat=True).distinct())
    open_for(instance.let_through)


def shut_again(instance, **kwargs):
    shut_for(instance.let_through)
