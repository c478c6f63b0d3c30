"""Where the site shows each fact of the five documents, as facts.toml says it."""

import re
from urllib.parse import urldefrag

from bs4 import BeautifulSoup

from home.typography import typeset
from network.models import Partner

from .documents import REGISTER

SPACES = re.compile(r"\s+")
PARTNER = re.compile(r"\*-([a-z0-9-]+)")


def not_found(client):
    """[(address with its anchor, words)] of what no visitor reads there: a list."""
    pages, missing = {}, []
    for row in [*REGISTER["facts"], *REGISTER["notices"]]:
        address, anchor = urldefrag(row["at"])
        if address not in pages:
            content = client.get(PARTNER.sub(_numbered, address)).content
            pages[address] = BeautifulSoup(content, "html.parser")
        place = pages[address].find(id=anchor)
        if place is None or _read(row["found"]) not in _read(place.get_text(" ")):
            missing.append((row["at"], row["found"]))
    return missing


def _read(text):
    return SPACES.sub(" ", typeset(text)).strip().casefold()


def _numbered(match):
    """The number of a partner is not the same in each database."""
    slug = match[1]
    (key,) = [one.pk for one in Partner.objects.all() if one.slug == slug]
    return f"{key}-{slug}"
