from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Installed in dev and test only: its passwords cannot exist in production."""

    name = "demo"
