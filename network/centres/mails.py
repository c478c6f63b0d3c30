"""The mail of an emergency: to the people of the centre and to who reads its page."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django_tasks import task

from home.post.outbox import post
from home.post.sending import deliver

from ..models import CentrePage
from ..models.centre_task import readers_of
from ..review.notifications import people_of


def published_in_emergency(centre, revision, user, reason):
    """Called within its transaction; not to who did it."""
    for person in _concerned(centre).exclude(pk=user.pk).order_by("pk"):
        post(send_emergency, str(revision.pk), centre.pk, person.pk, reason)


def _concerned(centre):
    people, readers = people_of(centre), readers_of(centre)
    asked = Q(pk__in=people.values("pk")) | Q(pk__in=readers.values("pk"))
    return get_user_model().objects.filter(asked)


@task()
def send_emergency(occasion, centre_id, person_id, reason):
    """To who is still concerned: it may leave a week later."""
    centre = CentrePage.objects.filter(pk=centre_id).first()
    person = centre and _concerned(centre).filter(pk=person_id).first()
    if person:
        deliver(
            "network/centre_emergency",
            person,
            about=f"page:{centre.pk}",
            occasion=occasion,
            centre=centre,
            reason=reason,
            address=centre.get_url() or "/",
        )
