#!/usr/bin/env bash
# One would guess: with django-redis' IGNORE_EXCEPTIONS a dead Redis is an empty cache:
# what reads misses, what writes does nothing, and nothing else changes.
# What happens: `incr()`, which promises a number or a ValueError, returns None, so the
# usual throttle (`add()`, then `incr() > limit`) is a TypeError; `touch()` raises the
# ConnectionError all the same; `get_or_set()` is right.
# Why it matters here: our settings set IGNORE_EXCEPTIONS so that a site without its Redis
# stays up. A counter must say what None means, and no test on the memory cache shows it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "django==5.2.19" "django-redis==7.0.0" "redis==8.1.0"

venv/bin/python - <<'PYTHON'
import socket
from importlib.metadata import version

import django
from django.conf import settings

# A port that was free a moment ago: nobody answers there.
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
settings.configure(
    CACHES={
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1},
        },
        "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
)
django.setup()

from django.core.cache import cache, caches
from redis.exceptions import ConnectionError as Refused

ASKED = {
    "get": lambda cache: cache.get("visits", 5),
    "get_or_set": lambda cache: cache.get_or_set("answer", 5),
    "add": lambda cache: cache.add("visits", 0, 60),
    "incr": lambda cache: cache.incr("visits"),
    "throttle": lambda cache: cache.incr("visits") > 10,
    "touch": lambda cache: cache.touch("visits", 60),
}


def answers(cache):
    found = {}
    for name, ask in ASKED.items():
        try:
            found[name] = ask(cache)
        except (TypeError, Refused) as error:
            found[name] = type(error).__name__
    return found


memory, dead = answers(caches["memory"]), answers(cache)
print(f"django-redis {version('django-redis')}, Django {version('django')}")
for name in ASKED:
    print(f"{name}: memory {memory[name]!r}, dead Redis {dead[name]!r}")
assert memory == {
    "get": 5, "get_or_set": 5, "add": True, "incr": 1, "throttle": False, "touch": True
}
assert dead == {
    "get": 5,
    "get_or_set": 5,
    "add": None,
    "incr": None,
    "throttle": "TypeError",
    "touch": "ConnectionError",
}
PYTHON
