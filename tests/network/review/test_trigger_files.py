"""The files of a live page: the database refuses, whoever asks, and lets them be hidden."""

import pytest

from home.models import Attachment, Picture
from initiatives.models import InitiativePage, InitiativePhoto
from network.review.models import ShownFile
from tests.factories import PictureFactory

from .behind import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(world):
    """Online with a photo and a document."""
    return world.publish(world.submit(world.rich_fiche(1)))


def rows_of(page):
    """(its pictures, its documents): QuerySets."""
    shown = ShownFile.objects.filter(page=page)
    return (
        Picture.objects.filter(pk__in=shown.values("picture")),
        Attachment.objects.filter(pk__in=shown.values("document")),
    )


def test_the_files_of_a_live_page_are_not_changed_behind_their_model(live):
    pictures, documents = rows_of(live)
    changes = [{"file": "autre.pdf"}, {"file_hash": "f" * 40}]
    for rows in (pictures, documents):
        for change in changes:
            refused(lambda rows=rows, change=change: rows.update(**change))
    for name in ("x", "y", "width", "height"):
        refused(lambda name=name: pictures.update(**{f"focal_point_{name}": 9}))
    refused(documents.delete)
    pictures.update(credit="Ana", title="z", consent_kind="")
    documents.update(title="z", file_size=9)


def test_nor_is_what_visitors_get_with_it(live):
    rows = ShownFile.objects.filter(page=live)
    (picture,), (document,) = rows_of(live)
    refused(lambda: rows.update(file_hash="f" * 40))
    refused(lambda: rows.update(document=document))
    refused(rows.delete)
    row = ShownFile(page_id=live.pk, document=document, file_hash="f" * 40)
    refused(lambda: ShownFile.objects.bulk_create([row]))
    assert list(rows.values_list("picture", "document", "file_hash")) == [
        (picture.pk, None, picture.file_hash),
        (None, document.pk, document.file_hash),
    ]


def test_offline_or_hidden_they_move(live):
    pictures, documents = rows_of(live)
    (picture,) = pictures
    picture.withdraw()
    page = InitiativePage.objects.get(pk=live.pk)
    page.unpublish()
    pictures.update(file="z.jpg", focal_point_x=9, withdrawn_at=None)
    documents.update(file="z.pdf", file_hash="f" * 40)
    documents.delete()
    page.delete()
    assert not ShownFile.objects.exists()


def test_once_taken_off_for_its_agreement_it_moves_with_that_note_alone(live):
    pictures, _documents = rows_of(live)
    (picture,) = pictures
    picture.take_off()
    refused(lambda: pictures.update(file="z.jpg"))
    refused(lambda: pictures.update(file_hash="f" * 40, taken_off_on="2020-01-01"))
    assert pictures.get().file == picture.file


def test_each_version_that_goes_online_brings_its_own(world, live):
    other = PictureFactory()
    draft = live.get_latest_revision_as_object()
    draft.photos = [
        InitiativePhoto(picture=other, alt="z", credit="z", consent_kind="nobody")
    ]
    draft.complements = []
    draft.save_revision(user=world.author)
    assert ShownFile.objects.count() == 2
    world.publish(world.submit(InitiativePage.objects.get(pk=live.pk)))
    row = ShownFile.objects.get()
    assert (row.page_id, row.picture) == (live.pk, other)
