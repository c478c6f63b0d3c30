"""A database that an older version made stops here, before anything is written in it."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader

OLDER_DATABASE = "config.E001"


def migrations_of_an_older_version(connection):
    """The "app.name" of those that this database applied and our code has no more: a list.

    Only of our own apps; empty for a database without tables, or that does not answer.
    """
    try:
        loader = MigrationLoader(connection)
    except DatabaseError:
        return []
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(settings.BASE_DIR)
        and "site-packages" not in config.path
    }
    return sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in loader.disk_migrations
    )


def what_to_do(connection, found):
    """One sentence for who runs this version on that database."""
    return (
        f"The database {connection.settings_dict['NAME']} was made by an older version "
        f"(it has {found[0]}, which this one has no more), and nothing in it was "
        "changed: put it aside (with make run: mv var var.old) and start again with an "
        "empty one, or go back to the version that made it."
    )


@register(Tags.database)
def the_database_is_not_of_an_older_version(app_configs, databases=None, **kwargs):
    """[Error] for each database that migrations written anew cannot follow."""
    return [
        Error(what_to_do(connections[alias], found), id=OLDER_DATABASE)
        for alias in databases or ()
        if (found := migrations_of_an_older_version(connections[alias]))
    ]
