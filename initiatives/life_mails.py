"""Mails of the life after publication: after commit, in a task, one a person.

A `Notice` makes each idempotent. They name the fiche and the centre, never what a
visitor wrote nor another contributor (editorial.md, section 5).
"""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Revision

from network.models import Membership, Notice
from network.permissions import FULL_ADMIN
from network.review.models import CommitteeTask

from .models import InitiativePage

logger = logging.getLogger(__name__)
MODELS = "django.contrib.auth.backends.ModelBackend"


def withdrawn(withdrawal):
    """To the people of the fiche, but who withdrew it: why, and what they may do."""
    page = withdrawal.page
    for person in people_of(page).exclude(pk=withdrawal.user_id):
        send.enqueue(
            "withdrawn",
            str(withdrawal.pk),
            page.pk,
            person.pk,
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            withdrawal.reason,
        )


def published(page, revision, user, reason):
    """To the whole committee, but the webmaster herself: why it was not asked."""
    groups = CommitteeTask.objects.filter(active=True).values("groups")
    members = get_user_model().objects.filter(is_active=True, groups__in=groups)
    for person in members.distinct().exclude(pk=user.pk):
        address = page.get_url() or "/"
        occasion = str(revision.pk)
        send.enqueue("emergency", occasion, page.pk, person.pk, address, reason)


def removal_asked(request):
    """To the referents of the centre and the webmasters: somebody waits."""
    address = reverse("life:request", args=[request.pk])
    for person in (referents_of(request.page.centre) | webmasters()).distinct():
        occasion = str(request.pk)
        send.enqueue("removal", occasion, request.page_id, person.pk, address, "")


def people_of(page):
    """Owner and authors who still belong to the centre, and its referents."""
    wrote = {
        page.owner_id,
        *Revision.objects.for_instance(page).values_list("user", flat=True),
    }
    members = Membership.objects.open().filter(centre=page.centre)
    still_there = members.filter(user__in=wrote - {None})
    concerned = still_there | members.filter(role=Membership.Role.REFERENT)
    return get_user_model().objects.filter(
        pk__in=concerned.values("user"), is_active=True
    )


def referents_of(centre):
    members = Membership.objects.open().filter(centre=centre)
    referents = members.filter(role=Membership.Role.REFERENT).values("user")
    return get_user_model().objects.filter(pk__in=referents, is_active=True)


def webmasters():
    holders = get_user_model().objects.with_perm(
        FULL_ADMIN, backend=MODELS, include_superusers=False
    )
    return get_user_model().objects.filter(pk__in=holders.values("pk"))


def _words(event):
    """(subject, template) of an event; the subject takes title and centre."""
    return {
        "withdrawn": (
            _("Retirée : « %(title)s », %(centre)s"),
            "initiatives/life/mails/withdrawn.txt",
        ),
        "emergency": (
            _("Publiée sans relecture : « %(title)s », %(centre)s"),
            "initiatives/life/mails/emergency.txt",
        ),
        "removal": (
            _("Une demande de retrait : « %(title)s », %(centre)s"),
            "initiatives/life/mails/removal.txt",
        ),
    }[event]


@task()
def send(event, occasion, page_id, user_id, address, reason):
    """One mail; nothing the second time. A failing server is logged, not hidden."""
    person = get_user_model().objects.get(pk=user_id)
    notice, is_new = Notice.objects.get_or_create(
        event=event, occasion=occasion, state=None, user=person
    )
    if not is_new:
        return
    page = InitiativePage.objects.get(pk=page_id)
    subject, template = _words(event)
    if address.startswith("/"):
        address = settings.WAGTAILADMIN_BASE_URL + address
    names = {"title": page.title, "centre": page.centre.title}
    context = {"person": person, "address": address, "reason": reason, **names}
    body = render_to_string(template, context)
    title = " ".join((subject % names).split())
    try:
        EmailMultiAlternatives(title, body, to=[person.email]).send()
    except OSError:
        notice.delete()
        logger.exception("The mail %s of page %s was not sent", event, page_id)
        raise
