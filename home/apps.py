from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("le site")

    def ready(self):
        from django.db.models import SlugField, TextField
        from wagtail.admin.forms.models import register_form_field_override
        from wagtail.admin.widgets import AdminAutoHeightTextInput

        from . import addresses, frame
        from .models import SiteSettings
        from .signs import LongTextField
        from .slugs import AddressField, AddressInput

        frame.connect(SiteSettings)
        addresses.connect()
        # Exactly this class, as in the core: a RichTextField has its own widget.
        register_form_field_override(
            TextField,
            override={"widget": AdminAutoHeightTextInput, "form_class": LongTextField},
            exact_class=True,
        )
        register_form_field_override(
            SlugField, override={"widget": AddressInput, "form_class": AddressField}
        )
