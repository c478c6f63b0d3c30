"""A webmaster says that two partners are one: chosen, then confirmed with what follows."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from home.permissions import has_full_admin
from home.rendering import DeskRenderer

from . import merging
from .models import Partner


class MergeForm(forms.Form):
    default_renderer = DeskRenderer

    stays = forms.ModelChoiceField(
        label=_l("Celui qui reste"),
        queryset=Partner.objects.none(),
        help_text=_l("Son nom, son type et son site seront ceux que l’on lit."),
        error_messages={
            "required": _l("Choisissez avec qui le réunir."),
            "invalid_choice": _l(
                "Ce partenaire n’est plus dans la liste : choisissez-en un autre."
            ),
        },
    )

    def __init__(self, partner, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Partner.objects.kept().exclude(pk=partner.pk)
        self.fields["stays"].queryset = others


@require_admin_access
@require_http_methods(["GET", "POST"])
def merge(request, partner_id):
    """The first post shows how many links follow, the second one merges."""
    partner = _partner(request.user, partner_id)
    form = MergeForm(partner, request.POST or None)
    stays = form.cleaned_data["stays"] if form.is_valid() else None
    if stays and "confirmed" in request.POST:
        try:
            merging.merge(partner, stays, request.user)
        except ValidationError as error:
            form.add_error(None, error)
            stays = None
        else:
            said = _("« %(name)s » est réuni avec « %(stays)s ».")
            names = {"name": partner.name, "stays": stays.name}
            messages.success(request, said % names)
            return redirect("network_partner_modeladmin_index")
    context = {
        "partner": partner,
        "form": form,
        "stays": stays,
        "keys": Partner.objects.keys_of(partner),
    }
    status = 400 if form.errors else 200
    return render(request, "network/merge.html", context, status=status)


@require_admin_access
@require_http_methods(["GET", "POST"])
def separate(request, partner_id):
    """Asked first: what named it leads to it again."""
    partner = _partner(request.user, partner_id)
    if request.method == "POST":
        merging.separate(partner, request.user)
        said = _("« %(name)s » est de nouveau un partenaire à part.")
        messages.success(request, said % {"name": partner.name})
        return redirect("network_partner_modeladmin_index")
    context = {"partner": partner, "keys": Partner.objects.keys_of(partner)}
    return render(request, "network/separate.html", context)


def _partner(user, partner_id):
    if not has_full_admin(user):
        raise PermissionDenied
    partners = Partner.objects.select_related("merged_into")
    return get_object_or_404(partners, pk=partner_id)
