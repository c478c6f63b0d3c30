"""Mails to the person concerned: after commit, in a task, text and HTML.

The text template says it once; the HTML is made from it. The link that sets a
password is made when the mail leaves: it never waits in a queue.
"""

import logging
import re

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from home.typography import typeset

from ..models import HelpRequest, Membership
from ..review.mails import absolute
from . import permissions

logger = logging.getLogger(__name__)


@task()
def send_invitation(membership_id):
    """A link to choose a password, or to the back office for a known account."""
    membership = _open(membership_id)
    if membership is None:
        return
    person = membership.user
    address = reverse("wagtailadmin_home")
    if not person.has_usable_password():
        key = urlsafe_base64_encode(force_bytes(person.pk))
        token = default_token_generator.make_token(person)
        address = reverse("password_reset_confirm", args=[key, token])
    _send(
        "network/mails/invitation.txt",
        _("Votre accès pour %(centre)s") % {"centre": membership.centre.title},
        person,
        membership=membership,
        address=absolute(address),
    )


@task()
def send_role(membership_id):
    if membership := _open(membership_id):
        _send(
            "network/mails/role.txt",
            _("Votre rôle change : %(centre)s") % {"centre": membership.centre.title},
            membership.user,
            membership=membership,
            address=absolute(reverse("wagtailadmin_home")),
        )


@task()
def send_ended(membership_id):
    """To who leaves; dropped if she was invited again meanwhile."""
    membership = Membership.objects.select_related("centre", "user").get(
        pk=membership_id
    )
    again = Membership.objects.open().filter(
        user=membership.user_id, centre=membership.centre_id
    )
    # Never came: nothing ends for her, a mistyped address is left in peace.
    if membership.user.is_active and membership.user.has_usable_password():
        if again.exists():
            return
        _send(
            "network/mails/ended.txt",
            _("Votre accès se termine : %(centre)s")
            % {"centre": membership.centre.title},
            membership.user,
            membership=membership,
        )


@task()
def send_handed_over(membership_id, count):
    if membership := _open(membership_id):
        subject = ngettext(
            "Une fiche vous est confiée : %(centre)s",
            "Des fiches vous sont confiées : %(centre)s",
            count,
        )
        _send(
            "network/mails/handed_over.txt",
            subject % {"centre": membership.centre.title},
            membership.user,
            membership=membership,
            count=count,
            address=absolute(reverse("wagtailadmin_home")),
        )


@task()
def send_help_call(request_id, user_id):
    """Dropped if somebody answered, or if she left the federation meanwhile."""
    request = HelpRequest.objects.select_related("centre").get(pk=request_id)
    person = get_user_model().objects.get(pk=user_id)
    if request.closed_at is None and permissions.can_answer_help(
        person, request.centre
    ):
        _send(
            "network/mails/help_call.txt",
            _("Un centre demande de l’aide : %(centre)s")
            % {"centre": request.centre.title},
            person,
            request=request,
            address=absolute(reverse("belonging:help_desk")),
        )


@task()
def send_help_answered(request_id):
    """To who asked and to the referents, who must know who reads their drafts."""
    request = HelpRequest.objects.select_related("centre").get(pk=request_id)
    members = Membership.objects.open().filter(centre=request.centre)
    wanted = set(members.referents().values_list("user", flat=True))
    wanted |= set(
        members.filter(user=request.asked_by_id).values_list("user", flat=True)
    )
    people = get_user_model().objects.filter(pk__in=wanted, is_active=True)
    for person in people.exclude(pk=request.companion.user_id):
        _send(
            "network/mails/help_answered.txt",
            _("Une personne vous accompagne : %(centre)s")
            % {"centre": request.centre.title},
            person,
            request=request,
            address=absolute(reverse("wagtailadmin_home")),
        )


def _open(membership_id):
    """The membership if it is still open and its account active, or None."""
    return (
        Membership.objects.open()
        .filter(pk=membership_id, user__is_active=True)
        .select_related("centre", "user")
        .first()
    )


def _send(template, subject, person, **context):
    """One mail to one person; a failing server is logged, nothing is lost by it."""
    text = typeset(render_to_string(template, context | {"person": person})).strip()
    text = re.sub(r"\n{3,}", "\n\n", text)
    html = render_to_string(
        "review/mails/frame.html",
        {
            "subject": subject,
            "paragraphs": _paragraphs(text, context.get("address", "")),
        },
    )
    mail = EmailMultiAlternatives(
        " ".join(subject.split()), text + "\n", to=[person.email]
    )
    mail.attach_alternative(html, "text/html")
    try:
        mail.send()
    except OSError:
        logger.exception("The mail %s to account %s was not sent", template, person.pk)


def _paragraphs(text, address):
    """[(words, link or "")] for the frame: the address of the mail makes a button."""
    found = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.strip().splitlines()
        words = "\n".join(line for line in lines if line != address)
        found.append((words, address if address in lines else ""))
    return found
