"""The answers of a member of the committee, checked on the server.

`vote_form` is the rule, for whoever sends an answer; `Ballot` is the paper: both
answers on one sheet, so that the vote page needs no JavaScript.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.rendering import DeskRenderer
from home.signs import LongTextField, with_bound

from .models.vote import ABSTAIN, CHANGES, SUPPORT, Vote

LONGEST_WORD = 2000  # signs of an answer


class SupportForm(forms.Form):
    comment = LongTextField(
        label=_("Un mot pour le centre (facultatif)"),
        required=False,
        most=LONGEST_WORD,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, criteria=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        boxes = {
            f"criterion_{number}": forms.BooleanField(
                label=label,
                error_messages={
                    "required": _(
                        "Cochez ce point, ou demandez une reprise s’il n’est pas tenu."
                    )
                },
            )
            for number, label in enumerate(self.criteria)
        }
        self.fields = {**boxes, **self.fields}

    @property
    def checklist(self):
        """{label: True} of each criterion that was ticked, as Vote keeps it."""
        return {
            label: self.cleaned_data[f"criterion_{number}"]
            for number, label in enumerate(self.criteria)
        }


class ChangesForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Pourquoi ?"),
        help_text=_("Si vous demandez une reprise : le motif principal."),
        choices=[("", _("Choisissez un motif")), *Vote.Reason.choices],
        error_messages={"required": _("Choisissez un motif.")},
    )
    comment = LongTextField(
        label=_("Que faut-il reprendre ?"),
        help_text=_("Le centre lira ces mots : soyez précis et bienveillant."),
        min_length=10,
        most=LONGEST_WORD,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": _("Dites au centre ce qu’il faut reprendre."),
            "min_length": _("Dites-en un peu plus : dix signes au moins."),
        },
    )
    section = forms.ChoiceField(
        label=_("Quelle partie de la fiche ?"),
        required=False,
        error_messages={"invalid_choice": _("Choisissez une partie de la fiche.")},
    )
    checklist = {}

    def __init__(self, *args, criteria=(), sections=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [
            ("", _("Toute la fiche")),
            *((section.key, section.label) for section in sections),
        ]


class AbstainForm(forms.Form):
    """« Je m’abstiens »: nothing to say, nothing to tick."""

    checklist = {}

    def __init__(self, *args, criteria=(), **kwargs):
        super().__init__(*args, **kwargs)


FORMS = {SUPPORT: SupportForm, ABSTAIN: AbstainForm}


def vote_form(action, criteria, sections=()):
    """The form class of `action`, with the criteria frozen at the opening.

    Called as a class: `vote_form(action, state.criteria)(data)`. `sections` are the
    parts of the page (`review_sections()`) to which a request may be pinned.
    """
    form_class = FORMS.get(action, ChangesForm)
    given = {"criteria": criteria}
    if form_class is ChangesForm:
        given["sections"] = sections

    class VoteForm(form_class):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **given, **kwargs)

    return VoteForm


class Ballot(forms.Form):
    """Shows every field of both answers; asks the form of the chosen one."""

    default_renderer = DeskRenderer

    action = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[(SUPPORT, _("J’approuve")), (CHANGES, _("Je demande une reprise"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez votre réponse."),
            "invalid_choice": _("Choisissez votre réponse."),
        },
    )
    comment = forms.CharField(
        label=_("Votre mot pour le centre"),
        help_text=with_bound(
            _(
                "Facultatif si vous approuvez. Si vous demandez une reprise, dites ce "
                "qu’il faut reprendre : le centre lira ces mots, sans votre nom."
            ),
            LONGEST_WORD,
        ),
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, criteria, sections, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria, self.sections = criteria, sections
        boxes = SupportForm(criteria=criteria).fields
        boxes.pop("comment")
        changes = ChangesForm(sections=sections).fields
        self.fields = {
            **boxes,
            "action": self.fields["action"],
            "reason": changes["reason"],
            "section": changes["section"],
            "comment": self.fields["comment"],
        }
        for field in (*boxes.values(), changes["reason"]):
            field.required = False

    def clean(self):
        cleaned = super().clean()
        if action := cleaned.get("action"):
            answer = vote_form(action, self.criteria, self.sections)(self.data)
            for name, errors in answer.errors.items():
                if name not in self.errors:
                    self.add_error(name, errors)
        return cleaned

    def is_forged(self):
        """True if an answer was sent that the paper does not have; an empty one is not."""
        return self.has_error("action", "invalid_choice")

    def answer(self):
        """What was sent for the fields of the ballot, and nothing else."""
        return {name: self.data[name] for name in self.fields if name in self.data}

    def boxes(self):
        """The criteria to tick, as bound fields, in order."""
        return [self[name] for name in self.fields if name.startswith("criterion_")]
