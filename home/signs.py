"""How many signs a text has, counted as it is stored, and how many it may have."""

import re
from html import unescape

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.html import strip_tags
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

MOST = 20_000  # signs of a text that has no shorter bound: drafts too
END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>", re.IGNORECASE)


def words_of_html(source):
    """What a reader sees of a rich text, a paragraph a line."""
    return unescape(strip_tags(END_OF_PARAGRAPH.sub("\n", source)))


def count_signs(value):
    """The number of signs of a text or a RichText, trailing spaces included (int).

    Mark-up counts for nothing, the end of a line for one sign, as in the counters of
    guided_form.js.
    """
    if hasattr(value, "source"):
        return len(words_of_html(value.source or "").removesuffix("\n"))
    return len(value or "")


def says_something(value):
    """True if a text or a RichText holds more than spaces."""
    if hasattr(value, "source"):
        value = words_of_html(value.source or "")
    return bool(value and value.strip())


def refuse_beyond(most, count):
    """Raise the sentence that says both numbers if a text has more signs than it may."""
    if count > most:
        raise ValidationError(
            _("%(count)s signes, c’est trop : gardez-en %(most)s au plus."),
            code="max_length",
            params={"count": in_french(count), "most": in_french(most)},
        )


def in_french(number):
    return f"{number:,}".replace(",", "\u202f")


def with_bound(help_text, most):
    """A help that says the bound of its field."""
    said = _l("{} signes au plus.") if most != MOST else _l("Brouillon : {} signes.")
    return format_lazy("{} {}", help_text, format_lazy(said, in_french(most)))


class MostSigns(MaxLengthValidator):
    def __call__(self, value):
        refuse_beyond(self.limit_value, len(value))


class LongTextField(forms.CharField):
    """A text of several lines, whose bound stands beside it.

    Not the field's own `max_length`: browsers would cut a longer text without a word.
    """

    widget = forms.Textarea

    def __init__(self, *, most=None, max_length=None, help_text="", **kwargs):
        most = most or max_length or MOST
        super().__init__(help_text=with_bound(help_text, most), **kwargs)
        self.validators.append(MostSigns(most))
