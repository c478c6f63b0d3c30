"""The row of a mail, whichever release writes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from home.models import Notice

pytestmark = pytest.mark.django_db


def test_a_process_of_the_previous_release_still_notes_its_mails(world):
    columns = "event, occasion, about, user_id, sent_at"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO home_notice ({columns}) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
            ["review/call", "", "", world.webmaster.pk, timezone.now()],
        )
    notice = Notice.objects.get()
    assert timezone.now() - notice.taken_at < timedelta(minutes=1)
    assert Notice.objects.take("review/call", world.webmaster) is None
