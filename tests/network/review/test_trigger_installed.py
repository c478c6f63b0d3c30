"""The triggers are those that the code says, in every database that it uses."""

import sqlite3

import pytest
from django.apps import apps
from django.core import mail
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
)
from wagtail.models import Page

from initiatives.models import InitiativePage
from network.review.checks import LACKING_TRIGGERS
from network.review.content import is_content
from network.review.questions import reviewed_models
from network.review.triggers import covered, installation, sqlite
from tests.import_graph import imports, modules

from .behind import refused, run

KIND = installation.KINDS[connection.vendor]
EVERY_TABLE = {
    model._meta.db_table for model in apps.get_models(include_auto_created=True)
}


@pytest.mark.django_db  # a new page asks for its content type, once a process
@pytest.mark.parametrize("model", reviewed_models())
def test_the_columns_of_the_triggers_are_those_of_the_hash(model):
    """What a vote holds is the serialised page: nothing of it escapes."""
    said = model().serializable_data()
    hashed = {name for name in said if is_content(model, name)}
    tables = {one.model: one for one in covered.all_tables()}
    found = {field.name for one in (Page, model) for field in tables[one].fields}
    for relation in get_all_child_relations(model):
        row = relation.related_model()
        if is_content(model, relation.get_accessor_name()):
            found.add(relation.get_accessor_name())
            names = {field.name for field in tables[type(row)].fields}
            assert names == row_content(row), type(row)
    for relation in get_all_child_m2m_relations(model):
        found.add(relation.name)
        assert len(tables[relation.remote_field.through].fields) == 2
    assert found == hashed - {"pk"}


def row_content(row):
    """Rows of rows would have names of their own here: they are not covered yet."""
    fields = {field.name for field in row._meta.get_fields() if field.concrete}
    nested = set(getattr(row, "serializable_data", dict)())
    return (fields | nested) - {"id", "pk"}


def test_only_a_guarded_save_a_deletion_and_what_is_written_in_bulk_open_the_door():
    importers = {
        edge.source
        for edge in imports(modules())
        if edge.target == "network.review.triggers.door"
    }
    assert importers == {
        "network.review.apps",  # hangs it on each connection
        "network.review.page",
        "network.review.vouching",  # what was written in bulk, with a reason
        "network.importing.creating",  # both have that reason given
        "network.importing.changing",
        "network.review.triggers.deletion",
        "network.review.triggers.postgresql",  # reads its setting
        "demo.bulk",
    }


def test_a_plain_shell_writes_nothing_on_sqlite():
    """Without the function of our connections, whoever opens the file is refused."""
    shell = sqlite3.connect(":memory:")
    for model in apps.get_models(include_auto_created=True):
        columns = ", ".join(f'"{one.column}"' for one in model._meta.local_fields)
        shell.execute(f'CREATE TABLE "{model._meta.db_table}" ({columns})')
    for statement in sqlite.wanted(EVERY_TABLE).values():
        shell.execute(statement)
    with pytest.raises(sqlite3.OperationalError, match="review_is_shut"):
        shell.execute("UPDATE wagtailcore_page SET title = 'x'")
    shell.close()


def warned():
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [one for one in found if one.id == LACKING_TRIGGERS]


def altered(name, made):
    """The same trigger with another message, in the words of either database."""
    if isinstance(made, str):
        return name, made.replace("review: ", "autre : ")
    return name, (made[0].replace("review: ", "autre : "), made[1])


@pytest.mark.django_db
@pytest.mark.parametrize("is_replaced", [False, True])
def test_a_trigger_that_lacks_or_differs_is_told_and_made_again(
    world, is_replaced, capsys
):
    name = "review_initiatives_initiativestep_update"
    made = KIND.wanted(EVERY_TABLE)[name]
    assert warned() == []
    for statement in KIND.drop(name):
        run(statement)
    if is_replaced:
        for statement in KIND.create(*altered(name, made)):
            run(statement)
    (warning,) = warned()
    assert name in warning.msg
    with pytest.raises(SystemExit):
        call_command("check_publications")
    assert name in capsys.readouterr().err
    (message,) = mail.outbox
    assert message.to == [world.webmaster.email]
    assert "migrate" in message.body
    call_command("migrate", verbosity=0)
    assert warned() == []


@pytest.mark.django_db
def test_a_trigger_that_no_code_says_any_more_goes():
    old = "review_initiatives_initiativestep_former"
    for statement in KIND.create(*renamed(old)):
        run(statement)
    assert installation.differing(connection) == [old]
    installation.install(connection)
    assert installation.differing(connection) == []


def renamed(old):
    name = "review_initiatives_initiativestep_update"
    made = KIND.wanted(EVERY_TABLE)[name]
    if isinstance(made, str):
        return old, made.replace(name, old)
    return old, (made[0], made[1].replace(name, old))


def a_plan(*operations):
    migration = migrations.Migration("x", "initiatives")
    migration.operations = list(operations)
    return [(migration, False)]


@pytest.mark.django_db
def test_a_migration_of_data_is_under_the_triggers(world):
    page = world.fiche(published=True)
    plan = a_plan(migrations.RunPython(migrations.RunPython.noop))
    installation.before_migrations("default", plan=plan)
    assert installation.differing(connection) == []
    rows = InitiativePage.objects.filter(pk=page.pk)
    refused(lambda: rows.update(tagline="Par une migration."))


def test_a_migration_of_tables_finds_no_trigger_in_its_way(crowd):
    """SQLite drops no column that a trigger names, and makes most tables anew."""
    page = crowd.fiche(published=True)
    before = ProjectState.from_apps(apps)
    longer = models.SlugField(max_length=300, allow_unicode=True)
    steps = {
        "initiatives": migrations.RemoveField("initiativepage", "material"),
        "wagtailcore": migrations.AlterField("page", "slug", longer),
    }
    installation.before_migrations("default", plan=a_plan(*steps.values()))
    for label, step in steps.items():
        after = before.clone()
        step.state_forwards(label, after)
        with connection.schema_editor() as editor:
            step.database_forwards(label, editor, before, after)
        before = after
    with connection.schema_editor() as editor:
        material = InitiativePage._meta.get_field("material")
        editor.add_field(InitiativePage, material)
    installation.after_migrations("default")
    assert installation.differing(connection) == []
    rows = InitiativePage.objects.filter(pk=page.pk)
    refused(lambda: rows.update(material="Par une migration."))
