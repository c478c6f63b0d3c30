"""Uploads: refuse what cannot be read to the end, keep no trace of the place.

Source of the limits and of the traps: editorial.md, section 8.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from . import documents, pictures
from .decoding import taken
from .models.media import FOCAL_POINT


def say_before_sending(field, sentence):
    """The sentence of a file too heavy, said by the browser before it leaves.

    Of one field by upload_size.js, in « add several » by the core's script. After
    __init__ of the field: the core writes its own over it.
    """
    field.error_messages["file_too_large_unknown_size"] = sentence
    field.error_messages["empty"] = pictures.EMPTY
    field.widget.attrs["data-heaviest"] = field.max_upload_size
    field.widget.attrs["data-too-heavy"] = sentence


CHOOSE_AGAIN = _("Choisissez de nouveau ce fichier : un navigateur ne le garde pas.")


class FileToChooseAgain:
    """Before a form: refused for another field, it comes back without its file."""

    says_to_choose_again = True

    def full_clean(self):
        super().full_clean()
        if not (self._errors and self.says_to_choose_again):
            return
        for name in self.fields:
            if self.add_prefix(name) in self.files and name not in self._errors:
                self.add_error(name, CHOOSE_AGAIN)


class PictureField(WagtailImageField):
    """A picture by its content, made anew, where the core goes by its name."""

    default_validators = []  # the core's looks at the extension

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = pictures.TAKEN
        say_before_sending(self, pictures.TOO_HEAVY)

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        if file.size > self.max_upload_size:
            raise ValidationError(pictures.TOO_HEAVY, code="file_too_large")
        return taken(file)


class UploadForm(FileToChooseAgain):
    """Before the core's form: `file_field` reads the file, and what is read stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = self.file_field(
                label=field.label, required=field.required, widget=field.widget
            )

    def clean_file(self):
        if "file" in self.changed_data and (why := self.instance.why_not_replaced):
            raise ValidationError(why)
        return self.cleaned_data["file"]


class PictureForm(UploadForm, BaseImageForm):
    """The form of every door of pictures: add, add several, chooser, another file."""

    file_field = PictureField

    def save(self, commit=True):
        picture = super().save(commit=commit)
        if commit and "file" in self.changed_data and self.original_file:
            picture.make_ready()  # the core deleted the sizes of the former one
        return picture

    def clean(self):
        moved = set(FOCAL_POINT) & set(self.changed_data)
        if moved and self.instance.pk and (why := self.instance.why_frozen):
            # Beside the file: the fields of the point have no place for an error.
            self.add_error("file" if "file" in self.fields else None, why)
        return super().clean()


class DocumentField(WagtailDocumentField):
    """A document by its content, under the suffix of what it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = documents.TAKEN
        say_before_sending(self, documents.TOO_HEAVY)

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        if file.size > self.max_upload_size:
            raise ValidationError(documents.TOO_HEAVY, code="file_too_large")
        name = documents.name_of(file)
        if not name:
            raise ValidationError(documents.REFUSED, code="invalid")
        file.name = name
        return file


class DocumentForm(UploadForm, BaseDocumentForm):
    """The form of every door of documents."""

    file_field = DocumentField
