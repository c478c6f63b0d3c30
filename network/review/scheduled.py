"""Scheduled publication, so that one unreviewed revision stops no other.

Trap: the core's command stops at the first refusal of the guard, and all the later
pages wait. Source: editorial.md, section 4.5.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log
from wagtail.models import Revision

from home.permissions import webmasters
from home.post.outbox import post
from home.post.sending import deliver

from .questions import DefaultAnswers


def publish_due():
    """Publish what is approved and due; the number of dates that were refused."""
    refused = 0
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in due.order_by("approved_go_live_at").select_related("content_type"):
        model = revision.content_type.model_class()
        if model and issubclass(model, DefaultAnswers) and not _publish(revision):
            _refuse(revision)
            refused += 1
    call_command("publish_scheduled")  # the other pages, and what expires
    return refused


def _publish(revision):
    """True if the guard let it through: all of the publication, or nothing of it."""
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except PermissionDenied:
        return False
    return True


@transaction.atomic
def _refuse(revision):
    """Take the date away, say it in the history, and tell the webmasters."""
    day = revision.approved_go_live_at
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    page = revision.as_object()
    log(
        instance=page,
        action="review.schedule.refused",
        revision=revision,
        data={"go_live_at": day.isoformat()},
    )
    for user in webmasters():
        post(tell_refused, revision.pk, user.pk, day.isoformat())


@task()
def tell_refused(revision_id, user_id, day):
    """To who is still a webmaster: a date was taken away, here is the history."""
    person = webmasters().filter(pk=user_id).first()
    if person is None:
        return
    page = Revision.objects.get(pk=revision_id).as_object()
    deliver(
        "review/schedule_refused",
        person,
        texts=page.naming().texts_of("review/schedule_refused"),
        occasion=str(revision_id),
        address=reverse("wagtailadmin_pages:history", args=[page.pk]),
        page=page,
        day=datetime.fromisoformat(day),
    )
