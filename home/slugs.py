"""What words become in an address: one rule for the server and for who types."""

import re

from django import forms
from django.utils.text import slugify
from wagtail.admin.widgets import SlugInput

# Django's slugify drops the first and glues what the others part: « Au cœur du
# quartier » was au-cur-du-quartier, « l’été » lete, « porte‑à‑porte » porteaporte.
LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ẞ": "SS"}
PARTING = re.compile("['’‘ʼ`´′‐‑‒–—―/…]")
_FOLDED = str.maketrans(LIGATURES)


def slug_of(text):
    """`text` as a part of an address; "" if no sign of it can stand there."""
    return slugify(PARTING.sub("-", text.translate(_FOLDED)))


class AddressInput(SlugInput):
    """Says while one types what the server will say."""

    def __init__(self, attrs=None, locale=None):
        formatters = [*LIGATURES.items(), (PARTING, "-")]
        super().__init__(attrs, formatters=formatters, locale=locale)
        # Trap: what the core does to a typed address drops each accented letter.
        actions = self.attrs["data-action"]
        self.attrs["data-action"] = actions.replace("#slugify", "#urlify")


class AddressField(forms.SlugField):
    """Takes any words, where the core refuses them in its jargon."""

    def to_python(self, value):
        return slug_of(super().to_python(value))
