"""From a file to an import that waits for a decision, and from there to a job."""

from django.db import transaction
from django.utils.translation import gettext as _

from home.models import Work
from home.work.draining import ask

from .models import CentreImport, ImportLine
from .plan import plan
from .reading.sheets import read

KIND = "import_centres"
BATCH = 500


class NotNow(ValueError):
    """A French sentence that says why an import cannot begin."""


@transaction.atomic
def prepare(data: bytes, name: str, *, user=None) -> CentreImport:
    """Read the whole file and keep what it would change; no centre is written.

    Raises NotATable (home/sheets/tables.py), whose sentences say what to do.
    """
    sheet = read(data, name)
    changes = plan(sheet)
    kept = CentreImport.objects.create(
        name=name[:255],
        asked_by=user,
        columns=[column.name for column in sheet.columns],
        unknown=[column.name for column in sheet.unknown],
        sentences=sheet.sentences,
        departements=sorted(_departements(changes)),
    )
    rows = [_row(kept, change) for change in changes]
    ImportLine.objects.bulk_create(rows, batch_size=BATCH)
    return kept


def _row(kept, change):
    said = vars(change) | {"title": change.title[:255]}
    said["centre_id"] = said.pop("centre")
    # Only what is to be written: the rest of what a file says is kept nowhere.
    said["values"] = change.values if change.is_due else {}
    return ImportLine(made_by=kept, **said)


def _departements(changes):
    return {
        change.values["place"]["departement"]
        for change in changes
        if "place" in change.values
    }


@transaction.atomic
def begin(kept: CentreImport, *, user=None) -> Work:
    """Ask for the job. NotNow if there is nothing to do, or another one is at it."""
    kept = CentreImport.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if kept.work_id:
        return kept.work
    if Work.objects.unfinished().filter(kind=KIND).exists():
        raise NotNow(
            _("Un autre import est en cours : attendez sa fin, ou arrêtez-le d’abord.")
        )
    total = kept.lines.due().count()
    if not total:
        raise NotNow(_("Il n’y a rien à importer : le site dit déjà tout cela."))
    kept.work = ask(KIND, total, user=user, data={"import": kept.pk})
    kept.save(update_fields=["work"])
    return kept.work
