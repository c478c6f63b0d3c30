"""Write a link between a fiche and a document of the network, once; both ends read it."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from ..models import InitiativeEntry, InitiativeGroup


@transaction.atomic
def link(fiche, end, user, told):
    """`end`: a PublishedEntry or the page of a group; `told`: the page it is written
    from, in whose history it stands."""
    model, name = _rows_of(end)
    _row, is_new = model.objects.get_or_create(fiche=fiche, **{name: end})
    if is_new:
        _log(told, "initiatives.linked", fiche, end, user)


@transaction.atomic
def unlink(fiche, end, user, told):
    model, name = _rows_of(end)
    count, _rows = model.objects.filter(fiche=fiche, **{name: end}).delete()
    if count:
        _log(told, "initiatives.unlinked", fiche, end, user)


def _rows_of(end):
    is_group = isinstance(end, Page)
    return (InitiativeGroup, "group") if is_group else (InitiativeEntry, "entry")


def _log(told, action, fiche, end, user):
    other = end if told.pk == fiche.pk else fiche
    log(told, action, user=user, data={"reason": other.title})
