from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _

from home.renditions import rendition_of

register = template.Library()


@register.simple_tag
def icon(name):
    """A symbol of the sprite, always beside a text that says the same."""
    return format_html(
        '<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("icons/icons.svg"),
        name,
    )


@register.simple_tag
def rendition(shown, name):
    """What is shown, a Picture or its row, in one of the sizes of home/renditions.py.

    None without picture, after its withdrawal or the end of its agreement, or if its
    file is lost: the template then shows what it shows without a photo.
    """
    picture = shown.shown_picture if shown else None
    return rendition_of(picture, name) if picture else None


@register.filter
def weight(size):
    """« 245 Ko » or « 1,2 Mo » of a number of bytes; "" if unknown."""
    if not size:
        return ""
    if size < 1_000_000:
        return _("%(size)s Ko") % {"size": max(1, round(size / 1000))}
    text = f"{size / 1_000_000:.1f}".replace(".", ",").removesuffix(",0")
    return _("%(size)s Mo") % {"size": text}
