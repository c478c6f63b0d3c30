"""The form of every page: its address, and the pictures of the library that it shows."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from .models.consent import refusal_of
from .models.media import Picture


class PicturedPageForm(WagtailAdminPageForm):
    """A page goes online with pictures whose people agree; a draft holds any.

    Those of a stream are looked at by their block (home/blocks.py).
    """

    def clean_slug(self):
        slug, parent = self.cleaned_data["slug"], self.parent_page
        is_new = "slug" in self.changed_data and parent
        if is_new and (why := type(self.instance).why_not_at(parent, slug)):
            raise ValidationError(why)
        return slug

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name, value in list(cleaned.items()):
                if isinstance(value, Picture) and (why := refusal_of(value)):
                    self.add_error(name, why)
        return cleaned
