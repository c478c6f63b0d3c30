"""The door in the triggers: shut, unless code says in its transaction which page moves.

On PostgreSQL a setting of the transaction, on SQLite a temporary table of the
connection, read by a function that a plain shell has not. A rollback shuts both.
Source: editorial.md, section 4.7.
"""

import weakref
from contextlib import contextmanager

from django.db import connection, transaction

SETTING = "review.pages"
CURRENT = f"current_setting('{SETTING}', true)"
ON_POSTGRESQL = (
    f"SELECT set_config('{SETTING}', concat({CURRENT}, %s::text), true)",
    rf"SELECT set_config('{SETTING}', regexp_replace({CURRENT}, %s || '\M', ''), true)",
)
LAST = "SELECT max(rowid) FROM temp.review_door WHERE page = %s"
ON_SQLITE = (
    "INSERT INTO temp.review_door (page) VALUES (%s)",
    f"DELETE FROM temp.review_door WHERE rowid = ({LAST})",  # noqa: S608
)


@contextmanager
def opened(*pages):
    """What visitors read of these pages (keys) may change within the block.

    For who has asked the guard of publication.py, or logged why not: nobody else.
    """
    with transaction.atomic():
        open_for(pages)
        yield
        shut_for(pages)


def open_for(pages):
    """Until `shut_for`, or the end of the transaction that one must be in."""
    _say(0, pages)


def shut_for(pages):
    """Once for each time that it was opened."""
    _say(1, pages)


def _say(which, pages):
    is_postgresql = connection.vendor == "postgresql"
    statement = (ON_POSTGRESQL if is_postgresql else ON_SQLITE)[which]
    keys = [[f",{page}" if is_postgresql else str(page)] for page in pages]
    if keys:
        with connection.cursor() as cursor:
            cursor.executemany(statement, keys)


def hang_on(connection, **kwargs):
    """Called for each new connection: SQLite learns `review_is_shut(page)`."""
    if connection.vendor != "sqlite":
        return
    connection.connection.execute("CREATE TEMP TABLE review_door (page TEXT)")
    wrapper = weakref.ref(connection)  # no circle: an open file would be left

    def is_shut(page):
        opened = "SELECT 1 FROM temp.review_door WHERE page = ?"
        return wrapper().connection.execute(opened, [page]).fetchone() is None

    connection.connection.create_function("review_is_shut", 1, is_shut)
