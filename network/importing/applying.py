"""The pieces of an import: some lines each, written together or not at all."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from home.work.pieces import work
from network.models import CentreContact, CentrePage, Commune

from .asking import KIND
from .changing import change
from .creating import create
from .facts import facts_of, is_same, label_of, said, set_facts
from .known import name_key
from .models import CentreImport, ImportedFacts, ImportLine

PIECE = 200  # lines: some three seconds
CREATED, CHANGED = "importing.centre.created", "importing.centre.changed"
What = ImportLine.What


@work(KIND)
def piece(job):
    """Write the next lines of the import that this job is about."""
    kept = CentreImport.objects.get(pk=job.data["import"])
    lines = list(kept.lines.due().select_related("made_by")[:PIECE])
    new = [line for line in lines if line.what == What.CREATE]
    known = [line for line in lines if line.what != What.CREATE and line.centre_id]
    communes = communes_of(
        line.values["place"] for line in lines if "place" in line.values
    )
    _create(_without_those_made_meanwhile(new), communes, job.asked_by, kept)
    _change(known, communes, job.asked_by)
    _remember([line for line in lines if line.centre_id])
    for line in lines:
        line.done_at = timezone.now()
    _keep(lines)
    job.done = job.done + len(lines) if lines else job.total


def _keep(lines):
    """Trap: bulk_update makes a CASE of each value, and takes as long as all else."""
    ImportLine.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["what", "centre", "differences", "notes", "reasons", "done_at"],
    )


def communes_of(places):
    """{code: (its Commune, those within it or before it)}: a query for a piece."""
    codes = {place["code_insee"] for place in places}
    rows = Commune.objects.select_related("departement", "now").filter(
        Q(code__in=codes) | Q(now__code__in=codes)
    )
    found = {code: [None, []] for code in codes}
    for one in rows.prefetch_related("postcodes"):
        if one.now_id is None:
            found[one.code][0] = one
        elif one.now.code in found:
            found[one.now.code][1].append(one)
    return found


def stand_in(centre, place, communes):
    """Put the fact `place` into a CentrePage; code, département, coordinates follow."""
    commune, within = communes[place["code_insee"]]
    centre.commune, centre.postcode = place["commune"], place["postcode"]
    centre.stand_in(commune, within)


def _without_those_made_meanwhile(lines):
    """Since the file was read somebody may have made the same centre."""
    codes = {line.values["place"]["code_insee"] for line in lines}
    here = facts_of(CentrePage.objects.filter(code_insee__in=codes))
    made = {}
    for one in here.values():
        made.setdefault(name_key(one["title"], one["place"]), []).append(one["siret"])
    kept = []
    for line in lines:
        same = made.get(name_key(line.title, line.values["place"]), ())
        siret = line.values.get("siret")
        if all(other and siret and other != siret for other in same):
            kept.append(line)
            continue
        line.what = What.REFUSE
        line.reasons.append(
            _(
                "Ce centre a été créé entre-temps : redonnez le fichier pour le comparer."
            )
        )
    return kept


def _create(lines, communes, user, kept):
    if not lines:
        return
    centres = [_new_centre(line.values, communes) for line in lines]
    reason = _("Import du fichier « %(file)s »") % {"file": kept.name}
    create(centres, user=user, reason=reason)
    for line, centre in zip(lines, centres, strict=True):
        line.centre_id = centre.pk
    _log(CREATED, [(line, []) for line in lines], user)


def _new_centre(values, communes):
    centre = CentrePage(title=values["title"])
    centre.contact = CentreContact()
    set_facts(centre, values)
    stand_in(centre, values["place"], communes)
    return centre


def _change(lines, communes, user):
    found = _locked([line.centre_id for line in lines if line.written])
    facts = facts_of(CentrePage.objects.filter(pk__in=found))
    written, told = [], []
    for line in lines:
        centre = found.get(line.centre_id)
        values = centre and _still_wanted(line, facts[centre.pk])
        if not values:
            continue
        before = facts[centre.pk]
        set_facts(centre, values)
        if "place" in values:
            stand_in(centre, values["place"], communes)
        written.append((centre, values))
        told.append((line, [[name, before[name], new] for name, new in values.items()]))
    reason = _("Nom changé par un import, à la demande d’un webmestre")
    change(written, user=user, reason=reason)
    _log(CHANGED, told, user)


def _locked(keys):
    """{key: CentrePage with its contact}: what their people save now waits its turn."""
    rows = CentrePage.objects.select_for_update(of=("self",))
    found = rows.select_related("departement").order_by("pk").in_bulk(keys)
    contacts = CentreContact.objects.select_for_update(of=("self",)).order_by("pk")
    contacts = contacts.in_bulk(keys)
    for pk, centre in found.items():
        centre.contact = contacts.get(pk) or CentreContact(centre=centre)
    return found


def _still_wanted(line, facts):
    """{name: new}: not what somebody wrote between the reading of the file and now."""
    wanted = {}
    for one in line.written:
        name, old, new, _kept = one
        if is_same(name, facts[name], old):
            wanted[name] = new
        elif not is_same(name, facts[name], new):
            one[3] = True
            line.ticked = [each for each in line.ticked if each != name]
            words_ = _("%(field)s : changé entre-temps en « %(now)s », gardé.")
            now = {"field": label_of(name), "now": said(name, facts[name])}
            line.notes.append(words_ % now)
    return wanted


def _remember(lines):
    """What the file said of each, so that the next import knows what was changed since."""
    former = ImportedFacts.objects.in_bulk([line.centre_id for line in lines])
    rows = []
    for line in lines:
        base = former[line.centre_id].values if line.centre_id in former else {}
        row = ImportedFacts(
            centre_id=line.centre_id, values=base | line.values, line=line
        )
        row.imported_at = timezone.now()
        rows.append(row)
    ImportedFacts.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["centre"],
        update_fields=["values", "line", "imported_at"],
    )


def _log(action, told, user):
    """In the history of each centre: the file, the line, what was and what is."""
    kind, now = ContentType.objects.get_for_model(CentrePage), timezone.now()
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=line.centre_id,
            content_type=kind,
            label=line.title,
            action=action,
            timestamp=now,
            user=user,
            data={"file": line.made_by.name, "line": line.number, "changes": changes},
        )
        for line, changes in told
    )
