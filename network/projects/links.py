"""What the tokens of a row lead to: « page:12 », « partner:3 ».

An end that is gone, or that a visitor may not see, is left out: it breaks no page.
"""

from typing import NamedTuple

from wagtail.models import Page

from home.visibility import visible
from network.models import Partner

PAGE, PARTNER = "page", "partner"


class Link(NamedTuple):
    """`kind` is the name of the page class, or "partner"."""

    kind: str
    title: str
    url: str
    live: bool = True  # as a page says it


def token(kind, key):
    return f"{kind}:{key}"


def keys_of(tokens, kind):
    """The keys that these tokens name, as ints: a set."""
    found = (one.partition(":") for one in tokens)
    return {int(key) for name, _colon, key in found if name == kind and key.isdigit()}


def links_of(tokens):
    """{token: Link} of those that a visitor may follow: two queries at most."""
    found, tokens = {}, set(tokens)
    if pages := keys_of(tokens, PAGE):
        shown = Page.objects.filter(visible(), pk__in=pages)
        for page in shown.select_related("content_type"):
            link = Link(page.content_type.model, page.title, page.url)
            found[token(PAGE, page.pk)] = link
    if partners := keys_of(tokens, PARTNER):
        for key, partner in Partner.objects.named(partners).items():
            found[token(PARTNER, key)] = Link(PARTNER, partner.name, partner.url)
    return found
