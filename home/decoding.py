"""An AVIF takes seconds to decode and the memory of ten photos: a worker's, if one runs.

Until then its file lies as it came, under a name that nobody knows, and no page shows
it (`Picture.is_waiting`). Source: editorial.md, section 8.
"""

import logging
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.images import get_image_model

from . import pictures

logger = logging.getLogger(__name__)
LATE, GIVEN_UP = timedelta(minutes=20), timedelta(days=1)


def taken(upload):
    """A picture made anew, or as it came if a worker will do it.

    Raises ValidationError as `pictures.opened` does.
    """
    if not isinstance(finish.get_backend(), ImmediateBackend):
        with pictures.opened(upload) as image:
            if image.format == "AVIF":
                return pictures.as_it_came(upload)
    return pictures.made_anew(upload)


@task()
def finish(pk: int) -> None:
    """Make the picture anew; what cannot be decoded, or is read meanwhile, waits on."""
    picture = get_image_model().objects.filter(pk=pk).first()
    if picture is None or not picture.is_waiting:
        return
    try:
        with picture.file.open("rb") as file:
            made = pictures.made_anew(file)
        _put_in_its_place(picture, made)
    except (OSError, ValidationError, PermissionDenied):
        logger.exception("The picture %s could not be made anew", pk)


def finish_what_is_left() -> int:
    """Those whose worker died, or which were under vote; the number done."""
    now = timezone.now()
    left = get_image_model().objects.filter(
        file__endswith=pictures.WAITING,
        created_at__range=(now - GIVEN_UP, now - LATE),
    )
    keys = list(left.values_list("pk", flat=True))
    for pk in keys:
        finish.call(pk)
    return len(keys) - left.count()


@transaction.atomic
def _put_in_its_place(picture, made):
    """Without its focal point, which was given on a picture of another size."""
    former, storage = picture.file.name, picture.file.storage
    same = type(picture).objects.filter(pk=picture.pk, file=former)
    if not same.select_for_update().exists():
        finish.enqueue(picture.pk)  # it was withdrawn or exchanged meanwhile
        return
    picture.file = made
    picture.set_focal_point(None)
    picture._set_image_file_metadata()
    picture.save(update_fields=[*picture.frozen, "width", "height", "file_size"])
    picture.make_ready()
    transaction.on_commit(lambda: storage.delete(former))
