"""A picture or a document that cannot be trusted gets a sentence, never a 500."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PILImage
from PIL import ImageCms

from home.forms import is_what_it_says
from home.models import Attachment, Picture
from tests.factories import PictureFactory, image_file

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("files are read, not rows"),
]


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


def gif():
    output = io.BytesIO()
    PILImage.new("P", (20, 20)).save(output, "GIF")
    return output.getvalue()


def zipped(*names):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
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
    "too heavy": ("a.jpg", lambda: image_file() + b"\0" * (11 * 1024 * 1024)),
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


@pytest.mark.parametrize(
    ("name", "content", "is_true"),
    [
        ("a.pdf", b"%PDF-1.7 ...", True),
        ("a.pdf", b"<html>", False),
        ("a.docx", zipped("word/document.xml"), True),
        ("a.docx", zipped("autre.txt"), False),
        ("a.docx", b"MZ programme", False),
        ("a.odt", zipped("mimetype", "content.xml"), True),
        ("a.html", b"<html>", False),
    ],
)
def test_a_document_is_what_its_name_says(name, content, is_true):
    assert is_what_it_says(SimpleUploadedFile(name, content)) is is_true


def test_a_false_document_is_refused_by_the_chooser(world, as_):
    answer = as_(world.author).post(
        "/admin/documents/chooser/create/",
        {
            "document-chooser-upload-title": "x",
            "document-chooser-upload-file": SimpleUploadedFile("a.docx", b"MZ"),
            "document-chooser-upload-collection": world.fresh(
                world.centre
            ).collection_id,
            "document-chooser-upload-tags": "",
        },
    )
    assert answer.status_code < 500
    assert not Attachment.objects.exists()
    assert "DOCX" in answer.json()["htmlFragment"]


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


def exchanged_colours():
    """A profile of 300 kB in which red and blue have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for before, after in ((b"rXYZ", b"----"), (b"bXYZ", b"rXYZ"), (b"----", b"bXYZ")):
        profile = profile.replace(before, after)
    size = len(profile) + 300_000
    return size.to_bytes(4, "big") + profile[4:] + bytes(300_000)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_a_picture_keeps_its_colours_and_nothing_written_beside_them(doors, kind):
    """The profile is read, not copied; XMP and comments tell who, and where."""
    output = io.BytesIO()
    PILImage.new("RGB", (300, 200), (200, 80, 40)).save(
        output,
        {"jpg": "JPEG"}.get(kind, kind),
        icc_profile=exchanged_colours(),
        comment="Chez Ana",
        xmp=b"<x:xmpmeta>48.85 Ana</x:xmpmeta>",
    )
    assert len(output.getvalue()) > (1000 if kind == "png" else 300_000)
    doors(f"a.{kind}", output.getvalue())
    assert Picture.objects.count() == 3
    for picture in Picture.objects.all():
        with picture.file.open("rb") as file:
            content = file.read()
        assert b"Ana" not in content
        assert len(content) < 3000
        shown = PILImage.open(io.BytesIO(content))
        assert "icc_profile" not in shown.info
        red, green, blue = shown.convert("RGB").getpixel((150, 100))
        assert red < 60 < green < 100 < blue


def test_a_profile_that_cannot_be_read_leaves_the_colours(doors):
    output = io.BytesIO()
    PILImage.new("RGB", (300, 200), (200, 80, 40)).save(
        output, "JPEG", icc_profile=b"no profile at all"
    )
    doors("a.jpg", output.getvalue())
    for picture in Picture.objects.all():
        with picture.file.open("rb") as file:
            shown = PILImage.open(file)
            assert "icc_profile" not in shown.info
            red, _green, blue = shown.getpixel((150, 100))
        assert blue < 60 < red
