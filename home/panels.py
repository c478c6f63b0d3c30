"""Where a page says its title and its address in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from .permissions import FULL_ADMIN


class TitlePanel(TitleFieldPanel):
    """The address follows the title until the first publication, then never by itself."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self):
            # Trap: without an address to follow, the core's script fails in the browser.
            if "slug" not in self.form.fields:
                return {"placeholder": self.get_placeholder()}
            return super().get_attrs()

        def get_should_apply(self):
            was_online = self.instance.first_published_at
            return not was_online and super().get_should_apply()


def address_panel():
    """Who keeps the site changes an address, and knows what that does."""
    return FieldPanel(
        "slug",
        heading=_("Adresse"),
        help_text=_(
            "La fin de l’adresse de cette page, sans accents. Si vous la changez, "
            "l’ancienne mènera à la nouvelle, pour cette page et pour celles qui sont "
            "rangées dessous."
        ),
        permission=FULL_ADMIN,
    )
