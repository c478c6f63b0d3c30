from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """The committee's engine: below the network, above the foundation."""

    name = "network.review"
    label = "review"
    verbose_name = _("la relecture")

    def ready(self):
        from . import checks, moves, notifications, roster  # noqa: F401
        from .triggers import deletion, door, installation

        moves.connect()
        notifications.connect()
        roster.connect()
        deletion.connect()
        connection_created.connect(door.hang_on)
        pre_migrate.connect(installation.before_migrations, sender=self)
        post_migrate.connect(installation.after_migrations, sender=self)
