"""A picture that cannot be trusted gets a sentence, never a 500."""

import hashlib
import io
import struct
import zlib
from pathlib import Path, PurePath

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PILImage
from wagtail.models import UploadedFile

from home.models import Picture
from home.models.media import THUMBNAIL
from tests.factories import PictureFactory, image_file, publish

pytestmark = pytest.mark.django_db
FORMS_SAY_IT = pytest.mark.one_database("forms and files say it")


def with_gps(size=(3000, 2000)):
    exif = PILImage.Exif()
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (48.0, 51.0, 24.0)
    place[3], place[4] = "E", (2.0, 21.0, 7.0)
    exif[0x0112] = 6  # held upright, stored on its side
    return image_file(size=size, exif=exif)


def bomb():
    """A PNG of some bytes that claims 60,000 x 60,000 pixels."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


def one_bit():
    output = io.BytesIO()
    PILImage.new("1", (300, 200), 1).save(output, "PNG", transparency=0)
    return output.getvalue()


def gif():
    output = io.BytesIO()
    PILImage.new("P", (20, 20)).save(output, "GIF")
    return output.getvalue()


@pytest.fixture
def doors(world, as_):
    """upload(name, bytes): the answers of the three doors, as a contributor."""
    client = as_(world.author)
    collection = world.fresh(world.centre).collection_id

    def upload(name, content, kind="image/jpeg"):
        def file():
            return SimpleUploadedFile(name, content, kind)

        prefix = "image-chooser-upload"
        common = {"tags": "", "description": "", "credit": "", "consent_kind": ""}
        return [
            client.post(
                "/admin/images/add/",
                {"title": "x", "file": file(), "collection": collection, **common},
            ),
            client.post(
                "/admin/images/multiple/add/",
                {"title": "x", "files[]": file(), "collection": collection},
            ),
            client.post(
                "/admin/images/chooser/create/",
                {
                    f"{prefix}-title": "x",
                    f"{prefix}-file": file(),
                    f"{prefix}-collection": collection,
                    **{f"{prefix}-{key}": value for key, value in common.items()},
                },
            ),
        ]

    return upload


def test_a_good_picture_enters_by_each_door(doors):
    answers = doors("a.jpg", image_file(size=(800, 600)))
    assert Picture.objects.count() == 3, [answer.content[:300] for answer in answers]


@FORMS_SAY_IT
@pytest.mark.parametrize("library", ["images", "documents"])
def test_several_at_once_keep_no_file_of_what_they_refuse(world, as_, library):
    """Nor does the core's own waiting room, where anybody could read it as it came."""
    name, content = (
        ("a.jpg", image_file())
        if library == "images"
        else (
            "a.pdf",
            b"%PDF-1.7 ...",
        )
    )
    answer = as_(world.webmaster).post(
        f"/admin/{library}/multiple/add/",
        {"title": "x" * 300, "files[]": SimpleUploadedFile(name, content)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    told = answer.json()
    assert not told["success"]
    assert told["error_message"].startswith("Titre : ")
    assert UploadedFile.objects.count() == 0


@FORMS_SAY_IT
def test_an_empty_file_is_told_what_to_do_by_each_door(doors):
    for answer in doors("vide.jpg", b""):
        assert "sur votre appareil" in answer.content.decode()


RIGHT_PICTURES = {
    "photo.jfif": lambda: image_file(size=(300, 200)),
    "photo.jpe": lambda: image_file(size=(300, 200)),
    "sans nom": lambda: image_file(size=(300, 200)),
    "png.jpg": lambda: image_file(size=(300, 200), kind="PNG"),
    "jpeg.png": lambda: image_file(size=(300, 200)),
    "IMG_0001.HEIC": lambda: image_file(size=(300, 200), kind="HEIF"),
    "avif.webp": lambda: image_file(size=(300, 200), kind="AVIF"),
    "a.png": one_bit,
}


@FORMS_SAY_IT
def test_a_right_picture_enters_by_each_door_whatever_its_name(doors):
    """With the thumbnail of the lists, so that no list fails or waits for it."""
    for number, (name, make) in enumerate(RIGHT_PICTURES.items(), 1):
        answers = doors(name, make(), "application/octet-stream")
        said = [answer.content.decode()[:300] for answer in answers]
        assert Picture.objects.count() == 3 * number, (name, said)
    for picture in Picture.objects.all():
        suffix = PurePath(picture.file.name).suffix
        with picture.file.open("rb") as file:
            kind = PILImage.open(file).format
        assert {"JPEG": ".jpg", "PNG": ".png"}[kind] == suffix
        thumbnail = picture.renditions.get(filter_spec=THUMBNAIL)
        assert thumbnail.file.size


@FORMS_SAY_IT
def test_a_picture_put_in_the_place_of_another_is_made_anew_with_its_thumbnail(
    world, as_
):
    picture = PictureFactory(
        collection=world.fresh(world.centre).collection, uploaded_by_user=world.author
    )
    former = picture.renditions.get().file.name
    data = {"title": "x", "collection": picture.collection_id, "tags": ""}
    data["file"] = SimpleUploadedFile("b.jpg", image_file((90, 50), "HEIF"), "x/y")
    answer = as_(world.author).post(f"/admin/images/{picture.pk}/", data)
    assert answer.status_code == 302
    picture = Picture.objects.get(pk=picture.pk)
    assert (picture.width, picture.height) == (90, 50)
    thumbnail = picture.renditions.get()
    assert thumbnail.filter_spec == THUMBNAIL
    assert thumbnail.width == 90
    assert thumbnail.file.name != former


@FORMS_SAY_IT
def test_code_adds_no_picture_that_was_not_made_anew():
    raw = ContentFile(with_gps((90, 60)), name="a.jpg")
    picture = Picture.objects.create(title="x", file=raw)
    with picture.file.open("rb") as file:
        content = file.read()
    assert not PILImage.open(io.BytesIO(content)).getexif()
    assert picture.file_hash == hashlib.sha1(content).hexdigest()  # noqa: S324
    assert (picture.width, picture.height) == (60, 90)
    picture = Picture(title="y")
    picture.file.save("b.jpg", ContentFile(with_gps((90, 60))), save=False)
    assert (picture.width, picture.height) == (60, 90)


LISTS = [
    "/admin/images/",
    "/admin/images/?layout=list",
    "/admin/images/{picture.pk}/",
    "/admin/images/{picture.pk}/delete/",
    "/admin/images/chooser/",
    "/admin/images/chooser/results/?layout=list",
    "/admin/images/chooser/chosen/{picture.pk}/",
    "/admin/images/chooser/{picture.pk}/select_format/",
    "/admin/api/main/images/?fields=thumbnail",
    "/admin/pages/{fiche.pk}/edit/",
    "/admin/bulk/home/picture/delete/?id={picture.pk}",
    "{fiche.url}",
    "/initiatives/",
]


@pytest.mark.parametrize("harm", ["lost", "broken", "cut"])
@FORMS_SAY_IT
def test_no_list_fails_for_a_picture_that_cannot_be_read(world, as_, harm):
    collection = world.fresh(world.centre).collection
    picture = PictureFactory(collection=collection, uploaded_by_user=world.author)
    fiche = publish(world.fiche(picture=picture))
    picture.renditions.all().delete()
    cache.clear()
    place = Path(picture.file.path)
    if harm == "lost":
        place.unlink()
    else:
        place.write_bytes(b"bonjour" if harm == "broken" else place.read_bytes()[:400])
    client = as_(world.webmaster)
    for address in LISTS:
        address = address.format(picture=picture, fiche=fiche)
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.content[:300])
        if address.startswith("/admin/images/") and "delete" not in address:
            assert "no-preview" in answer.content.decode(), address
    assert not picture.renditions.exists()


def test_no_location_is_left_in_the_file_nor_in_its_renditions(doors):
    doors("a.jpg", with_gps())
    assert Picture.objects.count() == 3
    for picture in Picture.objects.all():
        rendition = picture.get_rendition("width-400")
        for file in (picture.file, rendition.file):
            with file.open("rb") as opened, PILImage.open(opened) as image:
                assert not image.getexif().get_ifd(0x8825)
                assert image.size[0] < image.size[1], "turned upright"
        assert max(picture.width, picture.height) <= 2560


BAD_PICTURES = {
    "truncated at a tenth": ("a.jpg", lambda: image_file()[:800]),
    "truncated at the end": ("a.jpg", lambda: image_file()[:-600]),
    "empty": ("a.jpg", lambda: b""),
    "text": ("a.jpg", lambda: b"bonjour" * 100),
    "bomb": ("a.png", bomb),
    "gif": ("a.gif", gif),
    "gif under another name": ("a.png", gif),
    "svg with a script": ("a.svg", lambda: b"<svg><script>alert(1)</script></svg>"),
    "page under the name of a picture": ("a.jpg", lambda: b"<html><script>x</script>"),
    "program": ("a.exe", lambda: b"MZ" + b"\0" * 500),
    "too heavy": ("a.jpg", lambda: image_file() + b"\0" * (25 * 1024 * 1024)),
}


@pytest.mark.parametrize("case", BAD_PICTURES)
def test_a_bad_picture_gets_a_sentence_by_each_door(doors, case):
    name, make = BAD_PICTURES[case]
    for answer in doors(name, make()):
        assert answer.status_code < 500
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    "name", ["a" * 300 + ".jpg", "../../etc/passwd.jpg", "é à ü.jpg", ".jpg"]
)
def test_a_strange_name_is_replaced_by_ours(doors, name):
    for answer in doors(name, image_file(size=(300, 200))):
        assert answer.status_code < 500
    for picture in Picture.objects.all():
        assert len(picture.filename) < 50
        assert ".." not in picture.file.name


def test_a_polyglot_loses_its_second_face(doors):
    content = image_file(size=(300, 200)) + b"<script>alert(1)</script>"
    doors("a.jpg", content)
    for picture in Picture.objects.all():
        with picture.file.open("rb") as file:
            assert b"<script>" not in file.read()
