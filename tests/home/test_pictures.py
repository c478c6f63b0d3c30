"""A picture is taken by its content, and what is kept of it is the same for all."""

import io
import logging
import struct

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as PILImage
from PIL import ImageCms

from home.pictures import KEPT, decode, made_anew, opened
from tests.factories import image_file

COLOUR = (200, 80, 40)


def saved(kind, mode="RGB", colour=COLOUR, size=(300, 200), **options):
    output = io.BytesIO()
    PILImage.new(mode, size, colour).save(output, kind, **options)
    return output.getvalue()


def moving(kind):
    others = [PILImage.new("RGB", (300, 200), "black") for _ in range(2)]
    return saved(kind, save_all=True, append_images=others, duration=100)


def in_one_bit():
    return saved("PNG", "1", 1, transparency=0)


def in_sixteen_bits():
    return saved("PNG", "I;16", 0x4000)


def in_a_palette():
    output = io.BytesIO()
    picture = PILImage.new("P", (300, 200), 1)
    picture.putpalette([0, 0, 0, *COLOUR])
    picture.save(output, "PNG", transparency=0)
    return output.getvalue()


def kept(content):
    """(the suffix of the name, the picture as it is kept, decoded)."""
    file = made_anew(io.BytesIO(content))
    picture = PILImage.open(file)
    picture.load()
    return file.name[32:], picture


def is_near(found, wanted):
    return all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))


SCREEN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
INKS = (55, 175, 215, 0)  # COLOUR, the other way round
PICTURES = {
    "JPEG": (lambda: saved("JPEG"), ".jpg", "RGB"),
    "of a phone with two views": (lambda: moving("MPO"), ".jpg", "RGB"),
    "PNG": (lambda: saved("PNG"), ".png", "RGB"),
    "moving PNG": (lambda: moving("PNG"), ".png", "RGB"),
    "PNG with a palette": (in_a_palette, ".png", "RGBA"),
    "WebP": (lambda: saved("WEBP"), ".webp", "RGB"),
    "moving WebP": (lambda: moving("WEBP"), ".webp", "RGB"),
    "HEIC": (lambda: saved("HEIF"), ".jpg", "RGB"),
    "AVIF": (lambda: saved("AVIF", speed=10), ".jpg", "RGB"),
    "transparent AVIF": (
        lambda: saved("AVIF", "RGBA", (*COLOUR, 90), speed=10),
        ".webp",
        "RGBA",
    ),
    "inks with the profile of a screen": (
        lambda: saved("JPEG", "CMYK", INKS, icc_profile=SCREEN),
        ".jpg",
        "RGB",
    ),
    "inks without profile": (lambda: saved("JPEG", "CMYK", INKS), ".jpg", "RGB"),
}


@pytest.mark.parametrize("case", PICTURES)
def test_each_kind_is_kept_in_a_mode_that_can_be_shown(case):
    make, wanted, mode = PICTURES[case]
    suffix, picture = kept(make())
    assert (suffix, picture.mode) == (wanted, mode)
    assert getattr(picture, "n_frames", 1) == 1
    assert is_near(picture.convert("RGB").getpixel((150, 100)), COLOUR)


def test_a_threshold_and_sixteen_bits_are_kept_in_grey():
    suffix, picture = kept(in_one_bit())
    assert (suffix, picture.mode, picture.getpixel((9, 9))) == (
        ".png",
        "LA",
        (255, 255),
    )
    suffix, picture = kept(in_sixteen_bits())
    assert (suffix, picture.mode, picture.getpixel((9, 9))) == (".png", "L", 0x40)


def where_cyan_is_red():
    """A profile of four inks, of two steps each, in which cyan looks red."""
    white, red = (255, 128, 128), (136, 208, 195)  # L*, a* and b* in 8 bits
    colours = b"".join(bytes(red if n & 8 else white) for n in range(16))
    one = [65536, 0, 0, 0, 65536, 0, 0, 0, 65536]
    straight = bytes(range(256))
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + struct.pack(">9i", *one)
    table += straight * 4 + colours + straight * 3
    header = struct.pack(
        ">I4sI4s4s4s", 144 + len(table), b"", 0x2400000, b"prtr", b"CMYK", b"Lab "
    )
    header += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return (
        header.ljust(128, b"\0")
        + struct.pack(">I4sII", 1, b"A2B0", 144, len(table))
        + table
    )


def test_colours_of_print_are_those_of_its_profile():
    cyan = saved("JPEG", "CMYK", (255, 0, 0, 0), icc_profile=where_cyan_is_red())
    red, green, blue = kept(cyan)[1].getpixel((150, 100))
    assert red > 100
    assert max(green, blue) < 30


def exchanged_colours():
    """A profile of 300 kB in which red and blue have changed places."""
    profile = SCREEN
    for before, after in ((b"rXYZ", b"----"), (b"bXYZ", b"rXYZ"), (b"----", b"bXYZ")):
        profile = profile.replace(before, after)
    size = len(profile) + 300_000
    return size.to_bytes(4, "big") + profile[4:] + bytes(300_000)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_its_colours_and_nothing_written_beside_them(kind):
    """The profile is read, not copied; XMP and comments tell who, and where."""
    beside = {"comment": "Chez Ana", "xmp": b"<x:xmpmeta>48.85 Ana</x:xmpmeta>"}
    content = saved(kind, icc_profile=exchanged_colours(), **beside)
    assert len(content) > (1000 if kind == "PNG" else 300_000)
    content = made_anew(io.BytesIO(content)).read()
    assert b"Ana" not in content
    assert len(content) < 3000
    shown = PILImage.open(io.BytesIO(content))
    assert "icc_profile" not in shown.info
    red, green, blue = shown.convert("RGB").getpixel((150, 100))
    assert red < 60 < green < 100 < blue


def test_a_profile_that_cannot_be_read_leaves_the_colours():
    _suffix, picture = kept(saved("JPEG", icc_profile=b"no profile at all"))
    assert "icc_profile" not in picture.info
    assert is_near(picture.getpixel((150, 100)), COLOUR)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("exif", [b"Software: Paint", b"Exif\0\0II", bytes(64)])
def test_what_cannot_be_read_of_a_photo_turns_nothing_and_goes(kind, exif):
    _suffix, picture = kept(saved(kind, exif=exif))
    assert picture.size == (300, 200)
    assert "exif" not in picture.info


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_a_photo_held_upright_stands_and_tells_no_more_how_it_was_held(kind):
    """Traps: saving AVIF takes the tag out of the caller's Exif, HEIF reads it as 1."""
    exif = PILImage.Exif()
    exif[0x0112] = 6
    photo = PILImage.new("RGB", (300, 200), "black")
    photo.paste(COLOUR, (0, 0, 300, 100))  # above, so at the right once it stands
    output = io.BytesIO()
    photo.save(output, kind, exif=exif.tobytes())
    _suffix, picture = kept(output.getvalue())
    assert picture.size == (200, 300)
    assert is_near(picture.convert("RGB").getpixel((180, 150)), COLOUR)
    assert not picture.getexif()


def test_a_photo_of_48_megapixels_is_read_smaller():
    content = image_file(size=(8000, 6000))
    with opened(io.BytesIO(content)) as source:
        decode(source)
        assert source.size == (4000, 3000)
    _suffix, picture = kept(content)
    assert picture.size == (2560, 1920)


@pytest.mark.parametrize("size", [(6000, 10), (10, 6000)])
def test_a_long_strip_is_kept_whole(size):
    assert max(kept(saved("PNG", size=size))[1].size) == 2560


def test_a_picture_of_more_than_60_megapixels_is_told_what_to_do():
    with pytest.raises(ValidationError, match="60 millions .* en plus petit"):
        made_anew(io.BytesIO(saved("PNG", "1", 0, size=(10_000, 6_001))))


def test_why_a_picture_is_refused_is_kept_in_the_log(caplog):
    with pytest.raises(ValidationError, match="enregistrez-la en JPEG"):
        made_anew(io.BytesIO(image_file()[:800]))
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.exc_info


def test_what_is_kept_is_what_every_browser_shows():
    assert set(KEPT) == {"PNG", "WEBP"}  # the rest is JPEG
