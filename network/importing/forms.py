"""A file of centres, given in the back office."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from home.rendering import DeskRenderer

from .reading.sheets import LIST


class FileForm(forms.Form):
    default_renderer = DeskRenderer

    file = forms.FileField(
        label=_l("Fichier"),
        help_text=_l(
            "CSV ou XLSX, un centre par ligne, avec le titre des colonnes. Rien n’est "
            "écrit avant que vous ayez vu ce qui change."
        ),
        widget=forms.FileInput(
            {
                "accept": ".csv,.xlsx,.tsv,.txt",
                # For upload_size.js: a proxy would refuse it in English.
                "data-heaviest": LIST.bytes,
                "data-too-heavy": LIST.too_heavy,
            }
        ),
        error_messages={
            "required": _l("Choisissez d’abord un fichier."),
            "missing": _l("Choisissez d’abord un fichier."),
            "empty": _l("Ce fichier est vide."),
            "invalid": _l("Ce fichier n’est pas arrivé : choisissez-le de nouveau."),
        },
    )

    def clean_file(self):
        given = self.files.getlist("file")
        if len(given) > 1:
            raise forms.ValidationError(
                _("Un seul fichier à la fois : importez le premier, puis l’autre.")
            )
        if given[0].size > LIST.bytes:
            raise forms.ValidationError(LIST.too_heavy)
        return self.cleaned_data["file"]
