"""The events and resources that pages of other apps show: both ends of each link."""

from django import template

from home.reader import reader_of

from ..models import Event
from ..permissions import resources_read_by

register = template.Library()


@register.simple_tag
def events_of(federation, count):
    """{"coming", "past"}: as many Events of a federation at most, ready for lines."""
    return _both(Event.objects.filter(federation=federation.pk), count)


@register.simple_tag
def events_of_federations(federations, count):
    """Those of any of these federations: see `events_of`."""
    keys = [federation.pk for federation in federations]
    return _both(Event.objects.filter(federation__in=keys), count)


@register.simple_tag
def events_serving(tree, count):
    """Those that serve the entries of a tree, the last ones first: a list, one query."""
    keys = {key for node in tree.nodes for key in node.keys}
    served = Event.objects.published().filter(entry__in=keys) if keys else []
    return list(served.for_lines().order_by("-day", "-pk")[:count]) if keys else []


@register.simple_tag
def events_of_theme(theme, count):
    """Those on a theme: see `events_of`."""
    return _both(Event.objects.published().filter(theme=theme.pk), count)


@register.simple_tag(takes_context=True)
def resources_of(context, federation, count):
    """The newest Resources of a federation that who reads this page may read."""
    return _readable(context, count, federation=federation.pk)


@register.simple_tag(takes_context=True)
def resources_of_federations(context, federations, count):
    """The newest ones of any of these federations: see `resources_of`."""
    keys = [federation.pk for federation in federations]
    return _readable(context, count, federation__in=keys)


@register.simple_tag(takes_context=True)
def resources_of_theme(context, theme, count):
    """The newest ones on a theme: see `resources_of`."""
    return _readable(context, count, theme=theme.pk)


def _both(events, count):
    shown = list(events.for_lines().around_today(count))
    return {
        "coming": [event for event in shown if not event.is_over],
        "past": [event for event in shown if event.is_over],
    }


def _readable(context, count, **chosen):
    readable = resources_read_by(reader_of(context["request"])).filter(**chosen)
    return list(readable.for_lines()[:count])
