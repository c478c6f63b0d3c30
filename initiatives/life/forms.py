"""What is asked of who acts on a fiche after its publication: words that are kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.rendering import DeskRenderer
from home.signs import LongTextField, with_bound

MOST = 1000  # signs of a reason or of an answer


class ThousandSigns(LongTextField):
    widget = forms.Textarea({"rows": 4})

    def __init__(self, **kwargs):
        super().__init__(most=MOST, **kwargs)


class ReasonForm(forms.Form):
    """Asked before a withdrawal."""

    default_renderer = DeskRenderer

    reason = ThousandSigns(
        label=_("Pourquoi ?"),
        help_text=_(
            "Le centre et celles et ceux qui ont écrit la fiche liront cette raison."
        ),
        error_messages={"required": _("Dites pourquoi, en une phrase.")},
    )


class EmergencyForm(ReasonForm):
    """Asked before a publication without review."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        said = _("Tout le comité lira cette raison.")
        self.fields["reason"].help_text = with_bound(said, MOST)


class OutcomeForm(forms.Form):
    default_renderer = DeskRenderer

    outcome = ThousandSigns(
        label=_("Ce qui a été fait"),
        help_text=_(
            "Cette réponse est gardée avec la demande, la date et votre nom. Elle ne "
            "part pas par message."
        ),
        error_messages={"required": _("Dites ce qui a été fait, en une phrase.")},
    )
