"""An agreement given again, written in the register of its picture.

No vote is asked: what visitors see stays the same. Who writes it is in the histories.
"""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from home.models import Consent, Picture
from home.rendering import DeskRenderer
from home.renditions import rendition_of

from ..models import InitiativePhoto
from ..permissions import can_renew

COLUMNS = [field.name for field in Consent._meta.get_fields()]


class RenewalForm(forms.ModelForm):
    """Who agreed, on which day, for what, until when: a day later than what is known."""

    default_renderer = DeskRenderer

    class Meta:
        model = Picture
        fields = COLUMNS
        widgets = {
            name: forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            for name in ("consent_given_on", "consent_until")
        }
        help_texts = {"consent_given_on": ""}
        error_messages = {
            "consent_given_by": {"required": _l("Dites qui a donné son accord.")},
            "consent_given_on": {"required": _l("Dites quel jour.")},
        }

    def __init__(self, *args, known, **kwargs):
        self.known = known
        super().__init__(*args, **kwargs)
        kind = self.fields["consent_kind"]
        kind.required = True
        kind.choices = [
            choice
            for choice in Consent.Kind.choices
            if choice[0] != Consent.Kind.NOBODY
        ]
        for name in ("consent_given_by", "consent_given_on"):
            self.fields[name].required = True

    def clean_consent_given_on(self):
        day = self.cleaned_data["consent_given_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Ce jour n’est pas encore venu."))
        if self.known.consent_given_on and day <= self.known.consent_given_on:
            raise ValidationError(
                _("C’est l’accord déjà noté : écrivez le jour du nouveau.")
            )
        return day

    def clean_consent_until(self):
        day = self.cleaned_data["consent_until"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Ce jour est passé : l’accord serait déjà fini."))
        return day


@require_admin_access
@require_http_methods(["GET", "POST"])
def renew(request, picture_id):
    """The agreement that is known, and a form for the one given since."""
    picture = get_object_or_404(Picture, pk=picture_id)
    if not can_renew(request.user, picture):
        raise PermissionDenied
    rows = InitiativePhoto.objects.filter(picture=picture, page__live=True)
    rows = list(rows.select_related("page"))
    known = newest([picture, *rows])
    form = _form_of(picture, known, request.POST or None)
    if request.method == "POST" and not picture.withdrawn_at and form.is_valid():
        keep(form.save(commit=False), rows, request.user)
        messages.success(
            request, _("C’est noté. La photo est montrée tant que dure cet accord.")
        )
        return redirect("wagtailadmin_home")
    context = {
        "picture": picture,
        "small": rendition_of(picture, "gallery"),
        "known": known,
        "pages": {row.page_id: row.page for row in rows}.values(),
        "form": form,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "initiatives/life/consent.html", context, status=status)


def _form_of(picture, known, data):
    """With what is known but the days: those are new."""
    kept = ("consent_kind", "consent_given_by", "consent_scope")
    initial = dict.fromkeys(COLUMNS) | {name: getattr(known, name) for name in kept}
    return RenewalForm(data, instance=picture, known=known, initial=initial)


def newest(registers):
    """The register with the newest agreement, the first of those without a day."""
    dated = [one for one in registers if one.consent_given_on]
    return max(dated, key=lambda one: one.consent_given_on, default=registers[0])


@transaction.atomic
def keep(picture, rows, user):
    """Save the register, and say it in the histories of the picture and its fiches."""
    picture.save(update_fields=COLUMNS)
    log(picture, "wagtail.edit", user=user)
    for row in rows:
        data = {"reason": str(row)}
        log(row.page, "initiatives.consent_renewed", user=user, data=data)
