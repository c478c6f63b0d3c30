"""The editor of rich texts: Draftail, which knows no table."""

from django.forms import Media
from django.utils.functional import cached_property
from wagtail.admin.rich_text import DraftailRichTextArea

from .tables import rows_as_lines


class RichTextArea(DraftailRichTextArea):
    """A table becomes lines, whether one pastes it or a text was stored with it."""

    def format_value(self, value):
        return super().format_value(rows_as_lines(value))

    @cached_property
    def media(self):
        return super().media + Media(js=["js/pasted_tables.js"])
