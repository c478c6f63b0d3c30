"""The groups that pages of other apps show: the page is composed in its template."""

from collections import defaultdict

from django import template
from django.db.models import Q
from wagtail.models import Page

from home.visibility import visible
from network.groups.around import documents_around
from network.groups.models import (
    CommissionPage,
    ServedByCommission,
    ServedByGroup,
    WorkingGroupPage,
)
from network.projects.links import keys_of

register = template.Library()


@register.simple_tag
def groups_of_project(tree):
    """The published groups that serve entries of a tree, or that its rows name: pages."""
    keys = [node.row.uuid for node in tree.nodes]
    tokens = (one for node in tree.nodes for one in node.row.links.split())
    return _groups(Q(served__entry__in=keys) | Q(pk__in=keys_of(tokens, "page")))


@register.simple_tag
def give_groups(tree):
    """Write on each node of a tree the published groups that say they serve it: one
    query."""
    named = defaultdict(list)
    for node in tree.nodes:
        node.served_by = {}
        for key in node.keys:
            named[key].append(node)
    groups, commissions = (
        rows.objects.filter(
            entry__in=[*named], page__in=model.objects.filter(visible()).values("pk")
        )
        .order_by()
        .values_list("entry", "page", "page__title")
        for rows, model in (
            (ServedByGroup, WorkingGroupPage),
            (ServedByCommission, CommissionPage),
        )
    )
    for entry, page, title in groups.union(commissions):
        for node in named[entry]:
            node.served_by[str(page)] = title
    return ""


@register.simple_tag
def groups_of_partner(keys):
    """The published groups in which one of these partners takes part: pages."""
    return _groups(Q(participants__partner__in=keys))


@register.simple_tag
def groups_of_centre(centre):
    """The published groups in which a centre takes part: pages."""
    return _groups(Q(participants__centre=centre.pk))


@register.simple_tag
def groups_of_federations(federations):
    """The published groups at work in any of these federations: pages."""
    below = Q(pk__in=[])
    for federation in federations:
        below |= Q(path__startswith=federation.path)
    return _groups(below & ~Q(state=WorkingGroupPage.State.CLOSED))


def _groups(condition):
    """Of both classes in one query: what is shown is a title and an address."""
    wanted = Q(pk__in=[])
    for model in (WorkingGroupPage, CommissionPage):
        wanted |= Q(pk__in=model.objects.filter(condition).values("pk"))
    return list(Page.objects.filter(wanted, visible()).order_by("title"))


documents_around = register.simple_tag(documents_around, name="documents_around")
