from urllib.parse import quote

from django import template
from django.utils.html import format_html

from home import telephone

register = template.Library()


@register.filter
def phone_link(text):
    """What was typed, as a link that dials the first number; bare if there is none."""
    number = telephone.dialled(text)
    if not number:
        return text or ""
    return format_html('<a href="tel:{}">{}</a>', number, telephone.printed(text))


@register.filter
def mailto(address):
    """The href that writes to `address`, whatever signs stand before its @."""
    return f"mailto:{quote(address, safe='@')}"
