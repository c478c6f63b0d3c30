"""What is asked of who acts on a fiche after its publication: words that are kept."""

from django import forms
from django.utils.translation import gettext_lazy as _


def said(label, required):
    """The field of a text that stays with the act; `required` asks for it."""
    return forms.CharField(
        label=label,
        max_length=1000,
        widget=forms.Textarea,
        error_messages={
            "required": required,
            "max_length": _("Mille signes suffisent : raccourcissez."),
        },
    )


class ReasonForm(forms.Form):
    reason = said(_("Pourquoi ?"), _("Dites pourquoi, en une phrase."))


class OutcomeForm(forms.Form):
    outcome = said(_("Ce qui a été fait"), _("Dites ce qui a été fait, en une phrase."))
