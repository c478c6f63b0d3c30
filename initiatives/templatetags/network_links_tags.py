"""Both ends of a link between a fiche and the network's documents."""

from collections import defaultdict

from django import template
from wagtail.models import Page

from home.visibility import visible
from initiatives.models import (
    InitiativeEntry,
    InitiativeGroup,
    InitiativePage,
    InitiativePartner,
)
from network.models import Partner
from network.projects.models import PublishedEntry

register = template.Library()


@register.simple_tag
def give_fiches(tree):
    """Write on each node of a tree the published fiches that show it: one query."""
    named = defaultdict(list)
    for node in tree.nodes:
        node.fiches = []
        for key in node.keys:
            named[key].append(node)
    published = InitiativePage.objects.published()
    links = InitiativeEntry.objects.filter(
        entry__in=[*named], fiche__in=published.values("pk")
    ).select_related("fiche")
    for link in links.order_by("-fiche__first_published_at", "-fiche__pk"):
        for node in named[link.entry_id]:
            if link.fiche not in node.fiches:
                node.fiches.append(link.fiche)
    return ""


@register.simple_tag
def entries_of_fiche(page):
    """The published entries that a fiche shows in practice: a list with `project`."""
    if not (page.pk and page.has_network_links):
        return []
    entries = PublishedEntry.objects.visible().filter(fiche_links__fiche=page.pk)
    entries = entries.with_orientation().select_related("project")
    return list(entries.order_by("project", "position"))


@register.simple_tag
def groups_of_fiche(page):
    """The published groups and commissions linked to a fiche: a list."""
    if not (page.pk and page.has_network_links):
        return []
    groups = Page.objects.filter(visible(), fiche_links__fiche=page.pk)
    return list(groups.order_by("title"))


@register.simple_tag
def fiches_of_group(group, count):
    """The newest published fiches linked to a group, ready for cards."""
    links = InitiativeGroup.objects.filter(group=group.pk)
    fiches = InitiativePage.objects.published().filter(pk__in=links.values("fiche"))
    return list(fiches.for_cards().newest_first()[:count])


@register.simple_tag
def partners_of_fiche(page):
    """Its rows, each with `known`: the Partner of the register that it names, or None."""
    rows = list(page.partners.all())
    keys = {row.partner_id for row in rows} - {None}
    found = Partner.objects.named(keys) if keys else {}
    for row in rows:
        row.known = found.get(row.partner_id)
    return rows


@register.simple_tag
def fiches_of_partner(keys):
    """The InitiativePartner rows of published fiches that name one of these partners."""
    published = InitiativePage.objects.published().values("pk")
    rows = InitiativePartner.objects.filter(partner__in=keys, page__in=published)
    return list(rows.select_related("page").order_by("page__title", "pk"))
