"""Which pictures may go, and by whom."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from home.models import Picture
from tests.factories import PictureFactory, image_file

pytestmark = pytest.mark.django_db
FORMS_SAY_IT = pytest.mark.one_database("forms and files say it")


@FORMS_SAY_IT
def test_a_double_may_be_given_up_by_who_sent_it_and_by_nobody_else(world, as_):
    """The chooser offers it beside « use the one that is there »."""
    collection = world.fresh(world.centre).collection
    kept, double = (
        PictureFactory(collection=collection, uploaded_by_user=world.author)
        for _number in range(2)
    )
    to = f"/admin/images/chooser/chosen/{kept.pk}/"
    address = f"/admin/images/{double.pk}/delete/?next={to}"
    as_(world.stranger).post(address)
    assert Picture.objects.filter(pk=double.pk).exists()
    assert as_(world.author).post(address).url == to
    assert list(Picture.objects.values_list("pk", flat=True)) == [kept.pk]


def test_the_file_of_a_picture_in_use_is_neither_replaced_nor_deleted(world, as_):
    collection = world.fresh(world.centre).collection
    picture = PictureFactory(collection=collection, uploaded_by_user=world.author)
    world.fiche(picture=picture)
    before = picture.file.name
    new_file = SimpleUploadedFile("b.jpg", image_file(size=(90, 90)), "image/jpeg")
    answer = as_(world.author).post(
        f"/admin/images/{picture.pk}/",
        {
            "title": "x",
            "file": new_file,
            "collection": collection.pk,
            "description": "",
            "credit": "",
            "tags": "",
        },
    )
    assert answer.status_code == 200
    assert "ajoutez une nouvelle image" in answer.content.decode()
    assert Picture.objects.get(pk=picture.pk).file.name == before
    with pytest.raises(PermissionDenied):
        picture.delete()
    address = f"/admin/images/{picture.pk}/delete/"
    assert as_(world.author).post(address).status_code in (302, 403)
    answer = as_(world.webmaster).post(address, follow=True)
    assert "retirez-la d’abord de la page" in answer.content.decode()
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_picture_that_no_page_shows_can_go(world):
    picture = PictureFactory()
    picture.delete()
    assert not Picture.objects.exists()
