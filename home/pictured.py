"""The form of a page that shows pictures of the library."""

from wagtail.admin.forms import WagtailAdminPageForm

from .models.consent import refusal_of
from .models.media import Picture


class PicturedPageForm(WagtailAdminPageForm):
    """A page goes online with pictures whose people agree; a draft holds any.

    Those of a stream are looked at by their block (home/blocks.py).
    """

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name, value in list(cleaned.items()):
                if isinstance(value, Picture) and (why := refusal_of(value)):
                    self.add_error(name, why)
        return cleaned
