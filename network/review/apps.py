from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """The committee's engine: below the network, above the foundation."""

    name = "network.review"
    label = "review"
    verbose_name = _("la relecture")

    def ready(self):
        from . import checks, notifications  # noqa: F401

        notifications.connect()
