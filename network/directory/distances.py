"""How far something is, in words: as the crow flies, so never more exact than a km."""

from django.utils.translation import gettext as _

SAME = 0.01  # km: two middles of one commune


def said(km=None):
    """« à vol d’oiseau, environ 3 km »; "" for None."""
    if km is None:
        return ""
    if km < SAME:
        return _("dans cette commune ou tout près")
    whole = f"{max(1, round(km)):,}".replace(",", "\u202f")
    return _("à vol d’oiseau, environ %(distance)s\u00a0km") % {"distance": whole}
