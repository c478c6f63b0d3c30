"""Who approves the documents of a federation, and how many: each change is logged in the
history of its page and told.

To those who approve, before and after, and to the webmasters, whatever form changed it
(review/watching.py). Source: editorial.md, section 4.11.
"""

from collections import defaultdict

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task
from wagtail.log_actions import LogFormatter, log
from wagtail.models import PageLogEntry, Task

from home.permissions import webmasters
from home.post.outbox import post
from home.post.sending import deliver_to_each

from .models import (
    AnimatorTask,
    FederationMembership,
    FederationPage,
    FederationReview,
)
from .models.animator_task import animators, deputations
from .review.watching import Watch

CHANGED = "network.readers.changed"
RULES = {
    "quorum": gettext_lazy("Nombre d’accords demandés"),
    "days": gettext_lazy("Délai de réponse, en jours"),
    "active": gettext_lazy("Relecture en service"),
}
PEOPLE = {
    "entered": gettext_lazy("Peut approuver maintenant : %s"),
    "left": gettext_lazy("N’approuve plus : %s"),
}


def connect():
    """Called in ready(): every way to write who approves."""
    user = get_user_model()
    saved = (user, FederationMembership, FederationReview, Task, AnimatorTask)
    watch = Watch("readers_before", {"is_active", *RULES}, _present, _keep)
    watch.connect(
        saved=saved,
        deleted=saved,
        links=(FederationReview.deputies.through,),
    )


def _present():
    """({key of a federation: the keys of who approves}, {the same: its rules})."""
    people = defaultdict(set)
    for found in (animators(), deputations()):
        for federation, user in found.values_list("federation", "user"):
            people[federation].add(user)
    one = AnimatorTask.objects.order_by("-active", "pk").first()
    common = {name: getattr(one, name, None) for name in ("days", "active")}
    quorums = dict(FederationReview.objects.values_list("federation", "quorum"))
    keys = FederationPage.objects.order_by("pk").values_list("pk", flat=True)
    return people, {pk: {"quorum": quorums.get(pk, 1), **common} for pk in keys}


def _keep(by, before, now):
    """One entry a request and a federation, brought up to date by each of its writes."""
    (was, old), (here, new) = before, now
    told = PageLogEntry.objects.filter(uuid=by.uuid, action=CHANGED)
    entries = {entry.page_id: entry for entry in told}
    for federation in new.keys() & old.keys():
        changes = _differences(
            was.get(federation, set()),
            here.get(federation, set()),
            old[federation],
            new[federation],
        )
        _write(federation, entries.get(federation), changes)


def _differences(was, here, old, new):
    """What the log keeps: keys of accounts, for names can be erased."""
    return {
        "entered": sorted(here - was),
        "left": sorted(was - here),
        "rules": [
            [name, old[name], new[name]] for name in RULES if old[name] != new[name]
        ],
    }


def _write(federation, entry, changes):
    if not any(changes.values()):
        if entry:
            entry.delete()
    elif entry:
        entry.data = changes
        entry.save(update_fields=["data"])
    else:
        page = FederationPage.objects.get(pk=federation)
        entry = log(page, CHANGED, data=changes)
        post(send_change, entry.pk)


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
    return told + rules_in_words(data)


def rules_in_words(data):
    return [
        _("%(what)s : %(now)s (avant : %(before)s)")
        % {"what": RULES[name], "now": _said(now), "before": _said(before)}
        for name, before, now in data["rules"]
    ]


def _said(value):
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return value


class ReadersFormatter(LogFormatter):
    """Without a name: the history of a page outlives accounts."""

    label = gettext_lazy("Qui approuve les documents a changé")

    def format_message(self, entry):
        return " · ".join([str(self.label), *rules_in_words(entry.data)])


def receivers(entry):
    """Who approves now or did before, and the webmasters; not who did it."""
    of_page = {"federation": entry.page_id}
    concerned = (
        Q(pk__in=animators().filter(**of_page).values("user"))
        | Q(pk__in=deputations().filter(**of_page).values("user"))
        | Q(pk__in=webmasters().values("pk"))
        | Q(pk__in=entry.data["left"])
    )
    return get_user_model().objects.filter(concerned).exclude(pk=entry.user_id)


@task()
def send_change(entry_id):
    """One mail a person; done again for those whose server asks to wait."""
    entry = PageLogEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        return  # done and undone in one request
    deliver_to_each(
        "network/readers_changed",
        receivers(entry),
        about=f"readers:{entry.pk}",
        entry=entry,
        federation=entry.label,
        sentences=sentences(entry.data),
    )
