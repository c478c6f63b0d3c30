#!/usr/bin/env bash
# One would guess: a search for a space is a search for "", which finds nothing; and all
# things that are in all things, MATCH_ALL & MATCH_ALL, are all things.
# What happens: on both backends that SQLite has, the space raises (AttributeError from the
# full text, TypeError from the fallback) when the results are read, and so does the "and"
# of two MATCH_ALL: no word is left, and nothing was meant for that.
# Why it matters here: what a visitor types is not stripped unless a form does it.
# search/backend.py, made from the fallback, answers a text without a word by itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "wagtail==8.0.1" "django==5.2.19" "modelsearch==1.3.2"

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import django
from django.conf import settings

BACKENDS = {
    "full text": {"BACKEND": "modelsearch.backends.database"},
    "fallback": {"BACKEND": "modelsearch.backends.database.fallback"},
}
settings.configure(
    INSTALLED_APPS=[
        "wagtail.search",
        "wagtail.admin",
        "wagtail.images",
        "wagtail.documents",
        "wagtail",
        "taggit",
        "django.contrib.auth",
        "django.contrib.contenttypes",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    WAGTAILSEARCH_BACKENDS={"default": BACKENDS["full text"], **BACKENDS},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    STATIC_URL="/static/",
    USE_TZ=True,
)
django.setup()

from django.core.management import call_command
from modelsearch.query import MATCH_ALL
from wagtail.models import Page

call_command("migrate", verbosity=0)
call_command("update_index", verbosity=0)
ASKED = {
    "a word": "Welcome",
    "nothing": "",
    "a space": " ",
    "all": MATCH_ALL,
    "all and all": MATCH_ALL & MATCH_ALL,
}


def answer(query, backend):
    try:
        return len(list(Page.objects.search(query, backend=backend)))
    except (AttributeError, TypeError) as error:
        return type(error).__name__


found = {
    backend: {name: answer(query, backend) for name, query in ASKED.items()}
    for backend in BACKENDS
}
for backend, seen in found.items():
    print(f"modelsearch {version('modelsearch')}, {backend}: {seen}")
every = Page.objects.count()
alike = {"a word": 1, "nothing": 0, "all": every, "all and all": "TypeError"}
assert found == {
    "full text": alike | {"a space": "AttributeError"},
    "fallback": alike | {"a space": "TypeError"},
}
PYTHON
