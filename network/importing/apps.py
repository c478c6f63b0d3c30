from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportingConfig(AppConfig):
    """Centres from a file: above network, which knows nothing of it."""

    name = "network.importing"
    label = "importing"
    verbose_name = _("l’import des centres")

    def ready(self):
        """A worker knows a job by its kind, so what does it is read at the start."""
        from . import applying  # noqa: F401
