from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from home.typography import typeset_html

register = template.Library()


@register.filter
def typo(value):
    """French typography of a text or of rendered rich text; the output is safe HTML."""
    if value is None or value == "":
        return ""
    # Escaped first: what comes out holds no markup that was not there.
    escaped = conditional_escape(value)
    return mark_safe(typeset_html(escaped.replace("&#x27;", "'")))  # noqa: S308
