"""The groups that pages of other apps show: the page is composed in its template."""

from operator import attrgetter

from django import template
from django.db.models import Q
from wagtail.models import Page

from home.visibility import visible
from network.groups.around import documents_around
from network.groups.models import CommissionPage, WorkingGroupPage
from network.projects.links import keys_of

register = template.Library()


@register.simple_tag
def groups_of_project(tree):
    """The published groups that serve entries of a tree, or that its rows name: pages.

    One query for both classes: what is shown of them is a title and an address.
    """
    keys = [node.row.uuid for node in tree.nodes]
    tokens = (one for node in tree.nodes for one in node.row.links.split())
    named, wanted = keys_of(tokens, "page"), Q(pk__in=[])
    for model in (WorkingGroupPage, CommissionPage):
        chosen = model.objects.filter(Q(served__entry__in=keys) | Q(pk__in=named))
        wanted |= Q(pk__in=chosen.values("pk"))
    return list(Page.objects.filter(wanted, visible()).order_by("title"))


documents_around = register.simple_tag(documents_around, name="documents_around")


@register.simple_tag
def groups_of_partner(keys):
    """The published groups and commissions in which one of these partners takes part."""
    return published_groups(Q(participants__partner__in=keys))


@register.simple_tag
def groups_of_centre(centre):
    """The published groups and commissions in which a centre takes part."""
    return published_groups(Q(participants__centre=centre.pk))


def published_groups(wanted):
    """The published groups and commissions that meet a Q, by title: a query a class."""
    found = (
        page
        for model in (WorkingGroupPage, CommissionPage)
        for page in model.objects.published().filter(wanted).distinct()
    )
    return sorted(found, key=attrgetter("title"))
