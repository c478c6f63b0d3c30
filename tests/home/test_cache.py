"""A cache that is down, silent, full or cleared decides nothing, and fails no page."""

import ast
import socket

import pytest
from django.core.cache import cache
from django.test import Client

import home.cache
from tests.caches import redis_cache
from tests.factories import UserFactory
from tests.import_graph import modules

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("the cache stands beside the database"),
]
OURS = {"Sec-Fetch-Site": "same-origin"}


DECIDING = {"add", "incr", "decr", "touch", "has_key"}


def health():
    return Client().get("/-/ready").json()


def is_well(address="/"):
    return Client(raise_request_exception=False).get(address).status_code == 200


def test_a_redis_that_stops_and_comes_back_is_seen_by_no_visitor(
    tree, redis_server, monkeypatch
):
    monkeypatch.setattr(home.cache, "PAUSE", 0)
    assert is_well()
    assert health() == {"database": "ok", "cache": "ok"}
    assert any(b"frame" in key for key in redis_server.client().keys())  # noqa: SIM118
    redis_server.stop()
    assert is_well()
    assert health() == {"database": "ok", "cache": "degraded"}
    redis_server.start()
    assert is_well()
    assert health()["cache"] == "ok"


def test_a_redis_whose_memory_is_full_is_no_error(tree, redis_server, caplog):
    redis_server.client().config_set("maxmemory", 1)
    assert is_well()
    assert health()["cache"] == "degraded"
    assert "Refused by the cache: command not allowed" in caplog.text


def test_tries_are_counted_while_redis_is_away(tree, redis_server):
    user = UserFactory()
    statuses = []
    for word in ["faux"] * 3 + ["stop"] + ["faux"] * 3:
        if word == "stop":
            redis_server.stop()
            continue
        data = {"username": user.email, "password": word}
        answer = Client().post("/connexion/", data, headers=OURS)
        statuses.append(answer.status_code)
    assert statuses == [200] * 4 + [429] * 2


def test_a_silent_redis_is_not_asked_again_at_once(tree, settings, caplog):
    """In silence each of the twelve questions of a page would take a second."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        made = redis_cache(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        made["OPTIONS"] |= {"SOCKET_TIMEOUT": 0.1}
        settings.CACHES = {"default": made}
        assert is_well()
        assert [record.name for record in caplog.records].count("home.cache") == 1


def test_files_that_cannot_be_written_or_read_are_no_error(tree, settings, tmp_path):
    settings.CACHES = {
        "default": {"BACKEND": "home.cache.FileCache", "LOCATION": tmp_path / "cache"}
    }
    assert is_well()
    kept = list((tmp_path / "cache").iterdir())
    assert kept
    for file in kept:
        file.write_bytes(file.read_bytes()[:-3])
    assert is_well()
    # A folder that nobody can make: root may write in any other.
    (tmp_path / "file").touch()
    settings.CACHES["default"]["LOCATION"] = tmp_path / "file" / "cache"
    settings.CACHES = {**settings.CACHES}
    assert is_well()
    assert cache.get_or_set("name", lambda: "made", None) == "made"
    assert cache.add("name", 1) is not False
    assert not cache.delete("name")
    assert health() == {"database": "ok", "cache": "degraded"}


def test_who_is_logged_in_stays_so_when_the_cache_forgets(world, as_):
    client = as_(world.author)
    assert client.get("/admin/").status_code == 200
    cache.clear()
    assert client.get("/admin/").status_code == 200


def test_nothing_is_counted_or_done_once_by_the_cache():
    """Its None is no answer. `run_due` alone asks: two runs share the rows they take."""
    found = {
        name
        for name, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "cache"
        if node.attr in DECIDING
    }
    assert found == {"config.management.commands.run_due"}
