"""The form of a meeting: what is said of it beforehand, then its minutes."""

from contextlib import suppress

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from home.forms import DocumentField, FileToChooseAgain
from home.models import Attachment
from home.rendering import DeskRenderer
from home.sentences import DATE
from home.signs import LongTextField
from network.filing import collection_of_groups

from ..models import Meeting

HOUR = {"invalid": _("Écrivez l’heure comme ceci : 09:30.")}


class MeetingForm(FileToChooseAgain, forms.ModelForm):
    default_renderer = DeskRenderer

    agenda = LongTextField(
        label=_("Ordre du jour"),
        help_text=_(
            "Tout le monde le lit, comme l’objet, le jour et le lieu, même quand le "
            "compte rendu est réservé aux membres."
        ),
        required=False,
        most=2000,
    )
    minutes = LongTextField(label=_("Compte rendu"), required=False)
    file = DocumentField(
        label=_("Ou le fichier du compte rendu"), required=False, widget=forms.FileInput
    )
    without_file = forms.BooleanField(
        label=_("Retirer le fichier qui est là"), required=False
    )

    class Meta:
        model = Meeting
        fields = ["title", "day", "start_time", "end_time", "place"]
        fields += ["agenda", "minutes", "file", "without_file", "is_public"]
        widgets = {"day": forms.DateInput({"type": "date"}, format="%Y-%m-%d")} | {
            name: forms.TimeInput({"type": "time"}, format="%H:%M")
            for name in ("start_time", "end_time")
        }
        error_messages = {
            "title": {"required": _("Dites en quelques mots de quoi vous parlez.")},
            "day": DATE | {"required": _("Dites quel jour.")},
            "start_time": HOUR,
            "end_time": HOUR,
        }
        help_texts = {
            "is_public": _(
                "Sinon, seuls le lisent les membres de la fédération et de ses "
                "centres, une fois connectés."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.minutes_file_id:
            del self.fields["without_file"]

    def clean(self):
        start, end = (
            self.cleaned_data.get(name) for name in ("start_time", "end_time")
        )
        if start and end and end < start:
            sentence = _("La fin vient avant le début : corrigez l’une des heures.")
            self.add_error("end_time", ValidationError(sentence))
        elif end and not start:
            sentence = _("Dites aussi à quelle heure elle commence.")
            self.add_error("start_time", ValidationError(sentence))
        return super().clean()

    def save_by(self, user):
        """Save the meeting and its file; one that it had before leaves the site."""
        meeting, former = self.instance, self.instance.minutes_file
        if file := self.cleaned_data["file"]:
            meeting.minutes_file = keep_file(file, meeting.title, user)
        elif self.cleaned_data.get("without_file"):
            meeting.minutes_file = None
        meeting.save()
        if former != meeting.minutes_file:
            ReferenceIndex.create_or_update_for_object(meeting)
            _drop(former)
        return meeting


def keep_file(file, title, user):
    """A new Attachment of the minutes, where only webmasters may choose it."""
    return Attachment.objects.create(
        title=title,
        file=file,
        file_size=file.size,
        collection=collection_of_groups(),
        uploaded_by_user=user,
    )


def delete_with_file(meeting):
    """Its minutes leave the site with it."""
    file = meeting.minutes_file
    ReferenceIndex.remove_for_object(meeting)
    meeting.delete()
    _drop(file)


def _drop(document):
    """Delete it unless a page, or another meeting, shows it.

    Trap: a worker writes the reference index; what this meeting says now is written
    there beforehand.
    """
    if document:
        with suppress(PermissionDenied):
            document.delete()
