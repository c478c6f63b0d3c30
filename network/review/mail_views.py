"""The link of a mail, and how often one wants mails."""

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages as flash
from wagtail.admin.auth import require_admin_access

from home import forgery
from home.rendering import DeskRenderer

from . import permissions, tokens
from .models import CommitteeTaskState, MailChoice


class MailChoiceForm(forms.ModelForm):
    default_renderer = DeskRenderer

    class Meta:
        model = MailChoice
        fields = ["rhythm"]
        widgets = {"rhythm": forms.RadioSelect}
        labels = {"rhythm": _l("Quand un texte attend votre avis, vous voulez…")}
        help_texts = {
            "rhythm": _l(
                "Avec un message par jour ou par semaine, vous recevez la liste de ce "
                "qui vous attend, retards compris, et rien d’autre pour chaque texte. "
                "Sans rien à lire, pas de message."
            )
        }


@require_admin_access
@require_GET
def link(request, token):
    """Lead to the vote page, or say why not. Changes nothing: robots open links."""
    try:
        data = tokens.read(token)
    except signing.SignatureExpired:
        return _refuse(request, 410, _("Ce lien a plus de quinze jours : il a expiré."))
    except signing.BadSignature:
        forgery.note(request.user, "a link that we did not sign")
        sentence = _("Il manque un morceau du lien : copiez-le en entier du message.")
        return _refuse(request, 404, sentence)
    if data["user"] != request.user.pk:
        sentence = _(
            "Ce lien a été envoyé à une autre personne : il ne sert qu’à elle."
        )
        return _refuse(request, 403, sentence)
    state = CommitteeTaskState.objects.filter(pk=data["state"]).first()
    if state is None or state.status != state.STATUS_IN_PROGRESS:
        return _refuse(request, 410, _("Cette relecture est terminée."))
    if not tokens.is_about(data, state):
        sentence = _(
            "%(The)s a changé depuis ce message : relisez-%(it)s avant de voter."
        )
        return _refuse(request, 410, state.naming.say(sentence))
    return redirect("review:vote", state.pk)


def _refuse(request, status, sentence):
    context = {
        "sentence": sentence,
        "naming": permissions.naming_for(request.user),
        "may_judge": permissions.may_judge(request.user),
    }
    return render(request, "review/link_refused.html", context, status=status)


@require_admin_access
@require_http_methods(["GET", "POST"])
def messages(request):
    """« Mes messages »: one a fiche, one a day or one a week."""
    if not permissions.may_judge(request.user):
        raise PermissionDenied
    choice = MailChoice.objects.filter(user=request.user).first()
    form = MailChoiceForm(
        request.POST or None, instance=choice or MailChoice(user=request.user)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        flash.success(request, _("C’est noté."))
        return redirect("review:messages")
    status = 400 if request.method == "POST" else 200
    context = {"form": form, "naming": permissions.naming_for(request.user)}
    return render(request, "review/messages.html", context, status=status)
