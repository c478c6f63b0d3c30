"""Numbers as people write them: « 1 200 », with the space that their text had."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Any space that Unicode knows: also U+00A0, U+2009 and U+202F, which the site prints.
_GROUPED = re.compile(r"[0-9]{1,3}(?:\s[0-9]{3})+")
_SPACE = re.compile(r"\s")


class WholeNumberField(forms.IntegerField):
    """A whole number, of digits alone or in groups of three.

    Trap: in an input of type "number" browsers drop « 1 200 » without a word, and
    Django takes « 1.000 » for 1.
    """

    widget = forms.TextInput
    longest = 18  # digits: what is longer fits no column
    default_error_messages = {
        "invalid": _(
            "Écrivez un nombre entier, en chiffres, sans point ni virgule. Exemple : "
            "1200."
        ),
    }

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"inputmode": "numeric"}

    def to_python(self, value):
        text = "" if value is None else str(value).strip()
        if _GROUPED.fullmatch(text):
            text = _SPACE.sub("", text)
        is_number = re.fullmatch("[0-9]*", text) and len(text) <= self.longest
        if not is_number:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class OneYearField(WholeNumberField):
    longest = 4
    default_error_messages = {
        "invalid": _(
            "Écrivez une seule année, en quatre chiffres. Pour « 2023-2024 », écrivez "
            "la première : 2023."
        ),
    }
