from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("le site")

    def ready(self):
        from . import addresses, frame
        from .form_fields import register_form_fields
        from .models import SiteSettings

        frame.connect(SiteSettings)
        addresses.connect()
        register_form_fields()
