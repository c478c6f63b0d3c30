"""Centres that were there before the register of communes, or before its newest file."""

from ..models.centre import CentrePage
from ..models.commune import Commune
from .names import folded_name, key_of


def settle_centres(everywhere):
    """Those without coordinates take those of their commune; `everywhere`: all of them.

    A name and a département are one commune. What has neither is left as it is.
    """
    centres = CentrePage.objects.select_related("departement")
    for centre in centres if everywhere else centres.filter(latitude=None):
        centre.code_insee = centre.code_insee or _code_of(centre)
        if centre.code_insee:
            names = [*centre.follow_commune(), *centre.fold()]
            followed = {name: getattr(centre, name) for name in names}
            CentrePage.objects.filter(pk=centre.pk).update(**followed)


def _code_of(centre):
    key = key_of(folded_name(centre.commune))
    found = Commune.objects.filter(key=key, departement=centre.departement)
    codes = {one.current.code for one in found.select_related("now")}
    return codes.pop() if len(codes) == 1 else ""
