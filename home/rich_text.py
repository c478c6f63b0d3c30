"""The editor of rich text, for blocks and fields alike: Draftail, which knows no table."""

from django.core.exceptions import BadRequest
from django.forms import Media
from django.utils.functional import cached_property
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea

from .tables import rows_as_lines

UNREADABLE = (
    *(AttributeError, LookupError, TypeError, ValueError, RecursionError),
    ExporterException,
)


class RichTextArea(DraftailRichTextArea):
    """The core's, named by WAGTAILADMIN_RICH_TEXT_EDITORS."""

    @cached_property
    def media(self):
        return super().media + Media(js=["js/pasted_tables.js"])

    def format_value(self, value):
        """A text that was stored with a table opens with its lines."""
        return super().format_value(rows_as_lines(value))

    def value_from_datadict(self, data, files, name):
        """Trap: a text cut on its way, or forged, fails (500) in the core's converter.

        It looks at nothing it is given before it uses it: almost any error may come.
        """
        try:
            return super().value_from_datadict(data, files, name)
        except UNREADABLE as error:
            raise BadRequest("A text that no editor wrote.") from error
