"""What who is of a federation types of an event, or of a resource."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.forms import DocumentField, FileToChooseAgain
from home.models import Attachment, Theme
from home.numbers import WholeNumberField
from home.rendering import DeskRenderer
from home.sentences import DATE, WEB_ADDRESS
from home.signs import LongTextField
from network.projects.models import FederalProjectPage, PublishedEntry

from ..files import forget_file
from ..models import CommissionPage, Event, Resource, WorkingGroupPage

FROM_THE_LIST = {"invalid_choice": _("Choisissez dans la liste.")}
FIRST_YEAR = 1900  # the movement of the centres is hardly older


class HourField(forms.TimeField):
    """As people write an hour: « 14:30 », « 14 h 30 », « 9h »."""

    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("Écrivez une heure ainsi : 14 h 30.")}
    spoken = re.compile(r"(\d{1,2})\s*[hH]\s*(\d{2})?")

    def to_python(self, value):
        found = self.spoken.fullmatch(str(value or "").strip())
        return super().to_python(f"{found[1]}:{found[2] or '00'}" if found else value)


class EntryField(forms.ModelChoiceField):
    """The entries of the projects of a federation, under their project, in order."""

    default_error_messages = FROM_THE_LIST

    def __init__(self, *args, **kwargs):
        super().__init__(PublishedEntry.objects.none(), *args, **kwargs)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError:  # the core's, of what is no identity, is jargon
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice") from None

    def offer(self, entries):
        """These, a QuerySet with `project`; grouped by the project of each."""
        self.queryset, by_project = entries, {}
        for entry in entries.select_related("project").order_by("project", "position"):
            title = " ".join(filter(None, (entry.label, entry.title)))
            line = (entry.pk, "\u2003" * entry.depth + title)
            by_project.setdefault(entry.project.title, []).append(line)
        self.choices = [("", _("Aucune")), *by_project.items()]


class FederationForm(forms.ModelForm):
    """The federation is that of the address, never a field."""

    default_renderer = DeskRenderer

    def __init__(self, *args, federation, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.federation, self.user = federation, user
        self.instance.federation = federation
        theme = self.fields["theme"]
        theme.queryset, theme.empty_label = Theme.objects.all(), _("Aucun")
        title, kind = self.fields["title"], self.fields["kind"]
        title.error_messages["required"] = _("Donnez un titre.")
        kind.error_messages["required"] = _("Choisissez une sorte.")
        for field in (kind, theme):
            field.error_messages |= FROM_THE_LIST


class EventForm(FederationForm):
    start_time = HourField(label=_("Il commence à"), required=False)
    end_time = HourField(label=_("Il finit à"), required=False)
    entry = EntryField(
        label=_("Action servie"),
        required=False,
        help_text=_("Une ligne d’un projet, d’un pacte ou d’un plan en ligne."),
    )

    after = ("report", "took_part")

    class Meta:
        model = Event
        fields = [
            *("title", "kind", "day", "end_day", "start_time", "end_time", "place"),
            *("audience", "description", "theme", "group", "entry"),
            *("report", "took_part"),
        ]
        widgets = {
            name: forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            for name in ("day", "end_day")
        }
        field_classes = {
            "description": LongTextField,
            "report": LongTextField,
            "took_part": WholeNumberField,
        }
        error_messages = {
            "day": {"required": _("Dites quel jour."), **DATE},
            "end_day": DATE,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["start_time"].help_text = _(
            "Laissez vide s’il dure la journée entière."
        )
        below, group = Page.objects.child_of(self.federation), self.fields["group"]
        groups = below.type(WorkingGroupPage, CommissionPage).order_by("title")
        group.queryset, group.empty_label = groups, _("Aucun")
        group.error_messages |= FROM_THE_LIST
        projects = FederalProjectPage.objects.child_of(self.federation).published()
        entries = PublishedEntry.objects.filter(project__in=projects, is_current=True)
        if self.instance.entry_id:  # one that left its document stays chosen
            entries |= PublishedEntry.objects.filter(pk=self.instance.entry_id)
        self.fields["entry"].offer(entries)

    @property
    def fields_before(self):
        return [field for field in self if field.name not in self.after]

    @property
    def fields_after(self):
        """What is told once it is over."""
        return [field for field in self if field.name in self.after]

    @property
    def is_after_open(self):
        is_told = self.instance.report or self.instance.took_part
        has_come = self.instance.day and self.instance.is_past
        return bool(is_told or has_come or set(self.after) & set(self.errors))


class ResourceForm(FileToChooseAgain, FederationForm):
    file = DocumentField(label=_("Fichier"), required=False, widget=forms.FileInput)
    link = forms.URLField(
        label=_("Ou l’adresse d’une page"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages=WEB_ADDRESS,
    )
    drops_file = forms.BooleanField(label=_("Retirer le fichier"), required=False)

    class Meta:
        model = Resource
        fields = ["title", "kind", "theme", "year", "link", "event", "is_public"]

    field_order = [
        *("title", "kind", "theme", "year", "file", "drops_file", "link", "event"),
        "is_public",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        events, event = Event.objects.filter(federation=self.federation), "event"
        self.fields[event].queryset = events.order_by("-day", "pk")
        self.fields[event].empty_label = _("Aucun")
        self.fields[event].help_text = _("Si c’est un document d’un rendez-vous.")
        self.fields[event].label_from_instance = lambda one: f"{one.title}, {one.days}"
        self.fields[event].error_messages |= FROM_THE_LIST
        self.current_file = self.instance.file
        if self.current_file is None:
            del self.fields["drops_file"]

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year and not FIRST_YEAR <= year <= timezone.localdate().year + 1:
            raise ValidationError(_("Vérifiez cette année."))
        return year

    def clean(self):
        data = super().clean()
        if data.get("file") or data.get("drops_file"):
            self.instance.file = None
        keeps = self.instance.file_id is not None
        has_file = data.get("file") or keeps or "file" in self.errors
        if has_file and data.get("link"):
            self.add_error("link", self._why_not_both(data.get("file")))
        elif not (has_file or data.get("link") or "link" in self.errors):
            self.add_error("file", _("Donnez un fichier, ou une adresse."))
        return data

    def _why_not_both(self, is_new):
        if is_new or self.current_file is None:
            return _(
                "Un fichier ou une adresse, pas les deux : effacez l’adresse, ou ne "
                "donnez pas de fichier."
            )
        return _(
            "Cette ressource a déjà un fichier : cochez « Retirer le fichier », ou "
            "effacez l’adresse."
        )

    def save(self, commit=True):
        """The file that was there leaves the site with its last reader."""
        if file := self.cleaned_data["file"]:
            self.instance.file = Attachment.objects.create(
                title=self.cleaned_data["title"],
                file=file,
                file_size=file.size,
                uploaded_by_user=self.user,
            )
        resource = super().save(commit=commit)
        if self.current_file and self.current_file != resource.file:
            forget_file(self.current_file)
        return resource
