"""The fiches that pages of other apps show: the page is composed in its template."""

from django import template
from django.db.models import Exists, OuterRef, Q

from initiatives.json_ld import describe
from initiatives.models import InitiativePage, InitiativeTheme
from initiatives.showcase import (
    fiche_figures,
    fiches_by_departement,
    fiches_of_territories,
    figures,
    home_fiches,
)
from network.models import CentrePage

register = template.Library()


@register.simple_tag
def latest_initiatives(count, departement=None):
    """The newest published fiches, ready for cards, of a département if given."""
    fiches = InitiativePage.objects.published().for_cards().newest_first()
    if departement is not None:
        fiches = fiches.filter(fiches_of_territories([departement.pk]))
    return list(fiches[:count])


@register.simple_tag
def initiatives_near(page, count):
    """The newest published fiches, first those that share a theme with this one.

    For a fiche that has left the search: its engine compares what it holds.
    """
    own = InitiativeTheme.objects.filter(page=page.pk).values("theme")
    shared = InitiativeTheme.objects.filter(page=OuterRef("pk"), theme__in=own)
    fiches = InitiativePage.objects.published().exclude(pk=page.pk).for_cards()
    fiches = fiches.annotate(is_near=Exists(shared))
    return list(fiches.order_by("-is_near", "-first_published_at", "-pk")[:count])


@register.simple_tag
def initiatives_of(centre, count):
    """The newest published fiches of a centre, ready for cards."""
    published = InitiativePage.objects.published().of_centre(centre)
    return list(published.for_cards().newest_first()[:count])


@register.simple_tag
def initiatives_around(federation, count):
    """The newest published fiches of a federation's territories and members."""
    territories = [territory.pk for territory in federation.territories.all()]
    chosen = fiches_of_territories(territories, federation)
    fiches = InitiativePage.objects.published().filter(chosen)
    return list(fiches.for_cards().newest_first()[:count])


@register.simple_tag
def initiatives_of_territory(territory, count):
    """The newest published fiches that take place there, ready for cards."""
    chosen = fiches_of_territories([territory.pk])
    fiches = InitiativePage.objects.published().filter(chosen)
    return list(fiches.for_cards().newest_first()[:count])


@register.simple_tag
def kin_of(page):
    """{"source": the fiche this one is adapted from or None, "adaptations": list}.

    Published ones only, with their centres.
    """
    if not (page.adapted_from_id or page.has_adaptations):
        return {"source": None, "adaptations": []}
    related = Q(pk=page.adapted_from_id)
    if page.pk:
        related |= Q(adapted_from=page.pk)
    fiches = InitiativePage.objects.published().filter(related)
    fiches = list(fiches.prefetch_related("centre").order_by("first_published_at"))
    source = next((f for f in fiches if f.pk == page.adapted_from_id), None)
    return {"source": source, "adaptations": [f for f in fiches if f != source]}


@register.simple_tag
def associated_centres_of(page):
    """The other centres of a fiche that a visitor may see."""
    if hasattr(page, "shown_associates"):
        return page.shown_associates
    chosen = [centre.pk for centre in page.associated_centres.all()]
    return list(CentrePage.objects.published().filter(pk__in=chosen)) if chosen else []


fiche_figures = register.simple_tag(fiche_figures, name="fiche_figures")
fiches_by_departement = register.simple_tag(
    fiches_by_departement, name="fiches_by_departement"
)
home_fiches = register.simple_tag(home_fiches, name="home_fiches")
home_figures = register.simple_tag(figures, name="home_figures")
json_ld = register.simple_tag(describe, name="json_ld")
