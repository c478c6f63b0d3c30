"""What an import did, or would do, as a table: a line of the file each."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from network.models import FederationPage

from .facts import label_of, said
from .models import ImportLine

What = ImportLine.What
HEADING = (
    *(_l("Ligne"), _l("Nom"), _l("Résultat"), _l("Ce qui change"), _l("Gardé")),
    *(_l("Pourquoi refusée"), _l("À savoir"), _l("Peut-être le même"), _l("Page")),
)
DONE = {
    What.CREATE: _l("créé"),
    What.CHANGE: _l("modifié"),
    What.KEEP: _l("gardé tel que le centre l’a écrit"),
    What.SAME: _l("sans changement"),
    What.REFUSE: _l("refusé"),
}
BATCH = 500


def counts_of(kept) -> dict:
    """{what: how many lines}, of all of them, none left out."""
    found = Counter(kept.lines.values_list("what", flat=True))
    return {what: found[what] for what in What.values}


def outcome_of(line) -> str:
    """Before a job, what would happen; after, what did."""
    if line.is_skipped:
        return str(_("laissé de côté"))
    if line.is_due and line.done_at is None:
        return str(What(line.what).label)
    return str(DONE[line.what])


def in_words(line, federations) -> list[dict]:
    """Each difference of a line: its name, label, what was, what the file says."""
    return [
        {
            "name": name,
            "label": label_of(name),
            "old": said(name, old, federations),
            "new": said(name, new, federations),
            "is_kept": is_kept,
            "is_ticked": name in line.ticked,
        }
        for name, old, new, is_kept in line.differences
    ]


def federations() -> dict:
    return dict(FederationPage.objects.values_list("pk", "title"))


def table_of(kept):
    """Lists of cells, the names of the columns first."""
    yield [str(name) for name in HEADING]
    names = federations()
    lines = kept.lines.select_related("centre")
    for line in lines.iterator(chunk_size=BATCH):
        yield _cells(line, names)


def _cells(line, names):
    differences = in_words(line, names)
    written = [one for one in differences if not one["is_kept"] or one["is_ticked"]]
    kept = [one for one in differences if one not in written]
    return [
        line.number,
        line.title,
        outcome_of(line),
        _listed(written),
        _listed(kept),
        "\n".join(line.reasons),
        "\n".join(line.notes),
        "\n".join(name for _key, name in line.duplicates),
        line.centre.get_full_url() or "" if line.centre else "",
    ]


def _listed(differences):
    words = _("%(label)s : %(old)s → %(new)s")
    return "\n".join(words % one for one in differences)
