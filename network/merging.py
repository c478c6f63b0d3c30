"""Two partners of the register that are one: nothing voted is rewritten.

The one that goes points at the one that stays; every reading follows, and the merge can
be undone.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .models import Partner


@transaction.atomic
def merge(partner, stays, user):
    """What names `partner` names `stays` from now on. ValidationError if it cannot be.

    Both are read again under a lock: two merges at once would make a circle.
    """
    partner, stays = _locked(partner, stays)
    if partner == stays:
        raise ValidationError(_("C’est le même partenaire : choisissez-en un autre."))
    if partner.merged_into_id:
        raise ValidationError(
            _("« %(name)s » est déjà réuni avec « %(stays)s ».")
            % {"name": partner.name, "stays": partner.answering().name}
        )
    if stays.merged_into_id:
        raise ValidationError(
            _("« %(name)s » est réuni avec « %(stays)s » : choisissez celui-ci.")
            % {"name": stays.name, "stays": stays.answering().name}
        )
    partner.merged_into = stays
    partner.save(update_fields=["merged_into"])
    _log(partner, "network.partner.merged", stays, user)


@transaction.atomic
def separate(partner, user):
    """Undo the merge of `partner`; what it took with it from others stays with it."""
    (partner,) = _locked(partner)
    if stays := partner.merged_into:
        partner.merged_into = None
        partner.save(update_fields=["merged_into"])
        _log(partner, "network.partner.separated", stays, user)


def _locked(*partners):
    rows = Partner.objects.select_for_update().order_by("pk")
    found = rows.in_bulk([one.pk for one in partners])
    return [found[one.pk] for one in partners]


def _log(partner, action, stays, user):
    data = {"reason": stays.name, "partner": stays.pk}
    log(partner, action, user=user, data=data)
