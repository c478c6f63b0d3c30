"""What pictures the site takes, whatever their names say, and how each is made anew.

Source of the limits and of the traps: editorial.md, section 8.
"""

import io
import logging
from contextlib import contextmanager
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, ImageCms
from PIL import Image as PILImage
from PIL.Image import Transpose
from pillow_heif import register_heif_opener

register_heif_opener()
logger = logging.getLogger(__name__)

LONGEST_SIDE = 2560  # pixels
READ = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
# The others are kept as JPEG, the MPO of phones too, which is a JPEG with a second view.
KEPT = {"PNG": "PNG", "WEBP": "WEBP"}
WAITING = ".avif"  # no picture made anew has this suffix
SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}

MOST_MEGABYTES = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 1024**2
MOST_MILLIONS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
TAKEN = format_lazy(
    _(
        "Une photo JPEG, PNG, WebP, HEIC ou AVIF, de {megabytes} Mo et {millions} "
        "millions de pixels au plus."
    ),
    megabytes=MOST_MEGABYTES,
    millions=MOST_MILLIONS,
)
UNREADABLE = _(
    "Nous n’arrivons pas à lire cette image : le fichier est abîmé, incomplet ou d’un "
    "genre que le site ne prend pas. Ouvrez-la sur votre appareil et enregistrez-la en "
    "JPEG, ou choisissez une autre photo (JPEG, PNG, WebP, HEIC ou AVIF)."
)
EMPTY = _(
    "Ce fichier est vide : il n’est sans doute pas arrivé entier sur votre appareil. "
    "Ouvrez-le pour vérifier, ou choisissez-en un autre."
)
TOO_HEAVY = format_lazy(
    _(
        "Ce fichier est trop lourd : une image pèse {megabytes} Mo au plus. "
        "Enregistrez-la en plus petit, ou en JPEG, puis réessayez."
    ),
    megabytes=MOST_MEGABYTES,
)
TOO_LARGE = format_lazy(
    _(
        "Cette image est trop grande : {millions} millions de pixels au plus. "
        "Enregistrez-la en plus petit, puis réessayez."
    ),
    millions=MOST_MILLIONS,
)

_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
# Modes that each format keeps and that every rendition can be made of.
_SAFE = {
    "JPEG": ("RGB", "L"),
    "PNG": ("RGB", "RGBA", "L", "LA"),
    "WEBP": ("RGB", "RGBA", "L", "LA"),
}
# What the colour space of a profile describes.
_DESCRIBED = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}


class Taken(ContentFile):
    """What the site keeps of an upload, under a name that nobody guesses."""


def opened(upload):
    """The Pillow image of a file, not decoded yet, known by its content alone.

    Raises ValidationError with what to do if it is none, or too large.
    """
    upload.seek(0)
    with _told():
        image = PILImage.open(upload, formats=READ)
    if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(TOO_LARGE, code="file_too_many_pixels")
    return image


def made_anew(upload):
    """The picture of a file again: upright, at most 2,560 px, in sRGB, nothing beside it.

    Returns a Taken with the suffix of what it is. A colour profile
    may weigh megabytes and be copied into every rendition: the colours are written as
    the web reads them. Raises ValidationError as `opened` does.
    """
    with opened(upload) as source:
        with _told():
            decode(source)
        kind = KEPT.get(source.format, "JPEG")
        picture = _in_srgb(_turned(_smaller(source), source))
    if kind == "JPEG" and picture.has_transparency_data:
        kind = "WEBP"
    if picture.mode not in _SAFE[kind]:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.info.clear()  # EXIF, XMP, comments, profile: else Pillow writes them again
    output = io.BytesIO()
    picture.save(output, kind, **({} if kind == "PNG" else {"quality": 85}))
    return Taken(output.getvalue(), name=f"{uuid4().hex}{SUFFIX[kind]}")


def as_it_came(upload):
    """An AVIF as a Taken, for a worker to make anew."""
    upload.seek(0)
    return Taken(upload.read(), name=f"{uuid4().hex}{WAITING}")


@contextmanager
def _told():
    """What a decoder raises, and it may be anything, as the sentence to show.

    The log keeps it: a fault of ours would be seen there.
    """
    try:
        yield
    except (PILImage.DecompressionBombError, PILImage.DecompressionBombWarning):
        raise ValidationError(TOO_LARGE, code="file_too_many_pixels") from None
    except Exception as error:
        logger.warning("A picture could not be read", exc_info=True)
        raise ValidationError(UNREADABLE, code="invalid_image") from error


def decode(source):
    """The first frame to its end, read smaller where the format can (JPEG)."""
    longest = max(source.size)
    if longest > LONGEST_SIDE:
        wanted = [max(1, side * LONGEST_SIDE // longest) for side in source.size]
        source.draft(None, tuple(wanted))
    source.load()


def _smaller(picture):
    """At most 2,560 px, in 8 bits; modes that cannot be made smaller are left first."""
    if picture.mode.startswith("I"):
        # Trap: convert("L") cuts 16 bits at 255, all but black turns white.
        picture = picture.convert("I").point(lambda value: value * (1 / 256) + 0)
        picture = picture.convert("L")
    elif "transparency" in picture.info:
        picture = picture.convert("LA" if picture.mode in ("1", "L") else "RGBA")
    elif picture.mode in ("1", "P"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return picture


def _turned(picture, source):
    """Upright if `source` says how it was held; what cannot be read says nothing."""
    try:
        turn = _TURNS.get(source.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # struct.error, SyntaxError, TypeError and others
        logger.info("The EXIF of a picture could not be read", exc_info=True)
        return picture
    return picture.transpose(turn) if turn is not None else picture


def _in_srgb(picture):
    """The picture as its profile, some bytes of an upload, says that its numbers look."""
    if not (profile := picture.info.get("icc_profile")):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        described = _DESCRIBED.get(source.profile.xcolor_space.strip())
        if described not in (picture.mode, "RGB"):
            return picture
        # Trap: print shops leave the profile of a screen in a file of four inks.
        found = ImageCms.profileToProfile(
            picture if picture.mode == described else picture.convert(described),
            source,
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a broken profile
    if picture.has_transparency_data:
        found.putalpha(picture.convert("RGBA").getchannel("A"))
    return found
