"""The yearly review: every action of a document and where it stands, on one screen."""

from datetime import date

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.rendering import DeskRenderer

from .models import EntryState

NOTHING = ""


class StatesForm(forms.Form):
    """One pair of fields for each action, and who says it, when: outside the voted text.

    `actions`: the nodes of the tree whose state this document says.
    """

    default_renderer = DeskRenderer

    said_by = forms.CharField(
        label=_("Qui le dit ?"),
        max_length=120,
        help_text=_("Une fonction, pas un nom. Exemple : « équipe permanente »."),
        error_messages={"required": _("Dites qui fait ce point, par sa fonction.")},
    )
    said_on = forms.DateField(
        label=_("À quelle date ?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Donnez la date de ce point."),
            "invalid": _("Cette date n’existe pas. Exemple : 17/06/2021."),
        },
    )

    def __init__(self, actions, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = actions
        self.initial.setdefault("said_on", timezone.localdate())
        for action in actions:
            said = action.state
            self.fields[_name("state", action)] = forms.ChoiceField(
                label=_("État"),
                choices=[(NOTHING, _("Pas d’état")), *EntryState.State.choices],
                required=False,
                initial=said.state if said else NOTHING,
                error_messages={"invalid_choice": _("Choisissez dans la liste.")},
            )
            self.fields[_name("word", action)] = forms.CharField(
                label=_("En un mot"),
                max_length=300,
                required=False,
                initial=said.word if said else "",
            )

    @property
    def lines(self):
        """[(action, its state field, its word field)], in the order of the document."""
        return [
            (action, self[_name("state", action)], self[_name("word", action)])
            for action in self.actions
        ]

    @property
    def heading(self):
        return [self["said_by"], self["said_on"]]

    def clean_said_on(self):
        day = self.cleaned_data["said_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
        if day < date(1900, 1, 1):
            raise forms.ValidationError(_("Cette année est trop ancienne."))
        return day

    def clean(self):
        data = super().clean()
        for action in self.actions:
            state = data.get(_name("state", action))
            word = data.get(_name("word", action))
            if state == EntryState.State.DROPPED and not word:
                self.add_error(
                    _name("word", action),
                    _("Abandonnée : dites pourquoi, en une phrase."),
                )
        return data

    @transaction.atomic
    def save(self):
        """A row for each action that has a state; of the same day, the same row. How
        many were said (int)."""
        data, said = self.cleaned_data, 0
        for action in self.actions:
            state = data[_name("state", action)]
            if state == NOTHING:
                continue
            said += 1
            self._say(action.key, state, data[_name("word", action)])
        return said

    def _say(self, key, state, word):
        """Trap: sent twice at once, a day has two rows, and the core's
        update_or_create() then fails for good."""
        data = self.cleaned_data
        of_the_day = EntryState.objects.filter(entry=key, said_on=data["said_on"])
        said = of_the_day.order_by("pk").last()
        said = said or EntryState(entry_id=key, said_on=data["said_on"])
        said.state, said.said_by, said.word = state, data["said_by"], word
        said.save()


def _name(what, action):
    return f"{what}-{action.key.hex}"
