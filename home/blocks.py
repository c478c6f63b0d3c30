"""Blocks that pages of several apps share, and the lock their validation needs."""

import threading

from django.core.exceptions import BadRequest, ValidationError
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from .keys import typed_key
from .models.consent import refusal_of
from .sentences import WEB_ADDRESS
from .signs import MOST, count_signs, refuse_beyond, with_bound

_CUT = _("Ce formulaire est arrivé incomplet.")
_OF_A_KEY = "expected a number"  # as Django says it of a key
_COUNTS = ("-count", "-order")
_VALIDATION = threading.RLock()


class SerialisedValidation:
    """One validation at a time, on every top-level StreamBlock of the project.

    Trap: to validate a draft Wagtail switches `required` off on block definitions
    that all threads share (editorial.md, section 3).
    """

    def clean(self, value, **kwargs):
        with _VALIDATION:
            return super().clean(value, **kwargs)

    def clean_deferred(self, value):
        with _VALIDATION:
            return super().clean_deferred(value)

    def value_from_datadict(self, data, files, prefix):
        """Trap: a form cut on its way, or forged, is a 500 in the core; so is a chooser
        whose key spells no number (ValueError)."""
        counts = [n for n in data if n.startswith(prefix) and n.endswith(_COUNTS)]
        if any(typed_key(data[name]) is None for name in counts):
            raise BadRequest(_CUT)
        try:
            return super().value_from_datadict(data, files, prefix)
        except MultiValueDictKeyError as error:
            raise BadRequest(_CUT) from error
        except ValueError as error:
            if _OF_A_KEY not in str(error):  # a fault of ours is told as one
                raise
            raise BadRequest(_CUT) from error


class Bounded:
    """Mixed before a block of text: a draft too holds no more than it may."""

    def clean(self, value):
        value = super().clean(value)
        refuse_beyond(MOST, count_signs(value))
        return value


class LongTextBlock(Bounded, blocks.TextBlock):
    def __init__(self, help_text="", **kwargs):
        super().__init__(help_text=with_bound(help_text, MOST), **kwargs)

    def deconstruct(self):
        # For migrations it is the core's: nothing that is stored differs.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.TextBlock", args, kwargs


class WebAddressBlock(blocks.URLBlock):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.field.error_messages |= WEB_ADDRESS

    def deconstruct(self):
        # For migrations it is the core's: nothing that is stored differs.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.URLBlock", args, kwargs


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("texte alternatif"),
        max_length=125,
        required=False,
        help_text=_("Décrivez ce que l’on voit. Vide si l’image est un décor."),
    )

    def clean(self, value):
        value = super().clean(value)
        picture = value.get("picture")
        if picture and not self.is_deferred_validation and (why := refusal_of(picture)):
            raise StructBlockValidationError({"picture": ValidationError(why)})
        return value

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = LongTextBlock(label=_("citation"))
    author = blocks.CharBlock(label=_("qui parle ?"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Citation")
        template = "blocks/quote.html"


class TextBlock(Bounded, blocks.RichTextBlock):
    def __init__(self, **kwargs):
        features = ["h2", "h3", "bold", "italic", "ul", "ol", "link", "document-link"]
        super().__init__(features=features, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Texte")


class BodyBlock(SerialisedValidation, blocks.StreamBlock):
    """The body of a standard page."""

    text = TextBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
