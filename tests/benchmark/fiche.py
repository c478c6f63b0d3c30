"""The public page of the largest fiche against an ordinary one; code 1 over the bar.

    .venv/bin/python tests/benchmark/fiche.py

On SQLite in a temporary folder. CPU of this process, both pages in turn, the best of
many: as a ratio, which the neighbours of the machine change little.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
BAR, TIMES = 2, 40


def best_of(client, addresses):
    """{address: the least CPU that its page took, in seconds}"""
    best = dict.fromkeys(addresses, float("inf"))
    for _ in range(TIMES):
        for address in addresses:
            start = time.process_time()
            assert client.get(address).status_code == 200
            best[address] = min(best[address], time.process_time() - start)
    return best


def main():
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db"
        django.setup()
        from django.test import Client, override_settings

        from tests.factories import CentrePageFactory
        from tests.initiatives.largest import largest, ordinary
        from tests.world import plant_tree

        call_command("migrate", verbosity=0)
        with override_settings(MEDIA_ROOT=folder):
            plant_tree()
            centre = CentrePageFactory()
            pages = [make(centre).url for make in (ordinary, largest)]
            small, large = best_of(Client(), pages).values()
    print(f"ordinary {small * 1000:.1f} ms, largest {large * 1000:.1f} ms", end=", ")
    print(f"ratio {large / small:.2f} (bar {BAR})")
    return large / small > BAR


if __name__ == "__main__":
    sys.exit(main())
