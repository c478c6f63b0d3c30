"""Who is of the committee and by which rules: each change is logged and told.

Whoever changes it from the back office, by whatever form: before the first write of a
request the committee is noted, after each the difference. One entry of the log and one
mail a person for all that one click did. Code that acts for nobody (setup_site, the
demo, a shell) tells nobody. Source: editorial.md, section 4.9.
"""

from contextvars import ContextVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import ModelLogEntry, Task

from home.permissions import webmasters
from home.post.handing_over import MailPostponed
from home.post.outbox import post
from home.post.sending import deliver

from .models.task import CommitteeTask
from .permissions import committee

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
# (id of the request, the committee before its first write)
_before = ContextVar("committee_before", default=(None, None))


def connect():
    """Called in ready(): every way to write what makes the committee."""
    user = get_user_model()
    for through in (user.groups.through, CommitteeTask.groups.through):
        m2m_changed.connect(_links_change, sender=through)
    for model in (user, Task, CommitteeTask):
        pre_save.connect(_note_before, sender=model)
        post_save.connect(_tell, sender=model)
    for model in (user, Group, CommitteeTask):
        pre_delete.connect(_note_before, sender=model)
        post_delete.connect(_tell, sender=model)


def _links_change(action, **kwargs):
    if action.startswith("pre_"):
        _note_before()
    else:
        _tell()


def _note_before(update_fields=None, **kwargs):
    by = get_active_log_context()
    if by.user and _concerns(update_fields) and _before.get()[0] != by.uuid:
        _before.set((by.uuid, _present()))


def _tell(update_fields=None, **kwargs):
    by = get_active_log_context()
    uuid, before = _before.get()
    if by.user and _concerns(update_fields) and uuid == by.uuid:
        _keep(by.uuid, _differences(before, _present()))


def _concerns(update_fields):
    """Not the last login, nor an own choice of the profile."""
    return update_fields is None or {"is_active", "email", *RULES} & set(update_fields)


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


def _differences(before, now):
    """What the log keeps: keys of accounts, for names can be erased."""
    (was, old), (here, new) = before, now
    kept = was.keys() & here.keys()
    by = get_active_log_context().user.pk
    return {
        "entered": sorted(here.keys() - was.keys()),
        "left": sorted(was.keys() - here.keys()),
        "moved": sorted(pk for pk in kept if was[pk] != here[pk] and pk != by),
        "rules": [
            [name, rules.get(name), new.get(pk, {}).get(name)]
            for pk, rules in ({pk: {} for pk in new} | old).items()
            for name in RULES
            if rules.get(name) != new.get(pk, {}).get(name)
        ],
    }


def _keep(uuid, changes):
    """One entry a request: written at its first change, then brought up to date."""
    entry = ModelLogEntry.objects.filter(uuid=uuid, action=CHANGED).first()
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
    told, postponed = sentences(entry.data), None
    for person in receivers(entry):
        try:
            deliver(
                "review/committee_changed",
                person,
                about=f"committee:{entry.pk}",
                entry=entry,
                sentences=told,
                address=reverse("review:members"),
            )
        except MailPostponed as error:
            postponed = error
    if postponed:
        raise postponed
