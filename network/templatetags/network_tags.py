"""What pages of other apps show of the registers."""

from django import template

from home.visibility import visible

from ..models import Convention, FederationPage

register = template.Library()


@register.simple_tag
def conventions_of_partner(keys):
    """The conventions with one of these partners, of federations that visitors see."""
    federations = FederationPage.objects.filter(visible()).values("pk")
    found = Convention.objects.soonest_first().select_related("federation")
    return found.filter(partner__in=keys, federation__in=federations)
