"""A plan of 300 rows against one of 30 in the editor: opened, then saved.

    .venv/bin/python tests/benchmark/outline.py

On SQLite in a temporary folder. CPU of this process, both plans in turn, the best of
several: as ratios, which the neighbours of the machine change little; code 1 over the
bar.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
BAR, TIMES = 3, 8
SIZES = (30, 300)


def best_of(acts):
    """{name: the least CPU that it took, in seconds}, each in its turn."""
    best = dict.fromkeys(acts, float("inf"))
    for _ in range(TIMES):
        for name, act in acts.items():
            start = time.process_time()
            assert act().status_code in (200, 302)
            best[name] = min(best[name], time.process_time() - start)
    return best


def plan(size):
    """A tree three levels deep, each row with a text."""
    from tests.network.projects.stage import rows_like

    kinds = ("orientation", "objectif", "action", "action", "action")
    outline = [(min(n % 5, 2), kinds[n % 5], f"La ligne {n}") for n in range(size)]
    rows = rows_like(outline)
    for row in rows:
        row.text = "Ce que cette ligne veut dire, en une phrase ou deux. " * 3
    return rows


def acts_on(stage, client, size):
    """What is measured on one plan: {(name, size): what does it}."""
    page = stage.document(stage.federation, plan(size), title=f"Plan de {size}")
    rows = plan(size)

    def save():
        rows[0].title += "."
        return stage.post(client, rows, page=page)

    address = f"/admin/pages/{page.pk}/edit/"
    return {("opens", size): lambda: client.get(address), ("saves", size): save}


def main():
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db"
        django.setup()
        from django.conf import settings
        from django.test import Client, override_settings

        from tests.network.projects.stage import Stage
        from tests.world import World, plant_tree

        call_command("migrate", verbosity=0)
        with override_settings(MEDIA_ROOT=folder):
            stage = Stage(World(plant_tree()))
            client = Client()
            client.force_login(stage.animator, settings.AUTHENTICATION_BACKENDS[-1])
            acts = {}
            for size in SIZES:
                acts |= acts_on(stage, client, size)
            best = best_of(acts)
    return max(told(best, name) for name in ("opens", "saves")) > BAR


def told(best, name):
    small, large = (best[name, size] for size in SIZES)
    print(f"{name}: {SIZES[0]} rows {small * 1000:.0f} ms", end=", ")
    print(f"{SIZES[1]} rows {large * 1000:.0f} ms, ratio {large / small:.2f}")
    return large / small


if __name__ == "__main__":
    sys.exit(main())
