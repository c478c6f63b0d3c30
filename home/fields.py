"""Model fields that two apps need."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .numbers import OneYearField
from .telephone import LONGEST


class ChoiceListField(models.JSONField):
    """A few codes of a closed list, kept as a JSON list in the order of the list.

    Kept in the revision like any plain field, unlike a many-to-many field.
    """

    def __init__(self, *args, choices=None, **kwargs):
        # Not given to Field: its own validation of choices wants a single value.
        self.codes = [(str(code), label) for code, label in choices or []]
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return _ChoiceListFormField(
            choices=self.codes,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            required=not self.blank,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        unknown = set(value) - {code for code, _label in self.codes}
        if unknown:
            raise ValidationError(_("Choisissez dans la liste proposée."))

    def labels_of(self, value):
        """The French labels of stored codes, in the order of the list."""
        return [label for code, label in self.codes if code in (value or [])]


class _ChoiceListFormField(forms.MultipleChoiceField):
    def has_changed(self, initial, data):
        return super().has_changed(initial or [], data)


class YearField(models.PositiveSmallIntegerField):
    """The year in which something begins or ends: one, whatever its season is called."""

    def formfield(self, **kwargs):
        return super().formfield(**kwargs | {"form_class": OneYearField})

    def deconstruct(self):
        # For migrations it is the core's: nothing that is stored differs.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveSmallIntegerField", args, kwargs


class TelephoneField(models.CharField):
    """As people write it: two numbers, or one and a word. See home/telephone.py."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
