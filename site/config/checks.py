"""What is wrong with a deployment, in a sentence: its database, its address.

A database that an older version made stops here, before anything is written in it.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Site

from home.models import HomePage
from home.setup import AS_INSTALLED, place_of_the_site

OLDER_DATABASE = "config.E001"
OTHER_ADDRESS = "config.W001"


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


@register(deploy=True)
def the_site_says_its_own_address(app_configs, **kwargs):
    """[Warning] if pages say another address than mails; [] before `setup_site`.

    Canonical links, og:url, JSON-LD and the field to share say that of the Site row.
    """
    try:
        site = Site.objects.filter(is_default_site=True).first()
        if site is None or not HomePage.objects.exists():
            return []
    except DatabaseError:
        return []
    said, wanted = (site.hostname, site.port), place_of_the_site()
    if said == wanted:
        return []
    return [Warning(_other_address(said, wanted), id=OTHER_ADDRESS)]


def _other_address(said, wanted):
    told = "{}:{}".format(*said), "{}:{}".format(*wanted)
    if said == AS_INSTALLED:
        return (
            f"Pages say that they are at {told[0]}, as installed: run setup_site, which "
            f"writes {told[1]} of WAGTAILADMIN_BASE_URL in its place."
        )
    return (
        f"Pages say that they are at {told[0]}, mails at {told[1]}: correct "
        "WAGTAILADMIN_BASE_URL, or as a superuser the host name and the port of the site "
        "(443 for https) in the back office, Paramètres > Sites."
    )
