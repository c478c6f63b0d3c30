"""A database of an older version is named, and left as it is."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config.checks import OLDER_DATABASE, migrations_of_an_older_version

pytestmark = pytest.mark.django_db
FORMER = "0005_hash_streams_as_blocks"


@pytest.fixture
def older():
    MigrationRecorder(connection).record_applied("network", FORMER)


def applied():
    return MigrationRecorder(connection).migration_qs.count()


def test_the_database_of_this_version_has_nothing_to_say():
    assert migrations_of_an_older_version(connection) == []


def test_a_library_may_have_squashed_its_own():
    MigrationRecorder(connection).record_applied("taggit", "0001_before_a_squash")
    assert migrations_of_an_older_version(connection) == []


def test_each_deployment_says_it_before_it_migrates(older):
    (error,) = (
        error
        for error in run_checks(databases=["default"])
        if error.id == OLDER_DATABASE
    )
    assert f"network.{FORMER}" in error.msg
    assert "put it aside" in error.msg
    with pytest.raises(CommandError, match="put it aside"):
        call_command("migrate", skip_checks=False, verbosity=0)


def test_make_run_says_what_to_do_and_destroys_nothing(older):
    before = applied()
    with pytest.raises(CommandError, match="put it aside"):
        call_command("load_demo", migrate=True)
    assert applied() == before
