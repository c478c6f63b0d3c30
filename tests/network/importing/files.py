"""Lists of centres as bytes, and what an import of them leaves."""

from home.models import Work
from home.work.pieces import do_next
from network.importing.asking import begin, prepare
from network.models import CentrePage

from .lists import text_of

NAMES = ["Nom", "SIRET", "CP", "Ville", "Téléphone", "Courriel", "Adresse"]
SIRET = "77567227221138"
ECLUSES = ["Les Trois Écluses", "", "25000", "Besançon", "0381000000"]


def file_of(*lines, names=NAMES):
    """The bytes of a CSV; each line is filled up with empty cells."""
    full = [[*line, *[""] * (len(names) - len(line))] for line in lines]
    return text_of([names, *full]).encode("utf-8-sig")


def planned(*lines, **kwargs):
    """The lines of an import that was read and not launched."""
    return list(prepare(file_of(*lines, **kwargs), "liste.csv").lines.all())


def run(kept, user=None):
    """Launch it and do all of it, if there is anything to do."""
    if kept.lines.due().exists():
        job = begin(kept, user=user)
        while do_next(job.pk):
            pass
        job.refresh_from_db()
        assert job.state == Work.State.DONE
    return kept


def imported(*lines, user=None, **kwargs):
    """The lines of an import that was done."""
    kept = run(prepare(file_of(*lines, **kwargs), "liste.csv", user=user), user)
    return list(kept.lines.all())


def centre_named(title):
    return CentrePage.objects.select_related("contact").get(title=title)
