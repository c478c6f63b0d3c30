"""What visitors or the committee read of a file stays what it was, whoever writes."""

import hashlib
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Revision

from home.models import Attachment, Picture
from initiatives.life import actions as life
from initiatives.models import InitiativePage, InitiativePhoto
from network.review.audit import is_vouched_for
from network.review.models import CHANGES, ShownFile
from network.review.triggers.door import opened
from network.shown import is_shown_online
from tests.factories import PictureFactory, image_file, publish

from .test_documents_served import document, is_served, show  # noqa: F401  fixture

pytestmark = pytest.mark.django_db
OTHER = b"%PDF-1.7 jamais lu"
POINT = {
    "focal_point_x": 5,
    "focal_point_y": 6,
    "focal_point_width": 7,
    "focal_point_height": 8,
}
SAID_ONLINE = "est en ligne dans « Un potager » : ajoutez-en un nouveau"


def again(row):
    return type(row).objects.get(pk=row.pk)


def post_file(client, file, name, content, **fields):
    kind = "images" if isinstance(file, Picture) else "documents/edit"
    data = {"title": "x", "collection": file.collection_id, "tags": "", **fields}
    if content:
        data["file"] = SimpleUploadedFile(name, content)
    return client.post(f"/admin/{kind}/{file.pk}/", data)


def replace(row):
    is_picture = isinstance(row, Picture)
    row.file = ContentFile(image_file() if is_picture else OTHER, name="autre.jpg")
    row.save()


def crop(row):
    row.focal_point_x = 5
    row.save()


def crop_in_one_field(row):
    row.focal_point_x = 5
    row.save(update_fields=["focal_point_x"])


def rename_the_hash(row):
    row.file_hash = "f" * 40
    row.save(update_fields=["file_hash"])


def is_frozen(row, write):
    try:
        write(again(row))
    except PermissionDenied as error:
        return str(error)
    return ""


@pytest.mark.one_database("the forms and the models say it")
@pytest.mark.parametrize("who", ["webmaster", "superuser"])
def test_the_document_of_a_page_is_replaced_and_deleted_by_no_view(
    world,
    document,  # noqa: F811
    as_,
    who,
):
    client = as_(getattr(world, who))
    assert post_file(client, document, "b.pdf", OTHER).status_code == 302
    draft = show(world, world.fiche(title="Un potager"), again(document))
    before = again(document)
    answer = post_file(client, document, "c.pdf", b"%PDF-1.7 c")
    assert "ajoutez un nouveau document au lieu" in answer.content.decode()
    publish(draft)
    answer = post_file(client, document, "c.pdf", b"%PDF-1.7 c")
    assert SAID_ONLINE in answer.content.decode()
    for address in (
        f"/admin/documents/delete/{document.pk}/",
        f"/admin/bulk/home/attachment/delete/?id={document.pk}",
    ):
        answer = client.post(address, follow=True)
        assert "retirez-le d’abord de la page" in answer.content.decode()
    answer = client.post(f"/admin/documents/multiple/{document.pk}/delete/")
    assert answer.status_code in (302, 403)
    after = again(document)
    assert (after.file.name, after.file_hash) == (before.file.name, before.file_hash)
    with after.file.open("rb") as file:
        assert file.read() == OTHER


@pytest.mark.one_database("the form says it")
def test_a_photo_online_is_cropped_anew_by_no_form_and_its_register_is_kept(world, as_):
    collection = world.fresh(world.centre).collection
    picture = PictureFactory(collection=collection, uploaded_by_user=world.author)
    client = as_(world.author)
    draft = world.fiche(picture=picture, title="Un potager")
    assert post_file(client, picture, "", None, **POINT).status_code == 302
    publish(draft)
    answer = post_file(client, picture, "", None, **POINT | {"focal_point_x": 99})
    assert SAID_ONLINE in answer.content.decode()
    answer = post_file(client, picture, "", None)
    assert SAID_ONLINE in answer.content.decode()
    assert again(picture).focal_point_x == 5
    mended = POINT | {"credit": "Ana", "consent_kind": "minors", "description": "z"}
    assert post_file(client, picture, "", None, **mended).status_code == 302
    assert again(picture).credit == "Ana"


def test_no_save_changes_what_visitors_read(world, document):  # noqa: F811
    picture = PictureFactory()
    page = show(world, world.fiche(picture=picture, title="Un potager"), document)
    assert not is_frozen(picture, crop_in_one_field)
    page = world.publish(world.submit(page))
    for row in (document, picture):
        for write in (replace, rename_the_hash):
            assert SAID_ONLINE in is_frozen(row, write)
    rename = again(picture)
    rename.title, rename.credit, rename.consent_kind = "z", "Ana", ""
    rename.save()
    picture.refresh_from_db()
    picture.focal_point_y = 9
    with pytest.raises(PermissionDenied):
        picture.save()
    again(document).get_file_size()
    assert is_vouched_for(again(page))
    life.withdraw(again(page), user=world.referent, reason="Trop de noms.")
    assert not is_frozen(picture, crop)
    assert not is_frozen(document, replace)


def test_no_save_changes_what_the_committee_reads(world, document):  # noqa: F811
    """Nor does the register of the library stop its votes."""
    picture = PictureFactory()
    page = world.submit(show(world, world.fiche(picture=picture), document))
    world.vote(world.members[0], page)
    for row in (document, picture):
        assert "Le comité relit une page" in is_frozen(row, replace)
    assert "Le comité relit" in is_frozen(picture, crop)
    mended = again(picture)
    mended.credit, mended.consent_kind, mended.description = "Ana", "minors", "z"
    mended.save()
    world.vote(world.members[1], page, CHANGES)
    assert not is_frozen(picture, crop)
    assert not is_frozen(document, replace)


def test_nor_what_it_approved_for_a_date_to_come(world, document):  # noqa: F811
    page = show(world, world.fiche(), document).get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=world.author)
    page = world.publish(world.submit(again(page)))
    assert not page.live
    assert "Le comité relit une page" in is_frozen(document, replace)
    Revision.objects.update(approved_go_live_at=None)
    assert not is_frozen(document, replace)


def test_a_document_is_served_while_it_is_what_was_voted(
    world,
    document,  # noqa: F811
    client,
    as_,
    caplog,
    django_assert_num_queries,
):
    page = world.publish(world.submit(show(world, world.fiche(), document)))
    with django_assert_num_queries(1):
        assert is_shown_online(document)
    assert is_served(client, document)
    assert not caplog.records
    voted = document.file_hash
    with opened(page.pk):
        Attachment.objects.filter(pk=document.pk).update(file_hash="f" * 40)
    again(page).save()
    assert not is_served(client, document)
    assert not is_served(as_(world.stranger), document)
    assert is_served(as_(world.author), document)
    assert f"Document {document.pk} is not what was approved" in caplog.text
    world.publish(world.submit(show(world, again(page), again(document))))
    assert is_served(client, document)
    with opened(page.pk):
        Attachment.objects.filter(pk=document.pk).update(file_hash=voted)
    assert not is_served(client, document)


def test_a_photo_is_hidden_at_once_while_it_is_online(world):
    picture = PictureFactory()
    page = world.publish(world.submit(world.fiche(picture=picture)))
    name = picture.file.name
    picture.withdraw()
    assert again(picture).file.name != name
    assert is_vouched_for(again(page))


@pytest.mark.one_database("the model reads its file")
def test_a_file_that_code_adds_has_its_hash(document):  # noqa: F811
    assert document.file_hash == hashlib.sha1(b"%PDF-1.7 x").hexdigest()  # noqa: S324
    with document.file.open("rb") as file:
        assert file.read() == b"%PDF-1.7 x"
    picture = PictureFactory()
    with picture.file.open("rb") as file:
        content = file.read()
    assert picture.file_hash == hashlib.sha1(content).hexdigest()  # noqa: S324
    assert Attachment.objects.create(title="a", file="documents/a").file_hash == ""


@pytest.mark.one_database("templates print it")
def test_what_is_printed_beside_a_photo_is_what_was_voted(world, client):
    pictures = [PictureFactory(credit="Ana", description="Bob") for _ in range(2)]
    fiche = world.fiche(picture=pictures[0])
    fiche.photos = [
        InitiativePhoto(picture=picture, consent_kind="nobody") for picture in pictures
    ]
    fiche.save()
    fiche.save_revision()
    page = publish(again(fiche))
    for address in (page.url, "/"):
        text = client.get(address).content.decode()
        assert "<img" in text
        assert "Ana" not in text
        assert "Bob" not in text


def test_what_was_online_before_is_served_after_the_migration(
    world,
    document,  # noqa: F811
    client,
):
    picture = PictureFactory()
    page = publish(show(world, world.fiche(picture=picture), document))
    with opened(page.pk):
        ShownFile.objects.all().delete()
    assert not is_served(client, document)
    migration = import_module("initiatives.migrations.0003_files_online")
    migration.keep_what_is_online(apps, None)
    assert is_served(client, document)
    assert ShownFile.objects.get(picture=picture).file_hash == picture.file_hash
    assert InitiativePage.objects.get(pk=page.pk).live
