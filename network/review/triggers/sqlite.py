"""The triggers on SQLite."""

from .rules import Words, rules


def _differ(columns):
    found = [f'OLD."{name}" IS NOT NEW."{name}"' for name in columns]
    return " OR ".join(found) or "0"


def wanted(tables):
    """{name: the statement that makes it}, for a database that has these tables."""
    words = Words(_differ, lambda one: _differ(one.columns))
    return dict(map(_trigger, rules(words, tables)))


def _trigger(rule):
    name = f"review_{rule.table}_{rule.event.lower()}"
    return name, (
        f'CREATE TRIGGER "{name}" AFTER {rule.event} ON "{rule.table}" '
        f"WHEN {rule.condition} BEGIN SELECT RAISE(ABORT, '{rule.message}'); END"
    )


def installed(cursor):
    """What is there, in the same words."""
    cursor.execute(
        "SELECT name, sql FROM sqlite_master "
        r"WHERE type = 'trigger' AND name LIKE 'review\_%' ESCAPE '\'"
    )
    return dict(cursor.fetchall())


def create(name, made):
    yield made


def drop(name):
    yield f'DROP TRIGGER "{name}"'
