"""The committee's benchmark on a database of its own, by hand; code 1 over a bar.

    .venv/bin/python tests/benchmark/committee.py [waiting fiches, 1000 unless said]

On SQLite in a temporary folder, or on the empty database that DATABASE_URL names.
What it measures stands in site/demo (design.md: it needs the demo's generator).
"""

import os
import platform
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import CommandError, call_command
from django.test import override_settings

ROOT = Path(__file__).resolve().parents[2]


def main(waiting="1000"):
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    with tempfile.TemporaryDirectory() as folder:
        database = os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/db")
        django.setup()
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores,", end=" ")
        print(f"load {os.getloadavg()[0]:.1f}, {database.partition(':')[0]}")
        with override_settings(MEDIA_ROOT=folder):
            call_command("load_demo", migrate=True)
            call_command("benchmark_committee", waiting=int(waiting))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:2])
    except CommandError as error:
        sys.exit(str(error))
