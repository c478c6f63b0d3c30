"""The triggers are made anew after each migration, from the code that says them.

Trap: SQLite refuses to drop a column, or to give a table its name back, while a
trigger names it: the triggers are away while a migration changes tables there.
"""

from itertools import chain

from django.db import connections, transaction
from django.db.migrations import RunPython, RunSQL

from . import postgresql, sqlite

KINDS = {"postgresql": postgresql, "sqlite": sqlite}


def differing(connection):
    """The names of the triggers that lack, or are not what the code says: a list."""
    wanted, found = _compared(connection)
    names = wanted.keys() | found.keys()
    return sorted(name for name in names if wanted.get(name) != found.get(name))


def _compared(connection):
    kind = KINDS[connection.vendor]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        return kind.wanted(tables), kind.installed(cursor)


def install(connection):
    """Make the triggers as the code says; nothing is done where they are."""
    wanted, found = _compared(connection)
    if wanted != found:
        kind = KINDS[connection.vendor]
        old = [kind.drop(name) for name in found]
        new = [kind.create(name, made) for name, made in wanted.items()]
        _run(connection, chain(*old, *new))


def _run(connection, statements):
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def after_migrations(using, **kwargs):
    install(connections[using])


def before_migrations(using, plan=(), **kwargs):
    connection = connections[using]
    if connection.vendor == "sqlite" and not all(map(_only_writes_rows, plan)):
        _wanted, found = _compared(connection)
        _run(connection, chain.from_iterable(map(sqlite.drop, found)))


def _only_writes_rows(step):
    """A step of a plan is (migration, is it unapplied?)."""
    migration, _backwards = step
    return all(isinstance(one, RunPython | RunSQL) for one in migration.operations)
