"""A commune in a form: people type a name or a postcode, the page keeps the code."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ..models.commune import Commune
from .communes import Found, commune_of

LONGEST = 100  # signs
MOST_OFFERED = 8
HELP = _l("Son nom ou son code postal. Exemple : « Saint-Denis (93) ».")


class CommuneInput(forms.TextInput):
    """A script offers what begins as typed; without it, the server asks."""

    class Media:
        js = ["js/communes.js"]

    def get_context(self, name, value, attrs):
        attrs = {"autocomplete": "off", "data-communes": reverse("communes")} | attrs
        return super().get_context(name, value, attrs)


class AsTyped(str):
    """What a form posted: it comes back as it was, whatever code it looks like."""

    __slots__ = ()


class CommuneField(forms.CharField):
    """Shows and takes « Besançon (25) », gives the INSEE code; `found` says the rest.

    `shown`: what a form shows in place of the commune of the code, and takes back as
    nothing new, whether or not the register knows it.
    """

    widget = CommuneInput

    def __init__(self, *, max_length=None, **kwargs):
        kwargs["help_text"] = kwargs.get("help_text") or HELP
        super().__init__(max_length=LONGEST, **kwargs)
        self.found, self.shown = Found(), ""

    def bound_data(self, data, initial):
        return data if data is None else AsTyped(data)

    def prepare_value(self, value):
        if isinstance(value, AsTyped):
            return value
        return self.shown or name_of(value)

    def has_changed(self, initial, data):
        typed = " ".join((data or "").split())
        return typed not in {initial or "", self.shown or name_of(initial)}

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return ""
        self.found = commune_of("", typed)
        if self.found.commune is None and typed != self.shown:
            raise ValidationError(asked(self.found), code="asked")
        return self.found.commune.code if self.found.commune else ""


def name_of(code):
    """« Besançon (25) »; the code itself where nobody knows it."""
    known = Commune.objects.of_code(code) if code else []
    return str(known[0]) if known else code or ""


def asked(found):
    """The sentence of a Found without a commune, and what to choose from."""
    if not found.candidates:
        return found.why
    offered = ", ".join(str(one) for one in found.candidates[:MOST_OFFERED])
    said = _("%(why)s À recopier parmi : %(offered)s.")
    return said % {"why": found.why, "offered": offered}


class CommuneCodeField(models.CharField):
    """The INSEE code of a commune, "" without one."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 5)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**kwargs | {"form_class": CommuneField})

    def words_of(self, code):
        """What the review says of a code."""
        return name_of(code)
