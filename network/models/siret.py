"""The number of an establishment in the French register of companies (Insee, Sirene)."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

DIGITS = 14
LA_POSTE = "356000000"  # its establishments, but for its seat, have a key of their own
ITS_SEAT = "35600000000048"
_SIGNS = re.compile(r"[\s.\-‐‑‒–—−_/]+")


def is_siret(digits):
    """True for 14 digits whose keys are right; only Insee knows whether they are given.

    The SIREN has its Luhn key and the whole another, or the sum of La Poste's.
    """
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) or not int(digits):
        return False
    if digits.startswith(LA_POSTE) and digits != ITS_SEAT:
        return sum(map(int, digits)) % 5 == 0
    return _has_key(digits[:9]) and _has_key(digits)


def _has_key(digits):
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(digits[::-1]))
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
