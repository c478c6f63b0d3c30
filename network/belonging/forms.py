"""What one types to invite, choose a successor or ask for help."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from home.permissions import has_full_admin
from home.post.outbox import post
from home.rendering import DeskRenderer
from home.signs import LongTextField
from home.views import LostPasswordForm

from ..models import Membership
from ..permissions import federations_of
from ..review.permissions import is_committee_member
from .mails import send_invitation

Role = Membership.Role


class AddressForm(forms.Form):
    default_renderer = DeskRenderer

    email = forms.EmailField(
        label=_("Son adresse électronique"),
        max_length=254,
        help_text=_("Celle de la personne, pas celle du centre."),
        error_messages={
            "required": _("Écrivez son adresse électronique."),
            "invalid": _("Cette adresse n’est pas complète : vérifiez-la."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class InvitationForm(AddressForm):
    role = forms.ChoiceField(
        label=_("Son rôle"),
        choices=[
            (Role.CONTRIBUTOR, _("Écrit les fiches du centre")),
            (Role.REFERENT, _("Répond aussi du centre et de ses accès")),
        ],
    )

    def __init__(self, centre, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.centre = centre

    def clean_email(self):
        email = self.cleaned_data["email"]
        there = (
            Membership.objects.open()
            .arrived()
            .filter(centre=self.centre, user__email__iexact=email)
        )
        if there.exists():
            raise forms.ValidationError(
                _(
                    "Cette personne fait déjà partie du centre : voyez sa ligne plus haut."
                )
            )
        return email


class RegisterForm(WagtailAdminModelForm):
    """The invitation of a known account, by a webmaster, from the register."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A companion is made by the answer to a request for help, never by hand.
        self.fields["role"].choices = InvitationForm.base_fields["role"].choices

    def clean(self):
        data = super().clean()
        user, centre = data.get("user"), data.get("centre")
        if user and not user.is_active:
            self.add_error(
                "user",
                _(
                    "Ce compte est désactivé : rouvrez-le d’abord dans la liste des "
                    "utilisateurs, puis revenez ici."
                ),
            )
        there = Membership.objects.listed().filter(user=user, centre=centre)
        if user and centre and there.exists():
            raise forms.ValidationError(
                _(
                    "Cette personne fait déjà partie du centre : ouvrez sa ligne pour "
                    "changer son rôle ou renvoyer l’invitation."
                )
            )
        return data


class RoleForm(forms.Form):
    default_renderer = DeskRenderer

    role = InvitationForm.base_fields["role"]


class SuccessorForm(forms.Form):
    """Asked when the last referent leaves."""

    default_renderer = DeskRenderer

    successor = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Qui répondra du centre ?"),
        required=False,
        empty_label=_("Choisissez"),
    )

    def __init__(self, candidates, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        field.queryset = Membership.objects.filter(
            pk__in=[one.pk for one in candidates]
        ).select_related("user")
        field.label_from_instance = lambda membership: str(membership.user)


class HelpForm(forms.Form):
    default_renderer = DeskRenderer

    message = LongTextField(
        most=1000,
        label=_("Votre message"),
        help_text=_("Ce qui vous arrête, et ce qui vous aiderait."),
        error_messages={"required": _("Écrivez quelques mots à votre fédération.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class LostOrInvitedForm(LostPasswordForm):
    """Who never came has no password to lose: she gets her invitation again.

    The core sends her nothing at all (editorial.md, section 7).
    """

    def answer(self, person):
        invited = Membership.objects.invited().filter(user=person).first()
        if invited and not person.has_usable_password():
            post(send_invitation, invited.pk)
        else:
            super().answer(person)

    def may_choose(self, person):
        """Who was given something to do: a webmaster opens accounts without password."""
        return super().may_choose(person) or bool(
            person
            and (
                federations_of(person)
                or is_committee_member(person)
                or has_full_admin(person)
            )
        )
