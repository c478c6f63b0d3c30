"""The one field of the form that posts a whole outline, as JSON."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from .rows import NotAnOutline, Row, refuse_too_many, rows_of

MOST_TOLD = 5  # refusals of one form


class OutlineInput(forms.Textarea):
    """Hidden: the editor reads and writes it. Its script shows what it cannot read."""

    template_name = "network/projects/outline/input.html"

    class Media:
        css = {"all": ["css/outline.css"]}
        js = ["js/typed_meanwhile.js", forms.Script("js/outline.js", type="module")]


class OutlineField(forms.Field):
    """A list of Row; None when nothing was posted: what is there stays.

    What is no outline is refused, and goes back into the form as it came.
    """

    widget = OutlineInput
    lost = _l(
        "Le plan n’est pas arrivé entier. Rechargez la page : le dernier "
        "enregistrement y est."
    )

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        return json.dumps([row.as_data() for row in value], ensure_ascii=False)

    def to_python(self, value):
        if value in (None, ""):
            return None
        try:
            data = json.loads(value)
        except (ValueError, RecursionError):
            raise ValidationError(self.lost, code="invalid") from None
        try:
            return rows_of(data)
        except NotAnOutline as refusal:
            raise ValidationError(_which_rows(data) or refusal.sentences) from None

    def has_changed(self, initial, data):
        if data in (None, ""):
            return False
        try:
            return self.to_python(data) != (initial or [])
        except ValidationError:
            return True


def _which_rows(data):
    """The sentences of the first rows that are none, each with its place: a list."""
    if not isinstance(data, list):
        return []
    try:
        refuse_too_many(len(data))
    except NotAnOutline as refusal:
        return refusal.sentences
    said = []
    for place, item in enumerate(data, start=1):
        try:
            Row.from_data(item)
        except NotAnOutline as refusal:
            said += [named(place, item, one) for one in refusal.sentences]
        if len(said) >= MOST_TOLD:
            break
    return said


def named(place, item, sentence):
    """« Ligne 12, « Aller vers » : … »: where the person finds what to mend."""
    title = item.get("title") if isinstance(item, dict) else ""
    if isinstance(title, str) and title.strip():
        words = _("Ligne %(place)s, « %(title)s » : %(sentence)s")
        short = title if len(title) <= 60 else f"{title[:60]}…"
        return words % {"place": place, "title": short, "sentence": sentence}
    words = _("Ligne %(place)s : %(sentence)s")
    return words % {"place": place, "sentence": sentence}
