from django import template

from search.engines.factory import engine
from search.pages import read_visible

register = template.Library()


@register.simple_tag
def similar_pages(page, count=3):
    """Give at most `count` fiches near this page, ready for cards, nearest first."""
    text = f"{page.title} {page.tagline} {page.summary}"
    ids = engine().similar(page.pk, limit=2 * count, text=text)
    return list(read_visible(ids).values())[:count]
