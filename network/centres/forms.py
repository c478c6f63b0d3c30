"""« La page de mon centre »: a centre says who it is, where, and how to reach it."""

from django import forms
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry

from home.keys import typed_key
from home.models import Picture
from home.models.consent import refusal_of
from home.numbers import OneYearField
from home.rendering import DeskRenderer
from home.signs import LongTextField, MostSigns
from home.telephone import LONGEST, dialled

from ..directory.fields import HELP, CommuneField
from .actions import REVIEWED

AT_ONCE = _l("En ligne dès que vous enregistrez.")
AFTER_READING = _l("En ligne après relecture.")
CONTACT = ("phone", "email", "website", "address", "opening_hours")
FACTS = ("code_insee", "agreed_until")
MOST_TITLE, MOST_INTRODUCTION, MOST_HOURS = 255, 600, 600


def says(sentence, when):
    return format_lazy("{} {}", sentence, when) if sentence else when


class LineField(forms.CharField):
    """A line whose bound is said and never cut by the browser."""

    def __init__(self, *, most, **kwargs):
        super().__init__(**kwargs)
        self.validators.append(MostSigns(most))


class PhoneField(LineField):
    def clean(self, value):
        value = super().clean(value)
        if value and not dialled(value):
            raise forms.ValidationError(
                _("Il n’y a pas de numéro dans ce texte. Exemple : 01 23 45 67 89.")
            )
        return value


class CentreForm(forms.Form):
    """`initial` is what stands now, for `user` to change; a page that is being read keeps
    its text (`is_read`).

    Only what she changed is saved: what somebody else changed since she opened the form
    stays, and where both changed one field, both texts are shown.
    """

    default_renderer = DeskRenderer

    title = LineField(
        most=MOST_TITLE,
        label=_l("Nom du centre"),
        help_text=says("", AFTER_READING),
        error_messages={"required": _l("Écrivez le nom du centre.")},
    )
    introduction = LongTextField(
        most=MOST_INTRODUCTION,
        required=False,
        label=_l("Présentation"),
        help_text=says(
            _l("Deux à quatre lignes : qui vous êtes, où, avec qui."), AFTER_READING
        ),
        widget=forms.Textarea({"rows": 5}),
    )
    photo = forms.ModelChoiceField(
        Picture.objects.none(),
        required=False,
        label=_l("Photo"),
        help_text=says("", AFTER_READING),
        widget=AdminImageChooser,
        error_messages={
            "invalid_choice": _l(
                "Cette image n’est pas parmi celles de votre centre : choisissez-en "
                "une autre."
            )
        },
    )
    phone = PhoneField(
        most=LONGEST,
        required=False,
        label=_l("Téléphone"),
        help_text=AT_ONCE,
    )
    email = forms.EmailField(
        required=False,
        label=_l("Adresse électronique"),
        help_text=says(_l("Celle du centre, jamais celle d’une personne."), AT_ONCE),
        error_messages={
            "invalid": _l(
                "Cette adresse n’est pas complète. Exemple : accueil@mon-centre.fr."
            )
        },
    )
    website = forms.URLField(
        required=False,
        label=_l("Site"),
        help_text=AT_ONCE,
        assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url"}),
        error_messages={
            "invalid": _l("Ce n’est pas l’adresse d’un site. Exemple : mon-centre.fr.")
        },
    )
    address = LineField(
        most=200,
        required=False,
        label=_l("Adresse"),
        help_text=says(_l("Le numéro et la rue."), AT_ONCE),
    )
    opening_hours = LongTextField(
        most=MOST_HOURS,
        required=False,
        label=_l("Horaires d’ouverture"),
        help_text=says(_l("Une ligne par jour ou par période."), AT_ONCE),
        widget=forms.Textarea({"rows": 4}),
    )
    code_insee = CommuneField(
        label=_l("Commune"),
        help_text=says(HELP, AT_ONCE),
        error_messages={"required": _l("Écrivez la commune du centre.")},
    )
    agreed_until = OneYearField(
        required=False,
        label=_l("Fin de l’agrément"),
        help_text=says(
            _l("L’année où se termine l’agrément de la Caf. Exemple : 2028."), AT_ONCE
        ),
    )

    def __init__(self, *args, user, is_read=False, shown="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code_insee"].shown = shown
        policy = policy_registry.get_by_type(Picture)
        own = policy.instances_user_has_permission_for(user, "choose")
        kept = Picture.objects.filter(pk=getattr(self.initial["photo"], "pk", None))
        pictures = Picture.objects.filter(
            Q(pk__in=own.values("pk")) | Q(pk__in=kept.values("pk"))
        )
        self.fields["photo"].queryset = pictures
        for name in REVIEWED if is_read else ():
            del self.fields[name]
        for field in self.fields.values():
            field.show_hidden_initial = True
        self._forget_a_foreign_photo(pictures)

    def _forget_a_foreign_photo(self, pictures):
        """Trap: a chooser shows the title of whatever number was posted."""
        key = typed_key(self.data.get("photo") or "")
        self.has_foreign_photo = bool(key) and not pictures.filter(pk=key).exists()
        if self.has_foreign_photo:
            self._put("photo", "")

    def _put(self, name, value):
        self.data = self.data.copy()
        self.data[name] = value

    def clean(self):
        if self.has_foreign_photo and "photo" in self.fields:
            refused = self.fields["photo"].error_messages["invalid_choice"]
            self.add_error("photo", refused)
        photo = self.cleaned_data.get("photo")
        if photo and "photo" in self.changed_data and (why := refusal_of(photo)):
            self.add_error("photo", why)
        for name in self.changed_data:
            if name in self.cleaned_data:
                self._look_for_another_hand(name)
        return self.cleaned_data

    def _look_for_another_hand(self, name):
        now = _plain(self.fields[name].prepare_value(self.initial[name]))
        typed = _plain(self.cleaned_data[name])
        hidden = self.add_initial_prefix(name)
        known = _plain(self.data.get(hidden))
        if now in (known, typed) or hidden not in self.data:
            return
        self._put(hidden, now)  # a second click is an answer
        words = _(
            "Entre-temps, ce champ a changé : « %(now)s ». Enregistrez de nouveau pour "
            "garder votre texte."
        )
        told = now or _("vide")
        self.add_error(name, words % {"now": told})

    def typed(self, names):
        """{name: value} of those of `names` that she changed."""
        return {
            name: _of_one_line_end(self.cleaned_data[name])
            for name in names
            if name in self.changed_data
        }


def _of_one_line_end(value):
    """As the core stores lines: browsers send two signs for their end."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _plain(value):
    """To compare what is stored, typed, or came back hidden: a text."""
    key = getattr(value, "pk", value)
    return "" if key is None else _of_one_line_end(str(key)).strip()


class EmergencyForm(forms.Form):
    default_renderer = DeskRenderer

    reason = LongTextField(
        most=1000,
        label=_l("Pourquoi ?"),
        help_text=_l("Le centre et ceux qui relisent sa page liront cette raison."),
        error_messages={"required": _l("Dites pourquoi, en une phrase.")},
        widget=forms.Textarea({"rows": 4}),
    )
