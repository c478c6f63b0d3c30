"""The groups that pages of other apps show: the page is composed in its template."""

from django import template
from django.db.models import Q

from network.groups.models import CommissionPage, WorkingGroupPage
from network.groups.models.listing import by_title
from network.projects.links import keys_of

register = template.Library()


@register.simple_tag
def groups_of_project(tree):
    """The published groups that serve entries of a tree, or that its rows name."""
    keys = [node.row.uuid for node in tree.nodes]
    named = keys_of(
        (one for node in tree.nodes for one in node.row.links.split()), "page"
    )
    return published_groups(Q(served__entry__in=keys) | Q(pk__in=named))


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
    return by_title(
        *(
            model.objects.published().filter(wanted).distinct()
            for model in (WorkingGroupPage, CommissionPage)
        )
    )
