"""The groups that pages of other apps show: the page is composed in its template."""

from django import template
from django.db.models import Q

from network.groups.around import documents_around
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
    wanted = Q(served__entry__in=keys) | Q(pk__in=named)
    return by_title(
        *(
            model.objects.published().filter(wanted).distinct()
            for model in (WorkingGroupPage, CommissionPage)
        )
    )


documents_around = register.simple_tag(documents_around, name="documents_around")
