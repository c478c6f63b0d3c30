"""Where a worker runs, an AVIF makes nobody wait and is shown once it is made anew."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home.decoding import finish, finish_what_is_left
from home.models import Picture
from home.models.media import THUMBNAIL
from tests.factories import image_file, publish

pytestmark = [pytest.mark.django_db, pytest.mark.one_database("files and forms say it")]
TO_COME = "preview-to-come.svg"


@pytest.fixture
def worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def photo(world, as_, worker):
    """An AVIF that a contributor has just added, not made anew yet."""
    content = image_file(size=(300, 200), kind="AVIF")
    answer = as_(world.author).post(
        "/admin/images/multiple/add/",
        {
            "title": "x",
            "files[]": SimpleUploadedFile("a.jpg", content),
            "collection": world.fresh(world.centre).collection_id,
        },
    )
    assert answer.json()["success"]
    picture = Picture.objects.get()
    row = DBTaskResult.objects.get(task_path="home.decoding.finish")
    assert row.args_kwargs["args"] == [picture.pk]
    return picture


def test_an_avif_is_shown_nowhere_until_the_worker_made_it_anew(
    world, as_, photo, committed
):
    former = photo.file.name
    storage = photo.file.storage
    assert photo.is_waiting
    assert not photo.renditions.exists()
    client = as_(world.author)
    for address in ("/admin/images/", "/admin/images/chooser/"):
        assert TO_COME in client.get(address).content.decode()
    with committed():
        finish.call(photo.pk)
    photo = Picture.objects.get()
    assert (photo.is_waiting, photo.file.name[-4:]) == (False, ".jpg")
    assert photo.renditions.get().filter_spec == THUMBNAIL
    assert not storage.exists(former)
    assert TO_COME not in client.get("/admin/images/").content.decode()
    name = photo.file.name
    finish.call(photo.pk)
    assert Picture.objects.get().file.name == name


def test_a_fiche_with_a_photo_to_come_is_not_sent(world, photo, committed):
    def said(page):
        return [item.message for item in page.missing_items()]

    fiche = world.fiche(picture=photo)
    assert "Une photo est en préparation" in said(fiche)[0]
    with committed():
        finish.call(photo.pk)
    assert said(type(fiche).objects.get(pk=fiche.pk)) == []


def test_a_photo_that_is_read_stays_as_it_came_and_one_left_over_is_done(
    world, client, photo, caplog
):
    page = publish(world.fiche(picture=photo))  # by the import path, unread
    before = photo.file.name
    assert before not in client.get(page.url).content.decode()
    finish.call(photo.pk)
    assert "could not be made anew" in caplog.text
    assert Picture.objects.get().file.name == before
    page.unpublish()
    assert finish_what_is_left() == 0, "a worker may be at it"
    with time_machine.travel(timezone.now() + timedelta(minutes=21)):
        assert finish_what_is_left() == 1
    assert not Picture.objects.get().is_waiting


def test_a_photo_that_cannot_be_decoded_says_that_it_is_still_to_come(photo, caplog):
    with photo.file.storage.open(photo.file.name, "r+b") as file:
        file.truncate(300)
    finish.call(photo.pk)
    assert "could not be made anew" in caplog.text
    assert Picture.objects.get().get_rendition(THUMBNAIL).alt == "En préparation"


def test_a_broken_avif_is_told_at_once_where_no_worker_runs(world, as_):
    content = image_file(size=(300, 200), kind="AVIF")[:-40]
    answer = as_(world.author).post(
        "/admin/images/multiple/add/",
        {
            "title": "x",
            "files[]": SimpleUploadedFile("a.avif", content),
            "collection": world.fresh(world.centre).collection_id,
        },
    )
    assert "enregistrez-la en JPEG" in answer.json()["error_message"]
    assert not Picture.objects.exists()
