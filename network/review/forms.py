"""The answers of a member of the committee, checked on the server.

`vote_form` is the rule, for whoever sends an answer; `Ballot` is the paper: both
answers on one sheet, so that the vote page needs no JavaScript.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.rendering import DeskRenderer
from home.signs import LongTextField, with_bound

from .models.vote import ABSTAIN, CHANGES, SUPPORT, Vote
from .naming import FICHE

LONGEST_WORD = 2000  # signs of an answer


class SupportForm(forms.Form):
    comment = LongTextField(
        label=_("Un mot (facultatif)"),
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
        help_text=_("Ces mots seront lus : soyez précis et bienveillant."),
        min_length=10,
        most=LONGEST_WORD,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "min_length": _("Dites-en un peu plus : dix signes au moins."),
        },
    )
    section = forms.ChoiceField(
        required=False,
    )
    checklist = {}

    def __init__(self, *args, criteria=(), sections=(), naming=FICHE, **kwargs):
        super().__init__(*args, **kwargs)
        section = self.fields["section"]
        self.fields["comment"].error_messages["required"] = naming.say(
            _("Dites %(to_writers)s ce qu’il faut reprendre.")
        )
        section.label = naming.say(_("Quelle partie %(of)s ?"))
        section.error_messages["invalid_choice"] = naming.say(
            _("Choisissez une partie %(of)s.")
        )
        section.choices = [
            ("", naming.say("%(Whole)s")),
            *((section.key, section.label) for section in sections),
        ]


class AbstainForm(forms.Form):
    """« Je m’abstiens »: nothing to say, nothing to tick."""

    checklist = {}

    def __init__(self, *args, criteria=(), **kwargs):
        super().__init__(*args, **kwargs)


FORMS = {SUPPORT: SupportForm, ABSTAIN: AbstainForm}


def vote_form(action, criteria, sections=(), naming=FICHE):
    """The form class of `action`, with the criteria frozen at the opening.

    Called as a class: `vote_form(action, state.criteria)(data)`. `sections` are the
    parts of the page (`review_sections()`) to which a request may be pinned.
    """
    form_class = FORMS.get(action, ChangesForm)
    given = {"criteria": criteria}
    if form_class is ChangesForm:
        given |= {"sections": sections, "naming": naming}

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
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, criteria, sections, naming, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria, self.sections, self.naming = criteria, sections, naming
        boxes = SupportForm(criteria=criteria).fields
        boxes.pop("comment")
        changes = ChangesForm(sections=sections, naming=naming).fields
        self.fields["comment"].label = naming.say(_("Votre mot pour %(writers)s"))
        self.fields["comment"].help_text = with_bound(
            naming.say(
                _(
                    "Facultatif si vous approuvez. Si vous demandez une reprise, dites "
                    "ce qu’il faut reprendre : %(writers)s lira ces mots, sans votre "
                    "nom."
                )
            ),
            LONGEST_WORD,
        )
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
            answer = vote_form(action, self.criteria, self.sections, self.naming)(
                self.data
            )
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
