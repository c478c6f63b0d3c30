"""What a webmaster types of an account: no password, and never the superuser's flag."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from .. import forgery
from ..rendering import DeskRenderer

# The core's forms have them, ours never show them.
NEVER_ASKED = ("is_superuser", "password1", "password2", "password")


class AccountFields:
    """Refuses what it does not show; what was typed beside it comes back."""

    default_renderer = DeskRenderer
    is_superuser = None

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self):
        data = super().clean()
        sent = [name for name in NEVER_ASKED if self.data.get(name)]
        if sent:
            forgery.note(self.by, f"{', '.join(sent)} of account {self.instance.pk}")
            raise forms.ValidationError(
                _(
                    "Cette page ne donne à personne le rôle de superutilisateur ni un "
                    "mot de passe. Rien n’est enregistré."
                )
            )
        return data


class NewAccountForm(AccountFields, UserCreationForm):
    """An account that nobody enters before its person chose a password by mail."""

    class Meta(UserCreationForm.Meta):
        fields = ["email", "first_name", "last_name", "groups"]

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class AccountForm(AccountFields, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = ["email", "first_name", "last_name", "is_active", "groups"]

    def __init__(self, *args, editing_self=False, **kwargs):
        # Not to the core: it would take its own flag of superusers out again.
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]
