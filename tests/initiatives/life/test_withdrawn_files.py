"""The pictures of a withdrawn fiche leave with it, but for what another page shows."""

import pytest
from django.core.files.storage import default_storage
from wagtail.models import (
    Page,
    ReferenceIndex,
)

from home.models import Picture
from home.renditions import SPECS
from initiatives.life import actions as life
from tests.factories import (
    PictureFactory,
    publish,
)

pytestmark = pytest.mark.django_db


REASON = "Une famille ne veut plus y figurer."


def files_of(picture):
    picture.get_rendition(SPECS["card"])
    picture = Picture.objects.get(pk=picture.pk)
    return [picture.file.name, *(r.file.name for r in picture.renditions.all())]


@pytest.fixture
def served():
    """served(name): the proxy, which serves what the storage holds, would find it."""
    return default_storage.exists


def test_its_pictures_leave_their_public_addresses(world, committed, served):
    picture = PictureFactory()
    page = publish(world.fiche(picture=picture))
    names = files_of(picture)
    assert len(names) == 3  # with the thumbnail of the lists
    assert all(map(served, names))
    with committed():
        life.withdraw(page, user=world.referent, reason=REASON)
    assert not any(map(served, names))
    picture = Picture.objects.get(pk=picture.pk)
    assert served(picture.file.name)
    assert picture.withdrawn_at is None
    assert picture.get_rendition(SPECS["card"]).file.name not in names


def test_a_picture_that_another_page_shows_stays(world, committed, served):
    picture = PictureFactory()
    page = publish(world.fiche(picture=picture))
    publish(world.fiche(picture=picture))
    names = files_of(picture)
    with committed():
        life.withdraw(page, user=world.referent, reason=REASON)
    assert all(map(served, names))


def test_the_rows_say_who_shows_a_picture_when_the_worker_is_late(
    world, committed, served, late_worker
):
    picture = PictureFactory()
    first, second = (publish(world.fiche(picture=picture)) for _ in range(2))
    names = files_of(picture)
    assert not ReferenceIndex.get_references_to(picture).exists()
    with committed():
        life.withdraw(first, user=world.referent, reason=REASON)
    assert all(map(served, names))
    with committed():
        life.withdraw(second, user=world.referent, reason=REASON)
    assert not any(map(served, names))


def test_a_draft_does_not_keep_a_picture_public(world, committed, served):
    picture = PictureFactory()
    page = publish(world.fiche(picture=picture))
    world.fiche(picture=picture)
    names = files_of(picture)
    with committed():
        life.withdraw(page, user=world.referent, reason=REASON)
    assert not any(map(served, names))


def test_pictures_of_a_rolled_back_withdrawal_stay(world, committed, served):
    picture = PictureFactory()
    publish(world.fiche(picture=picture))
    name = picture.file.name
    picture.withdraw()  # no commit: the file is still needed
    assert served(name)
    assert Page.objects.live().exists()
