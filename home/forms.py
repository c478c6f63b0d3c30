"""Uploads: refuse what cannot be read to the end, keep no trace of the place.

Source of the limits and of the traps: editorial.md, section 8.
"""

import zipfile
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from . import pictures
from .models.media import FOCAL_POINT, THUMBNAIL


class PictureField(WagtailImageField):
    """A picture by its content, made anew, where the core goes by its name."""

    default_validators = []  # the core's looks at the extension

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = pictures.TAKEN
        # Here, not in the class: the core writes its own over it.
        self.error_messages["file_too_large_unknown_size"] = pictures.TOO_HEAVY

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        if file.size > self.max_upload_size:
            raise ValidationError(pictures.TOO_HEAVY, code="file_too_large")
        return pictures.made_anew(file)


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
        return file

    def save(self, commit=True):
        picture = super().save(commit=commit)
        if commit and "file" in self.changed_data and self.original_file:
            picture.get_rendition(THUMBNAIL)  # the core deleted those of the former one
        return picture

    def clean(self):
        moved = set(FOCAL_POINT) & set(self.changed_data)
        if moved and self.instance.pk and (why := self.instance.why_frozen):
            # Beside the file: the fields of the point have no place for an error.
            self.add_error("file" if "file" in self.fields else None, why)
        return super().clean()


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
