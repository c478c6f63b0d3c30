"""What one row says beside its title: controls that the editor fills and reads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.rendering import DeskRenderer
from home.signs import LongTextField

from .rows import LONGEST


def _line(label, name, help_text=""):
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST[name], required=False
    )


class DetailsForm(forms.Form):
    """Posted by nothing: each control is named after what it holds of the row."""

    default_renderer = DeskRenderer

    text = LongTextField(
        label=_("Texte"),
        help_text=_("Ce que la ligne veut dire, en quelques phrases."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    start_year = forms.CharField(
        label=_("De l’année"),
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    end_year = forms.CharField(
        label=_("À l’année"),
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    period = _line(
        _("Ou la période en toutes lettres"),
        "period",
        _("Exemple : « chaque automne »."),
    )
    responsible = _line(
        _("Porté par"),
        "responsible",
        _("Une fonction ou un groupe, pas un nom de personne."),
    )
    number = _line(
        _("Numéro"),
        "number",
        _("Tel que le document le donne. Vide : le numéro est automatique."),
    )
    label = _line(
        _("Mot de cette ligne"),
        "label",
        _("À la place de sa nature. Exemple : « Chantier »."),
    )
