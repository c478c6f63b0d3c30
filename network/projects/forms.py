"""The form of a document: its outline is one field, and so are its words."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from home.pictured import PicturedPageForm
from home.rendering import DeskRenderer
from home.signs import LongTextField

from .models.entry import EntryKind
from .outline.entries import put_rows, rows_from, with_own_identity
from .outline.field import OutlineField
from .outline.linking import refuse_foreign_links

LONGEST_WORD = 40  # signs of a word of the project
MOST_TO_PLACE = 200_000  # signs: a paste of prose is kept whole


class WordsInput(forms.MultiWidget):
    """One input for each kind of entry."""

    template_name = "network/projects/outline/words.html"

    def __init__(self, attrs=None):
        super().__init__({str(kind): forms.TextInput() for kind in EntryKind}, attrs)

    def decompress(self, value):
        return [(value or {}).get(kind, "") for kind in EntryKind]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["words"] = [
            {
                "kind": kind.value,
                "label": kind.label,
                "name": word["name"],
                "id": word["attrs"].get("id"),
                "value": word["value"] or "",
            }
            for kind, word in zip(
                EntryKind, context["widget"]["subwidgets"], strict=True
            )
        ]
        return context


class WordsField(forms.MultiValueField):
    """{kind: the word of this project}, without those that it leaves as they are."""

    widget = WordsInput

    def __init__(self, **kwargs):
        word = forms.CharField(required=False, max_length=LONGEST_WORD)
        super().__init__([word for _kind in EntryKind], **kwargs)

    def compress(self, words):
        pairs = zip(EntryKind, words or [], strict=False)
        return {kind.value: word for kind, word in pairs if word}


class FederalProjectForm(PicturedPageForm):
    outline = OutlineField(label=_("Le plan"), required=False)
    labels = WordsField(label=_("Vos mots"), required=False)
    outline_rest = LongTextField(
        label=_("Textes à placer"),
        help_text=_(
            "Ce qui a été collé et n’est pas une ligne du plan. Aucun visiteur ne le "
            "lit ; les animateurs, si, avant d’approuver : déplacez-le, puis effacez-le."
        ),
        most=MOST_TO_PLACE,
        widget=AdminAutoHeightTextInput,
        template_name=DeskRenderer.field_template_name,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["outline"] = rows_from(self.instance)

    def clean_outline(self):
        """None for an outline that is as it was: nothing of it is written."""
        rows = self.cleaned_data["outline"]
        if rows is None or "outline" not in self.changed_data:
            return None
        refuse_foreign_links(rows, self.initial["outline"], self.for_user)
        return with_own_identity(self.instance, rows)

    def save(self, commit=True):
        rows = self.cleaned_data.get("outline")
        if rows is not None:
            put_rows(self.instance, rows)
        return super().save(commit)
