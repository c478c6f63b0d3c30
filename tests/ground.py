"""What a test stands on: one database for each level of the site, planted once a run.

A level grows from the one below. The worker that needs it first plants its template,
under a lock; each worker has copies of its own. A copy where rows were committed is
thrown away: a flush would take what the migrations and the planting made.
"""

import fcntl
import hashlib
import os
import pickle
import shutil
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections, transaction

from network.directory.register import set_up_communes
from network.review.triggers import sqlite
from network.setup import set_up_territories

from .factories import start_numbers_at
from .world import World, plant_tree

# level: the one it grows from
BELOW = {
    "tree": "bare",
    "world": "tree",
    "submitted": "world",
    "crowd": "bare",
    "rounds": "crowd",
    "communes": "bare",
    "settled": "world",
    "settled_crowd": "crowd",
}
REGISTERED = {"communes", "settled", "settled_crowd"}
# The workers of one run share this number, and no other run of the moment has it.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
VAR = settings.VAR_DIR
ROUNDS = 50 if os.environ.get("REQUIRE_ALL") == "1" else 12  # of each race
FREE = 100  # the factories of a test count from here


def level_of(item):
    """The highest level that a test or one of its fixtures asks for by name."""
    asked = [level for level in BELOW if level in getattr(item, "fixturenames", ())]
    return asked[-1] if asked else "bare"


def group_by_level(items):
    """A worker changes its database a few times in a run, not a thousand times."""
    levels = ["bare", *BELOW]
    items.sort(key=lambda item: levels.index(level_of(item)))


def plant(level, below):
    """{name of a fixture: its value}: those of the level below, and one more."""
    # Committed row by row, so that what waits for a commit is done.
    if level == "crowd":
        return {"crowd": World(plant_tree())}
    if level == "rounds":
        return below | {"rounds": below["crowd"].rounds(ROUNDS)}
    if level in REGISTERED:
        set_up_territories()
        set_up_communes()
        return below | {level: below.get(BELOW[level])}
    with transaction.atomic():
        if level == "tree":
            value = plant_tree()
        elif level == "world":
            value = World(below["tree"])
        else:
            value = below["world"].submit(below["world"].fiche())
        connection.run_on_commit = []
    return below | {level: value}


@contextmanager
def numbers_of_planting():
    """No row of a test takes the number of a planted one."""
    cache.clear()
    start_numbers_at(0)
    yield
    start_numbers_at(FREE)
    cache.clear()


@contextmanager
def locked(path):
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _every_table():
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models}


def _migrations_digest():
    digest = hashlib.sha256((settings.BASE_DIR / "requirements/dev.txt").read_bytes())
    for app in apps.get_app_configs():
        if "site-packages" not in app.path:
            for file in sorted(Path(app.path).glob("migrations/*.py")):
                digest.update(file.read_bytes())
    # The last step of a migration makes them.
    digest.update(repr(sqlite.wanted(_every_table())).encode())
    return digest.hexdigest()[:16]


class Files:
    """Databases of SQLite: the migrated one serves until a migration changes."""

    def __init__(self, folder):
        self.folder = folder

    def place(self, name):
        return str(self.folder / f"{name}.sqlite3")

    def make(self, name):
        kept = VAR / f"test-{_migrations_digest()}.sqlite3"
        with locked(VAR / "test-migrations.lock"):
            if not kept.exists():
                for old in VAR.glob("test-*.sqlite3"):
                    old.unlink()
                self.drop(name)
                _migrate(self.place(name))
                shutil.move(self.place(name), kept)
            shutil.copyfile(kept, self.place(name))

    def copy(self, source, name):
        self.drop(name)
        shutil.copyfile(self.place(source), self.place(name))

    def drop(self, name):
        for file in self.folder.glob(f"{name}.sqlite3*"):
            file.unlink()

    def drop_all(self):
        """The folder falls with them."""


class Server:
    """Databases of a PostgreSQL server, whose names start with that of the run."""

    def __init__(self, folder):
        self.prefix = f"test_{connection.settings_dict['NAME'][:20]}_{folder.name}_"

    def place(self, name):
        return self.prefix + name

    def make(self, name):
        self.drop(name)
        self._say("CREATE DATABASE {}", self.place(name))
        _migrate(self.place(name))

    def copy(self, source, name):
        self.drop(name)
        self._say(
            "CREATE DATABASE {} TEMPLATE {}", self.place(name), self.place(source)
        )

    def drop(self, name):
        """FORCE: killed children and forgotten threads have their sessions still."""
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.place(name))

    def drop_all(self):
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)",
                [self.prefix],
            )
            for (name,) in cursor.fetchall():
                self.drop(name.removeprefix(self.prefix))

    def _say(self, statement, *names):
        quoted = [connection.ops.quote_name(name) for name in names]
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement.format(*quoted))


def _connect(place):
    if connection.settings_dict["NAME"] != place:
        connections.close_all()
        connection.settings_dict["NAME"] = place


def _migrate(place):
    _connect(place)
    call_command("migrate", verbosity=0)
    connections.close_all()


class Ground:
    """The templates of a run, and the copies of this worker."""

    def __init__(self):
        vendor = connection.vendor
        self.kind = Server if vendor == "postgresql" else Files
        self.runs, self.folder = f"test-{vendor}-*", VAR / f"test-{vendor}-{RUN}"
        with locked(VAR / "test-runs.lock"):
            self.sweep()
            self.folder.mkdir(exist_ok=True)
            self.presence = (self.folder / "presence").open("a")
            fcntl.flock(self.presence, fcntl.LOCK_SH)
        self.databases = self.kind(self.folder)
        self.before, self.copies, self.made = connection.settings_dict["NAME"], {}, 0
        self.knows = False
        start_numbers_at(FREE)

    def sweep(self):
        """What a run left that nobody is present in: killed, or over."""
        for folder in VAR.glob(self.runs):
            with (folder / "presence").open("a") as presence:
                try:
                    fcntl.flock(presence, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                self.kind(folder).drop_all()
                shutil.rmtree(folder)

    def stand_on(self, level):
        """Connect to this worker's copy of a level; returns what was planted, as new."""
        if level not in self.copies:
            self.made += 1
            copy = f"{WORKER}_{self.made}"
            with locked(self.folder / "planting"):
                planted = self.grow(level)
                self.databases.copy(level, copy)
            self.copies[level] = copy, planted
        copy, planted = self.copies[level]
        _connect(self.databases.place(copy))
        self._know_content_types()
        return pickle.loads(planted)  # noqa: S301  written below, in this run

    def _know_content_types(self):
        """All levels have the same: a test counts its own queries, not these."""
        if not self.knows:
            ContentType.objects.clear_cache()
            for concrete in (True, False):
                models = apps.get_models()
                ContentType.objects.get_for_models(
                    *models, for_concrete_models=concrete
                )
            self.knows = True

    def leave(self, level):
        """Rows were committed here: the next test has another copy."""
        copy, _planted = self.copies.pop(level)
        connections.close_all()
        self.databases.drop(copy)

    def grow(self, level):
        """The bytes of what was planted: written last, they say that it is whole."""
        planted = self.folder / f"{level}.pickle"
        if planted.exists():
            return planted.read_bytes()
        if level == "bare":
            self.databases.make(level)
            values = {}
        else:
            below = pickle.loads(self.grow(BELOW[level]))  # noqa: S301
            self.databases.copy(BELOW[level], level)
            _connect(self.databases.place(level))
            with numbers_of_planting():
                values = plant(level, below)
        connections.close_all()
        draft = planted.with_suffix(".draft")
        draft.write_bytes(pickle.dumps(values))
        return draft.replace(planted).read_bytes()

    def close(self):
        connections.close_all()
        connection.settings_dict["NAME"] = self.before
        with locked(VAR / "test-runs.lock"):
            self.presence.close()
            self.sweep()
