"""« Rejoindre un centre »: who was invited answers, and nothing is hers before.

Each view says by itself whose invitation it is; GET changes nothing.
"""

from contextlib import suppress
from http import HTTPStatus

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from home.keys import typed_key
from home.views import NewPasswordView

from ..models import Membership
from ..review.permissions import is_committee_member
from . import actions
from .mails import ANSWERED
from .permissions import named_inviter


@require_admin_access
@require_GET
def invitation(request, membership_id):
    membership = _own(request.user, membership_id)
    if not Membership.objects.invited().filter(pk=membership.pk).exists():
        messages.warning(request, _("Cette invitation n’attend plus de réponse."))
        return redirect("wagtailadmin_home")
    context = {
        "membership": membership,
        "inviter": named_inviter(membership),
        "judges": is_committee_member(request.user),
    }
    return render(request, "network/belonging/invitation.html", context)


@require_admin_access
@require_POST
def join(request, membership_id):
    membership = _own(request.user, membership_id)
    said = _("Vous faites partie de %(centre)s.") % {"centre": membership.centre.title}
    return _answer(request, actions.accept, membership, said)


@require_admin_access
@require_POST
def decline(request, membership_id):
    membership = _own(request.user, membership_id)
    said = _("C’est noté : vous ne rejoignez pas ce centre. Rien ne change pour vous.")
    return _answer(request, actions.decline, membership, said)


def _answer(request, action, membership, said):
    try:
        action(membership)
    except actions.Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("wagtailadmin_home")


def _own(user, membership_id):
    """Her invitation, answered or not; another's does not exist for her."""
    found = Membership.objects.filter(pk=membership_id, user=user)
    if membership := found.select_related("centre", "invited_by").first():
        return membership
    raise Http404


class FirstPasswordView(NewPasswordView):
    """Her first password, by the link of an invitation, is her answer to that one."""

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch(request, *args, **kwargs)
        key = typed_key(request.GET.get(ANSWERED))
        # Django takes the token of a good link out of the address, and all behind it.
        if key and answer.status_code == HTTPStatus.FOUND:
            request.session[ANSWERED] = key
        return answer

    def form_valid(self, form):
        answer = super().form_valid(form)
        key = self.request.session.pop(ANSWERED, None)
        invited = Membership.objects.filter(pk=key, user=self.user)
        if membership := invited.select_related("centre").first():
            with suppress(actions.Refused):  # closed meanwhile: she has an account
                actions.accept(membership)
        return answer
