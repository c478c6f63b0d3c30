"""Who is of the committee and by which rules: each change is logged and told.

Whoever changes it from the back office, by whatever form (watching.py): one entry of the
log and one mail a person for all that one click did. Source: editorial.md, section 4.9.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Task

from home.permissions import webmasters
from home.post.outbox import post
from home.post.sending import deliver_to_each

from .models.task import CommitteeTask
from .permissions import committee
from .watching import Watch

CHANGED = "review.committee.changed"
RULES = {
    "groups": gettext_lazy("Groupes qui votent"),
    "quorum": gettext_lazy("Nombre d’avis favorables"),
    "days": gettext_lazy("Délai de réponse, en jours"),
    "active": gettext_lazy("Relecture en service"),
}
PEOPLE = {
    "entered": gettext_lazy("Entre au comité : %s"),
    "left": gettext_lazy("Sort du comité : %s"),
    "moved": gettext_lazy("Change d’adresse électronique : %s"),
}


def connect():
    """Called in ready(): every way to write what makes the committee."""
    user = get_user_model()
    # Not the last login, nor an own choice of the profile.
    watch = Watch("committee_before", {"is_active", "email", *RULES}, _present, _keep)
    watch.connect(
        saved=(user, Task, CommitteeTask),
        deleted=(user, Group, CommitteeTask),
        links=(user.groups.through, CommitteeTask.groups.through),
    )


def _present():
    """({key of a member: her address}, {key of a task: its rules})."""
    members = dict(committee().values_list("pk", "email"))
    rules = {}
    for one in CommitteeTask.objects.prefetch_related("groups"):
        groups = ", ".join(sorted(group.name for group in one.groups.all()))
        rules[one.pk] = {name: getattr(one, name) for name in RULES} | {
            "groups": groups
        }
    return members, rules


def _differences(by, before, now):
    """What the log keeps: keys of accounts, for names can be erased."""
    (was, old), (here, new) = before, now
    kept = was.keys() & here.keys()
    return {
        "entered": sorted(here.keys() - was.keys()),
        "left": sorted(was.keys() - here.keys()),
        "moved": sorted(pk for pk in kept if was[pk] != here[pk] and pk != by.user.pk),
        "rules": [
            [name, rules.get(name), new.get(pk, {}).get(name)]
            for pk, rules in ({pk: {} for pk in new} | old).items()
            for name in RULES
            if rules.get(name) != new.get(pk, {}).get(name)
        ],
    }


def _keep(by, before, now):
    """One entry a request: written at its first change, then brought up to date."""
    changes = _differences(by, before, now)
    entry = ModelLogEntry.objects.filter(uuid=by.uuid, action=CHANGED).first()
    if not any(changes.values()):
        if entry:
            entry.delete()
        return
    if entry:
        entry.data = changes
        entry.save(update_fields=["data"])
    elif about := CommitteeTask.objects.order_by("-active", "pk").first():
        entry = log(about, CHANGED, data=changes)
        post(send_change, entry.pk)


def changes(number):
    """The last entries, newest first, each with its `sentences`: a list."""
    entries = ModelLogEntry.objects.filter(action=CHANGED).select_related("user")
    entries = list(entries[:number])
    for entry in entries:
        entry.sentences = sentences(entry.data)
    return entries


def sentences(data):
    """What an entry tells, line by line."""
    keys = {pk for what in PEOPLE for pk in data[what]}
    accounts = get_user_model().objects.filter(pk__in=keys)
    names = {account.pk: str(account) for account in accounts}
    told = [
        words % ", ".join(names.get(pk, _("compte n° %s") % pk) for pk in data[what])
        for what, words in PEOPLE.items()
        if data[what]
    ]
    return told + [
        _("%(what)s : %(now)s (avant : %(before)s)")
        % {"what": RULES[name], "now": _said(now), "before": _said(before)}
        for name, before, now in data["rules"]
    ]


def _said(value):
    if value is None or value == "":
        return _("rien")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return value


def receivers(entry):
    """The committee and the webmasters, but who did it; and who left, whose account may
    be closed by now: nobody else would be there to see a committee replaced."""
    concerned = (
        Q(pk__in=committee().values("pk"))
        | Q(pk__in=webmasters().values("pk"))
        | Q(pk__in=entry.data["left"])
    )
    return get_user_model().objects.filter(concerned).exclude(pk=entry.user_id)


@task()
def send_change(entry_id):
    """One mail a person; done again for those whose server asks to wait."""
    entry = ModelLogEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        return  # done and undone in one request
    deliver_to_each(
        "review/committee_changed",
        receivers(entry),
        about=f"committee:{entry.pk}",
        entry=entry,
        sentences=sentences(entry.data),
        address=reverse("review:members"),
    )
