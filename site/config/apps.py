from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The composition root as an app: it holds the command `setup_site`."""

    name = "config"

    def ready(self):
        from . import checks  # noqa: F401
