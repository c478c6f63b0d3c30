"""The guarantee attacked by three processes at once, by hand, on PostgreSQL.

    DATABASE_URL=postgres://… .venv/bin/python tests/tries/run.py [--only doors,sweep…]

On the empty database that DATABASE_URL names: every publishing door x profile x state,
a sweep with foreign numbers, races, kill -9, writes below `save()`. Prints the counts
and what came through; code 1 if anything did.
"""

import argparse
import logging
import os
import pickle
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import django
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(__file__).resolve().parents[2]


def parts(only):
    """{name: its module}, in their order; each of them by all three processes."""
    from . import below, kills, publishing, races, sweep

    found = {
        "below": below,  # first: it tells what the audit sees of its own writes
        "kills": kills,
        "races": races,
        "sweep": sweep,
        "doors": publishing,
    }
    return {name: found[name] for name in only.split(",")} if only else found


def main(arguments):
    call_command("migrate", verbosity=0)
    from .ground import BETWEEN, PROCESSES, Stage, fork
    from .ledger import deadlocks, told_at_the_end

    world, failed = Stage(), 0
    for place, (name, module) in enumerate(parts(arguments.only).items()):
        first = BETWEEN * (1 + place * PROCESSES)
        work = module.plan(world, arguments)
        start, before = time.monotonic(), deadlocks()
        with tempfile.TemporaryDirectory() as folder:
            seconds = 60 * arguments.minutes
            pids = [
                fork(work, number, Path(folder), seconds, first)
                for number in range(PROCESSES)
            ]
            for pid in pids:
                os.waitpid(pid, 0)
            kept = gathered(Path(folder))
        spent = time.monotonic() - start
        print(f"{name}: {spent:.0f} s, {deadlocks() - before} deadlocks", flush=True)
        failed |= told_at_the_end(*kept)
    return failed


def gathered(folder):
    """(counts by part, findings) of the three."""
    counts, findings = defaultdict(Counter), []
    for file in sorted(folder.glob("*.pickle")):
        mine, found = pickle.loads(file.read_bytes())  # noqa: S301  ours
        for part, counter in mine.items():
            counts[part] += counter
        findings += found
    return counts, findings


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    __package__ = "tests.tries"
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--minutes", type=float, default=60, help="of each part")
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--kills", type=int, default=20)
    django.setup()
    logging.disable()
    with (
        tempfile.TemporaryDirectory() as media,
        override_settings(MEDIA_ROOT=media),
    ):
        sys.exit(main(parser.parse_args()))
