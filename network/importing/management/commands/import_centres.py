from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from home.sheets.tables import NotATable
from home.sheets.writing import csv_of
from home.work.pieces import do_next
from network.importing.asking import NotNow, begin, prepare
from network.importing.models import ImportLine
from network.importing.reading.sheets import LIST
from network.importing.report import counts_of, table_of

SHOWN = 20  # refused lines; all of them are in the report


class _DryRun(Exception):
    """Nothing of a dry run is kept, not even that it was asked."""


class Command(BaseCommand):
    help = "Create and change centres from a list (CSV or XLSX)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and stop"
        )
        parser.add_argument("--report", type=Path, help="a CSV: each line, what became")

    def handle(self, *args, file, dry_run, report, **options):
        try:
            # More than may be read is refused, whatever it is.
            with file.open("rb") as opened:
                data = opened.read(LIST.bytes + 1)
            run = self._say_what_would_change if dry_run else self._import
            run(data, file.name, report)
        except (NotATable, NotNow) as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None

    def _say_what_would_change(self, data, name, report):
        try:
            with transaction.atomic():
                self._tell(prepare(data, name), report)
                raise _DryRun
        except _DryRun:
            self.stdout.write("Dry run: nothing was written.")

    def _import(self, data, name, report):
        kept = prepare(data, name)
        if kept.lines.due().exists():
            job = begin(kept)
            while do_next(job.pk):
                pass
            job.refresh_from_db()
            if job.state != job.State.DONE:
                raise CommandError(f"{job.get_state_display()}: {job.done}/{job.total}")
        self._tell(kept, report)

    def _tell(self, kept, report):
        for sentence in kept.sentences:
            self.stdout.write(sentence)
        if kept.unknown:
            self.stdout.write(f"Columns that are not read: {', '.join(kept.unknown)}")
        counts = counts_of(kept)
        self.stdout.write(", ".join(f"{what}: {n}" for what, n in counts.items()))
        refused = kept.lines.filter(what=ImportLine.What.REFUSE)
        for line in refused[:SHOWN]:
            self.stdout.write(f"{line.number}. {line.title}: {' '.join(line.reasons)}")
        if counts["refuse"] > SHOWN:
            self.stdout.write("The other refused lines are in the report (--report).")
        for centre in kept.absent()[:SHOWN]:
            self.stdout.write(f"Not in the file: {centre.title} ({centre.commune})")
        if report:
            report.write_bytes(csv_of(list(table_of(kept))))
