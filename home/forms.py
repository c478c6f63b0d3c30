"""Uploads: refuse what cannot be read to the end, keep no trace of the place.

Source of the limits and of the traps: editorial.md, section 8.
"""

import io
import zipfile
from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as PILImage
from PIL import ImageCms, ImageOps
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .models.media import FOCAL_POINT

LONGEST_SIDE = 2560  # pixels
# MPO is the JPEG of phones that keep a second view: the first one is kept.
READABLE = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp"}
_MANAGED = ("RGB", "CMYK", "L")  # modes whose colours a profile describes


class PictureField(WagtailImageField):
    """Decodes the file to the end, where the core stops at its header."""

    default_error_messages = {
        "invalid_image": _(
            "Nous n’arrivons pas à lire cette image : le fichier est abîmé ou "
            "incomplet. Choisissez une autre photo, au format JPEG, PNG ou WebP."
        ),
    }

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file is not None:
                file.seek(0)
                with PILImage.open(file) as image:
                    if image.format not in READABLE:
                        raise ValueError(image.format)
                    image.load()
                file.seek(0)
        except ValidationError:
            raise
        except (
            OSError,
            SyntaxError,
            ValueError,
            PILImage.DecompressionBombError,
        ) as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error
        return file


class PictureForm(BaseImageForm):
    """The form of the three doors: add, add several, chooser."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, widget=field.widget
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        if why := self.instance.why_not_replaced:
            raise ValidationError(why)
        return without_metadata(file)

    def clean(self):
        moved = set(FOCAL_POINT) & set(self.changed_data)
        if moved and self.instance.pk and (why := self.instance.why_frozen):
            # Beside the file: the fields of the point have no place for an error.
            self.add_error("file" if "file" in self.fields else None, why)
        return super().clean()


def without_metadata(upload):
    """The picture re-encoded: upright, at most 2,560 px, in sRGB, no EXIF nor XMP.

    `upload` is an open image file that decodes; the result is a ContentFile with
    a random name, in the same format. A colour profile may weigh megabytes and be
    copied into every rendition: the colours are written as the web reads them.
    """
    upload.seek(0)
    with PILImage.open(upload) as source:
        kind = "JPEG" if source.format == "MPO" else source.format
        profile = source.info.get("icc_profile")
        picture = ImageOps.exif_transpose(source)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        for name in ("exif", "xmp", "XML:com.adobe.xmp", "comment"):
            picture.info.pop(name, None)
        if profile:
            picture = _in_srgb(picture, profile)
        # Trap: else Pillow writes the profile of the upload again.
        options = {"exif": b"", "icc_profile": None}
        if kind in ("JPEG", "WEBP"):
            options["quality"] = 85
        if kind == "JPEG" and picture.mode not in ("RGB", "L"):
            picture = picture.convert("RGB")
        output = io.BytesIO()
        picture.save(output, kind, **options)
    return ContentFile(output.getvalue(), name=f"{uuid4().hex}{READABLE[kind]}")


def _in_srgb(picture, profile):
    """The picture as `profile`, some bytes of an upload, says that its numbers look."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        colours = picture if picture.mode in _MANAGED else picture.convert("RGB")
        found = ImageCms.profileToProfile(
            colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a broken profile, or one of other colours
    if picture.has_transparency_data:
        found.putalpha(picture.convert("RGBA").getchannel("A"))
    return found


_OFFICE = {
    ".docx": "word/",
    ".xlsx": "xl/",
    ".pptx": "ppt/",
    ".odt": "mimetype",
    ".ods": "mimetype",
    ".odp": "mimetype",
}


class DocumentForm(BaseDocumentForm):
    """A document whose content is what its name says."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        if why := self.instance.why_not_replaced:
            raise ValidationError(why)
        if not is_what_it_says(file):
            raise ValidationError(
                _(
                    "Ce fichier n’est pas un vrai document %(kind)s. Ouvrez-le sur "
                    "votre ordinateur, enregistrez-le à nouveau, puis réessayez."
                ),
                params={"kind": PurePath(file.name).suffix.lstrip(".").upper()},
            )
        return file


def is_what_it_says(file):
    """True if the first bytes, or the archive's parts, fit the file's extension."""
    suffix = PurePath(file.name).suffix.lower()
    file.seek(0)
    try:
        if suffix == ".pdf":
            return file.read(1024).lstrip().startswith(b"%PDF-")
        part = _OFFICE.get(suffix)
        if part is None:
            return False
        with zipfile.ZipFile(file) as archive:
            return any(name.startswith(part) for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return False
    finally:
        file.seek(0)
