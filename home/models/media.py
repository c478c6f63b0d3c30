"""Pictures and documents: whose they are is their collection (network decides)."""

import logging
from functools import partial
from pathlib import PurePath
from uuid import uuid4

from django.db import DatabaseError, models, transaction
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from ..decoding import finish
from ..pictures import WAITING, Taken, made_anew
from .consent import Consent, is_past
from .frozen import FrozenWhileRead

logger = logging.getLogger(__name__)

# What the core's lists and choosers show of each picture.
THUMBNAIL = "max-165x165"
FOCAL_POINT = (
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)


class KeptPicture(WagtailImageFieldFile):
    def save(self, name, content, save=True):
        """Made anew by whatever door it comes; raises ValidationError as `made_anew`."""
        if not isinstance(content, Taken):
            content = made_anew(content)
            name = content.name
        super().save(name, content, save=save)


class PictureFileField(WagtailImageField):
    attr_class = KeptPicture

    def deconstruct(self):
        """As the core's own: nothing of the database differs."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


class Picture(FrozenWhileRead, AbstractImage, Consent):
    """A photo or an illustration; `description` is its text alternative."""

    frozen = ("file", "file_hash", *FOCAL_POINT)
    not_replaced = _(
        "Cette image sert dans une page : ajoutez une nouvelle image au lieu de "
        "remplacer le fichier."
    )
    not_deleted = _("Cette image sert dans une page : retirez-la d’abord de la page.")

    file = PictureFileField(
        AbstractImage._meta.get_field("file").verbose_name,
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(
        _("crédit"),
        max_length=120,
        blank=True,
        help_text=_(
            "Qui a fait cette image ? Par exemple : « Atelier photo du centre »."
        ),
    )
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, editable=False)
    # When it left its addresses because an agreement had ended: a later one may follow.
    taken_off_on = models.DateField(
        _("plus montrée depuis le"), null=True, editable=False
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "consent_kind",
        "consent_given_by",
        "consent_given_on",
        "consent_scope",
        "consent_until",
        "collection",
        "tags",
        *FOCAL_POINT,
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_picture", "Can choose picture")]

    def save(self, *args, **kwargs):
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            self.make_ready()

    @property
    def is_waiting(self):
        """True if its file lies as it came, until a worker makes it anew."""
        return bool(self.file) and self.file.name.endswith(WAITING)

    def make_ready(self):
        """The thumbnail of the lists: who adds a picture waits for it, not each list."""
        if self.is_waiting:
            finish.enqueue(self.pk)
        else:
            self.get_rendition(THUMBNAIL)

    def _note_hash(self):
        # Stored first: what counts is what is kept of it.
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super()._note_hash()

    def get_rendition(self, filter):
        """A rendition, or a placeholder in words (without key): no list fails for it."""
        try:
            return super().get_rendition(filter)
        except SourceImageIOError:
            return PictureRendition(image=self, width=165, height=165)

    def create_rendition(self, filter):
        """As the core, which lets pass whatever a decoder or a storage raises."""
        if self.is_waiting:
            raise SourceImageIOError("a worker will decode it")
        try:
            return super().create_rendition(filter)
        except (SourceImageIOError, DatabaseError):
            raise
        except Exception as error:
            logger.warning("Picture %s: no %s", self.pk, filter.spec, exc_info=True)
            raise SourceImageIOError(str(error)) from error

    def withdraw(self):
        """No page shows this picture any more, whatever its text says."""
        self.withdrawn_at = timezone.now()
        type(self).objects.filter(pk=self.pk).update(withdrawn_at=self.withdrawn_at)
        self.leave_public_addresses()

    def take_off(self):
        """Its agreement ended: noted in the update that renames its file.

        Trap: the triggers let the file of a live page move with that note alone.
        """
        self.taken_off_on = timezone.localdate()
        self.leave_public_addresses(taken_off_on=self.taken_off_on)

    @property
    def shown_picture(self):
        """This picture where no row speaks for it, or None: withdrawn, without a word on
        who is seen, or past its day. By whatever door its page went online."""
        is_agreed = self.is_consent_complete and not is_past(self.ends_on)
        return self if is_agreed and not self.withdrawn_at else None

    def leave_public_addresses(self, **noted):
        """Every address given so far answers 404: sizes deleted, original renamed.

        Nobody knows the new random name, and the picture still serves a draft or a
        later version. Renaming by any storage is a copy, then a deletion, this one
        once the transaction is sure. `noted`: columns written in the same update.
        """
        for rendition in self.renditions.all():
            size = rendition.file
            rendition.delete()
            # The core deletes the file in a task: a late worker would leave it public.
            transaction.on_commit(partial(size.storage.delete, size.name))
        storage, former = self.file.storage, self.file.name
        if storage.exists(former):
            fresh = self.get_upload_to(f"{uuid4().hex}{PurePath(former).suffix}")
            with storage.open(former) as content:
                self.file.name = noted["file"] = storage.save(fresh, content)
            transaction.on_commit(partial(storage.delete, former))
        if noted:
            # update(): the content did not change, nothing is to be indexed again.
            type(self).objects.filter(pk=self.pk).update(**noted)

    @property
    def default_alt_text(self):
        """An empty alternative rather than a file name read aloud."""
        return self.description


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        verbose_name = _("déclinaison")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_spec",
            )
        ]

    @property
    def is_placeholder(self):
        """By its file: a card reads a rendition without its key (models/card.py)."""
        return not self.file

    @property
    def url(self):
        if not self.is_placeholder:
            return super().url
        name = "preview-to-come" if self.image.is_waiting else "no-preview"
        return static(f"icons/{name}.svg")

    @property
    def alt(self):
        if not self.is_placeholder:
            return super().alt
        return _("En préparation") if self.image.is_waiting else _("Aperçu impossible")


def place_of_document(document, filename):
    """A folder that nobody guesses: the proxy serves media without asking who reads."""
    return f"documents/{uuid4().hex}/{filename}"


class Attachment(FrozenWhileRead, AbstractDocument):
    frozen = ("file", "file_hash")
    not_replaced = _(
        "Ce document sert dans une page : ajoutez un nouveau document au lieu de "
        "remplacer le fichier."
    )
    not_deleted = _("Ce document sert dans une page : retirez-le d’abord de la page.")

    file = models.FileField(_("fichier"), upload_to=place_of_document, max_length=200)
    source = models.CharField(
        _("source"),
        max_length=120,
        blank=True,
        help_text=_("Qui a produit ce document ?"),
    )

    admin_form_fields = ("title", "file", "source", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_attachment", "Can choose attachment")]

    def clean(self):
        # Trap: of a file that its form refused, the core says « » for its extension.
        if self.file:
            super().clean()
