"""What every test shares: a migrated database, a small tree, people and roles.

One function may skip here; with REQUIRE_ALL=1 it fails instead (platform.md, section 2).
"""

import gc
import os
import shutil
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from .caches import RedisServer, closed_port, redis_cache
from .ground import Ground, group_by_level, level_of
from .mail_server import mail_server  # noqa: F401  fixture
from .undefined import known_names, watched_templates  # noqa: F401  fixtures

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# {what is not run without it: (the program, its package)}
COMPONENTS = {
    "the browser tests": (CHROMIUM, "chromium"),
    "the tests of a real Redis": (shutil.which("redis-server"), "redis-server"),
    "mail by TLS": (shutil.which("openssl"), "openssl"),
}
IS_SECOND_PASS = os.environ.get("FIRST_PASS") == "sqlite"
HAS_SECOND_PASS = os.environ.get("SECOND_PASS") == "postgresql"
COUNTED_ONCE = pytest.mark.one_database("the ORM makes as many queries on both")
_not_run, _left = {}, {"tests": 0}


def require(is_there, component, remedy):
    """Skip a test whose real component is missing; fail it with REQUIRE_ALL=1."""
    if is_there:
        return
    if REQUIRE_ALL:
        pytest.fail(f"{component} is required: {remedy}")
    _not_run.setdefault((component, remedy), 0)
    _not_run[component, remedy] += 1
    pytest.skip(f"{component}: {remedy}")


def is_postgresql():
    return connection.vendor == "postgresql"


def pytest_collection_modifyitems(config, items):
    """A pass on one database leaves the other's tests to the other pass."""
    left = [item for item in items if _is_for_another_pass(item)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    _tell_what_is_left(getattr(config, "workeroutput", {}), len(left))
    group_by_level(items)


def _is_for_another_pass(item):
    place = _database_of(item)
    if is_postgresql():
        return IS_SECOND_PASS and (place == "sqlite" or _asks_for_no_database(item))
    if item.get_closest_marker("postgresql"):
        return True
    return HAS_SECOND_PASS and place == "postgresql"


def _database_of(item):
    """The one that `one_database` names, and why; "" for both.

    Who commits or locks is run on both.
    """
    mark = item.get_closest_marker("one_database")
    if mark is None:
        return ""
    if _commits(item, item.fixturenames) or item.get_closest_marker("postgresql"):
        raise pytest.UsageError(f"{item.nodeid} leans on its database: run it on both")
    (_why,) = mark.args
    return mark.kwargs.get("on", "sqlite")


def _asks_for_no_database(item):
    """Neither by a mark nor through a fixture: the first pass has said its result.

    pytest-django refuses such a test any query, so nothing here is a matter of trust.
    """
    asked = {"django_db_setup", "live_server"} & set(item.fixturenames)
    return not (asked or item.get_closest_marker("django_db"))


def _tell_what_is_left(worker, number):
    """The workers of a run collect the same; its closing line is the controller's."""
    worker["left"] = _left["tests"] = number


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    _left["tests"] = getattr(node, "workeroutput", {}).get("left", 0)


def pytest_collection_finish():
    """What is imported by now stays: no collection of garbage looks at it again."""
    gc.collect()
    gc.freeze()


def pytest_sessionstart(session):
    if REQUIRE_ALL and not is_postgresql() and not HAS_SECOND_PASS:
        pytest.exit("REQUIRE_ALL=1 needs DATABASE_URL for the PostgreSQL pass.", 2)


def pytest_terminal_summary(terminalreporter):
    if is_postgresql() and IS_SECOND_PASS:
        terminalreporter.write_line(
            f"{_left['tests']} tests whose result no database changes ran once, "
            "in the pass on SQLite."
        )
    if is_postgresql() or REQUIRE_ALL:
        return
    missing = [
        f"{what} (apt-get install {package})"
        for what, (program, package) in COMPONENTS.items()
        if not program
    ]
    if not HAS_SECOND_PASS:
        missing.append(
            "the suite on PostgreSQL "
            "(DATABASE_URL=postgres://user:password@localhost/name make test)"
        )
    if missing:
        terminalreporter.write_line(
            "Not run for lack of a real component: " + "; ".join(missing) + "."
        )


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Templates and copies (ground.py) stand for Django's one test database."""
    with django_db_blocker.unblock():
        ground = Ground()
    yield ground
    with django_db_blocker.unblock():
        ground.close()


@pytest.fixture
def _django_db_helper(request, django_db_setup, django_db_blocker):
    """The database is chosen before pytest-django opens its transaction in it.

    Trap: without a transaction nothing of pytest-django's is kept, its flush is slow.
    """
    ground, level = django_db_setup, level_of(request.node)
    with django_db_blocker.unblock():
        planted = ground.stand_on(level)
    if not _commits(request.node, request.fixturenames):
        request.getfixturevalue("_django_db_helper")
        yield planted
        return
    with django_db_blocker.unblock():
        yield planted
        ground.leave(level)


def _commits(item, fixtures):
    mark = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(fixtures)
    return bool(asked or (mark and mark.kwargs.get("transaction")))


@pytest.fixture(autouse=True)
def quiet_surroundings(settings, tmp_path):
    """Files of this test only; no cached permission or rate limit."""
    from network import policies

    settings.MEDIA_ROOT = str(tmp_path / "media")
    cache.clear()
    policies._PERMISSIONS.clear()


@pytest.fixture
def failing_cache(settings):
    """The cache of a real site whose Redis is down."""
    with closed_port() as port:
        settings.CACHES = {"default": redis_cache(f"redis://127.0.0.1:{port}/0")}
        yield


@pytest.fixture
def redis_server(settings, tmp_path):
    """A Redis of this test, in use as the cache: `stop()`, `start()`, `address`."""
    require(shutil.which("redis-server"), "Redis", "apt-get install redis-server")
    server = RedisServer(tmp_path / "redis")
    server.start()
    settings.CACHES = {"default": redis_cache(server.address)}
    yield server
    server.stop()


@pytest.fixture
def tree(db, _django_db_helper):
    """The site as set up: home, indexes, groups, the committee's task (quorum 2)."""
    return _django_db_helper["tree"]


@pytest.fixture
def world(db, _django_db_helper):
    """Two centres with their people, a committee of four, a webmaster."""
    return _django_db_helper["world"]


@pytest.fixture
def submitted(db, _django_db_helper):
    """A fiche of the world's first centre, under review."""
    return _django_db_helper["submitted"]


@pytest.fixture
def crowd(transactional_db, _django_db_helper):
    """The world, committed: other threads, processes and browsers see it."""
    return _django_db_helper["crowd"]


@pytest.fixture
def rounds(crowd, _django_db_helper):
    """Fiches of the crowd under review, of which the first member approved each."""
    return _django_db_helper["rounds"]


@pytest.fixture
def communes(db, _django_db_helper):
    """An empty site that knows the communes of France: 1.5 s, paid once a run."""


@pytest.fixture
def settled(db, _django_db_helper):
    """The world, in a site that knows the communes of France."""
    return _django_db_helper["settled"]


@pytest.fixture
def settled_crowd(transactional_db, _django_db_helper):
    """The crowd, in a site that knows the communes of France."""
    return _django_db_helper["settled_crowd"]


@pytest.fixture
def as_():
    """as_(user): a client logged in as this account; errors answer 500, not raise."""

    def log_in(user):
        client = Client(raise_request_exception=False)
        client.force_login(user, django_settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return log_in


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` runs what waits for the commit."""

    def committed():
        return django_capture_on_commit_callbacks(execute=True)

    return committed


@pytest.fixture
def later(monkeypatch):
    """later(days=): the clock of the site stands as many days after the real one."""
    start = timezone.now()

    def move(days):
        monkeypatch.setattr(timezone, "now", lambda: start + timedelta(days=days))

    return move


@pytest.fixture
def forged(caplog):
    """forged(): what was logged as forged, with the account."""

    def found():
        records = [r for r in caplog.records if r.name == "home.forgery"]
        return [record.getMessage() for record in records]

    return found
