"""The number of an establishment in the French register of companies (Insee, Sirene)."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

DIGITS = 14
LA_POSTE = "356000000"  # its establishments follow a rule of their own
_SIGNS = re.compile(r"[\s.\-‐‑‒–—−_/]+")


def is_siret(digits):
    """True for 14 digits with their key (Luhn, or the sum of La Poste's)."""
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits):
        return False
    if digits.startswith(LA_POSTE) and sum(map(int, digits)) % 5 == 0:
        return True
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def validate_siret(value):
    if not is_siret(value):
        raise ValidationError(
            _(
                "Ce numéro SIRET n’est pas complet ou contient une erreur : recopiez "
                "ses quatorze chiffres. Exemple : 356 000 000 00048."
            )
        )


class SiretField(models.CharField):
    """Digits alone, whatever separates them where it was copied."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", DIGITS)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs):
        # Not its bound: it counts the spaces too.
        return super().formfield(
            **kwargs | {"form_class": _TypedSiret, "max_length": 40}
        )


class _TypedSiret(forms.CharField):
    default_validators = [validate_siret]

    def to_python(self, value):
        return _SIGNS.sub("", super().to_python(value))
