"""What an import of many centres costs, by hand: CPU seconds and memory; code 1 over a bar.

    .venv/bin/python tests/benchmark/importing.py [lines, 5000 unless said]

On SQLite in a temporary folder, or on the empty database that DATABASE_URL names. Each
line is a centre of its own in a commune of its own, with all that a list says; the index
of the search is made too, as where no worker runs. Then the same file again.
"""

import csv
import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS, MOST_MEGABYTES, MOST_AGAIN = 60, 250, 0.3
NAMES = ["Nom de la structure", "Type de structure", "Mode de gestion", "N° SIRET"]
NAMES += ["CP", "Ville", "Adresse", "Téléphone", "Adresse mail contact"]
NAMES += ["Site internet", "Date du 1er agrément"]


def main(lines, folder):
    # In a process of their own, whose memory is none of the import's.
    for command in (["migrate", "-v0"], ["setup_site"]):
        manage = [sys.executable, str(ROOT / "site/manage.py"), *command]
        subprocess.run(manage, check=True)  # noqa: S603
    file = Path(folder) / "liste.csv"
    file.write_bytes(_list_of(lines))
    first = _spent_on(file)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    again = _spent_on(file) / first
    print(f"{lines} lines: {first:.1f} CPU s, {megabytes:.0f} MB; again x{again:.2f}")
    is_over = first > MOST_SECONDS or megabytes > MOST_MEGABYTES or again > MOST_AGAIN
    sys.exit(1 if is_over else 0)


def _spent_on(file):
    start = time.process_time()
    call_command("import_centres", str(file))
    return time.process_time() - start


def _list_of(lines):
    from network.models import CommunePostcode

    served = CommunePostcode.objects.filter(commune__now=None).order_by("pk")
    places = list(served.values_list("postcode", "commune__name"))
    places = random.Random(3).sample(places, lines)
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=";")
    writer.writerow(NAMES)
    writer.writerows(_centre(*one) for one in enumerate(places))
    return output.getvalue().encode("utf-8-sig")


def _centre(number, place):
    siret = _keyed(f"{_keyed(f'{40_000_000 + number}')}0001")
    kind = ["Centre social", "Associatif", siret]
    reached = [f"{number} rue du Lac", f"0{100_000_000 + number}"]
    reached += [f"accueil@centre{number}.example", f"www.centre{number}.example"]
    return [f"Les Écluses {number}", *kind, *place, *reached, "14/03/2010"]


def _keyed(digits):
    """With its last digit (Luhn), as a SIREN and a SIRET have one."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return f"{digits}{-total % 10}"


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/db")
        django.setup()
        with override_settings(MEDIA_ROOT=folder):
            main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000, folder)
