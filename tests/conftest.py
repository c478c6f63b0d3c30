"""What every test shares: a migrated database, a small tree, people and roles.

One function may skip here; with REQUIRE_ALL=1 it fails instead (platform.md, section 2).
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client

from .undefined import known_names, watched_templates  # noqa: F401  fixtures

ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HAS_SECOND_PASS = os.environ.get("SECOND_PASS") == "postgresql"
_not_run = {}


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
    if is_postgresql():
        return
    left = [item for item in items if item.get_closest_marker("postgresql")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def pytest_sessionstart(session):
    if REQUIRE_ALL and not is_postgresql() and not HAS_SECOND_PASS:
        pytest.exit("REQUIRE_ALL=1 needs DATABASE_URL for the PostgreSQL pass.", 2)


def pytest_terminal_summary(terminalreporter):
    if is_postgresql() or REQUIRE_ALL:
        return
    missing = []
    if not CHROMIUM:
        missing.append("the browser tests (apt-get install chromium)")
    if not HAS_SECOND_PASS:
        missing.append(
            "the suite on PostgreSQL "
            "(DATABASE_URL=postgres://user:password@localhost/name make test)"
        )
    if missing:
        terminalreporter.write_line(
            "Not run for lack of a real component: " + "; ".join(missing) + "."
        )


def _migrations_digest():
    files = [
        *sorted(ROOT.glob("*/migrations/*.py")),
        *sorted(ROOT.glob("*/*/migrations/*.py")),
        ROOT / "requirements/dev.txt",
    ]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _migrated_template():
    """A migrated SQLite file, made once for each state of the migrations."""
    template = ROOT / "var" / f"test-{_migrations_digest()}.sqlite3"
    if template.exists():
        return template
    draft = template.with_suffix(f".{os.getpid()}")
    subprocess.run(  # noqa: S603
        [sys.executable, ROOT / "site/manage.py", "migrate", "--verbosity", "0"],
        check=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": f"sqlite:///{draft}",
        },
    )
    with sqlite3.connect(draft) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for old in template.parent.glob("test-*.sqlite3"):
        old.unlink(missing_ok=True)
    os.replace(draft, template)
    return template


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_modify_db_settings
):
    """PostgreSQL: the real migrations. SQLite: a copy of the migrated file."""
    if is_postgresql():
        from django.test.utils import setup_databases, teardown_databases

        with django_db_blocker.unblock():
            config = setup_databases(verbosity=0, interactive=False)
        yield
        with django_db_blocker.unblock():
            _leave_the_database_alone()
            connections.close_all()
            teardown_databases(config, verbosity=0)
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    copy = ROOT / "var" / f"running-{worker}-{os.getpid()}.sqlite3"
    shutil.copy(_migrated_template(), copy)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = str(copy)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    for leftover in copy.parent.glob(copy.name + "*"):
        leftover.unlink(missing_ok=True)


def _leave_the_database_alone():
    """End the sessions of killed children and threads: they forbid its removal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Each xdist worker has its own PostgreSQL database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and is_postgresql():
        test = connection.settings_dict["TEST"]
        test["NAME"] = f"test_{connection.settings_dict['NAME']}_{worker}"


@pytest.fixture(autouse=True)
def quiet_surroundings(settings, tmp_path):
    """Files of this test only; no cached content type, permission or rate limit."""
    from network import policies

    settings.MEDIA_ROOT = str(tmp_path / "media")
    cache.clear()
    ContentType.objects.clear_cache()
    policies._PERMISSIONS.clear()


def ensure_roots():
    """What Wagtail's migrations made and a flush of the tables removes."""
    from wagtail.models import Collection, Locale, Page

    Locale.objects.get_or_create(language_code="fr")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


@pytest.fixture
def tree(db):
    """The site as set up: home, indexes, groups, the committee's task (quorum 2)."""
    return plant_tree()


def plant_tree():
    """Returns {name of the group: Group}; also used by transactional tests."""
    from home.setup import set_up_home
    from network.review.setup import set_up_review
    from network.setup import (
        COMMITTEE,
        set_up_groups,
        set_up_indexes,
    )

    ensure_roots()
    home = set_up_home()
    index = set_up_indexes(home)
    groups = set_up_groups(home)
    set_up_review(index, groups[COMMITTEE], quorum=2)
    return groups


@pytest.fixture
def world(tree):
    """Two centres with their people, a committee of four, a webmaster."""
    from .world import World

    return World(tree)


@pytest.fixture
def submitted(world):
    """A fiche of the world's first centre, under review."""
    return world.submit(world.fiche())


@pytest.fixture
def as_():
    """as_(user): a client logged in as this account; errors answer 500, not raise."""

    def log_in(user):
        client = Client(raise_request_exception=False)
        client.force_login(user, django_settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return log_in


@pytest.fixture
def browser_page(live_server):
    """A page of Debian's Chromium at a phone's size, on the live server."""
    require(CHROMIUM, "Chromium", "apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        context = browser.new_context(
            viewport={"width": 360, "height": 740},
            locale="fr-FR",
            base_url=live_server.url,
        )
        context.set_default_timeout(15_000)
        yield context.new_page()
        browser.close()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` runs what waits for the commit."""

    def committed():
        return django_capture_on_commit_callbacks(execute=True)

    return committed
