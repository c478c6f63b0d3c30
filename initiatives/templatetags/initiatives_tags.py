"""The fiches that pages of other apps show: the page is composed in its template."""

from django import template
from django.db.models import prefetch_related_objects

from initiatives.json_ld import describe
from initiatives.models import InitiativePage
from initiatives.models.page import card_lookups
from initiatives.showcase import fiches_of_territories, figures, home_fiches

register = template.Library()


@register.simple_tag
def latest_initiatives(count, departement=None):
    """The newest published fiches, ready for cards, of a département if given."""
    fiches = InitiativePage.objects.published().for_cards().newest_first()
    if departement is not None:
        fiches = fiches.filter(fiches_of_territories([departement.pk]))
    return list(fiches[:count])


@register.simple_tag
def initiatives_of(centre, count):
    """The newest published fiches of a centre, ready for cards."""
    fiches = InitiativePage.objects.published().of_centre(centre)
    return list(fiches.for_cards().newest_first()[:count])


@register.simple_tag
def initiatives_around(federation, count):
    """The newest published fiches of a federation's territories and members."""
    territories = [territory.pk for territory in federation.territories.all()]
    chosen = fiches_of_territories(territories, federation)
    fiches = InitiativePage.objects.published().filter(chosen)
    return list(fiches.for_cards().newest_first()[:count])


@register.simple_tag
def adaptations_of(page):
    """The published fiches adapted from this one, with their centres."""
    fiches = InitiativePage.objects.published().filter(adapted_from=page.pk)
    return list(fiches.prefetch_related("centre").order_by("first_published_at"))


@register.simple_tag
def read_for_display(page):
    """Read once what several parts of a fiche's page show; prints nothing.

    In a preview the editor's own rows stay in front of what is read here.
    """
    if page.pk:
        prefetch_related_objects([page], *card_lookups())
    return ""


@register.simple_tag
def associated_centres_of(page):
    """The other centres of a fiche that a visitor may see."""
    return [centre for centre in page.associated_centres.all() if centre.live]


home_fiches = register.simple_tag(home_fiches, name="home_fiches")
home_figures = register.simple_tag(figures, name="home_figures")
json_ld = register.simple_tag(describe, name="json_ld")
