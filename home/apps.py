from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("le site")

    def ready(self):
        from django.db.models import (
            DateField,
            EmailField,
            IntegerField,
            SlugField,
            TextField,
            URLField,
        )
        from wagtail.admin.forms.models import register_form_field_override
        from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

        from . import addresses, frame
        from .models import SiteSettings
        from .numbers import WholeNumberField
        from .sentences import DATE, EMAIL, WEB_ADDRESS
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
        register_form_field_override(
            IntegerField, override={"form_class": WholeNumberField}
        )
        for field, override in (
            (EmailField, {"error_messages": EMAIL}),
            # As in the core, with a sentence.
            (DateField, {"widget": AdminDateInput, "error_messages": DATE}),
            (URLField, {"assume_scheme": "https", "error_messages": WEB_ADDRESS}),
        ):
            register_form_field_override(field, override=override)
