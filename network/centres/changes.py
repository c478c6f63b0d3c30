"""What no vote holds, saved at once: how to reach a centre, and the facts of its page.

One entry of the history each time, with what was and what is, and who wrote it: an
import reads there what the centre has changed since.
"""

from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from ..models import CentreContact, CentrePage

# The facts that somebody writes; the others follow.
WRITTEN = [
    *("kind", "management", "adhesion", "federation"),
    *("siret", "agreed_on", "agreed_until"),
    *("code_insee", "commune", "postcode", "departement"),
]
PLACE = WRITTEN[-4:]
CONTACT, FACTS = "network.centre.contact", "network.centre.facts"
MODELS = {CONTACT: CentreContact, FACTS: CentrePage}
LABELS = {
    CONTACT: gettext_lazy("Coordonnées changées"),
    FACTS: gettext_lazy("Données du centre changées"),
}


@transaction.atomic
def save_contact(centre, values, *, user):
    """The names of the fields that changed: a list. `values`: {name: value}."""
    contact, _new = CentreContact.objects.get_or_create(centre_id=centre.pk)
    return _save(contact, values, centre, CONTACT, user)


@transaction.atomic
def save_facts(centre, values, *, user):
    """The same for facts of the page: its row alone moves, no version is made."""
    row = CentrePage.objects.get(pk=centre.pk)
    return _save(row, values, centre, FACTS, user)


def facts_typed(centre, form):
    """{name: value} of what she changed of the facts; the commune brings its place."""
    values = form.typed(["agreed_until"])
    if "code_insee" in form.changed_data:
        moved = CentrePage.objects.get(pk=centre.pk)
        moved.settle_at(form.fields["code_insee"].found)
        values |= {name: getattr(moved, name) for name in PLACE}
    return values


def _save(row, values, centre, action, user):
    before = {name: getattr(row, name) for name in values}
    changed = [name for name, value in values.items() if value != before[name]]
    if not changed:
        return []
    for name in changed:
        setattr(row, name, values[name])
    row.save(update_fields=changed)
    told = [[name, _kept(before[name]), _kept(values[name])] for name in changed]
    log(centre, action, user=user, data={"changes": told})
    return changed


def _kept(value):
    """As JSON keeps it: a key for what is a row, a day as a text."""
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "pk", value)


class ChangeFormatter(LogFormatter):
    """« Coordonnées changées : Téléphone du centre (« … », avant « … ») »."""

    action = None

    def format_message(self, entry):
        changes = entry.data.get("changes", [])
        said = [_in_words(MODELS[self.action], *change) for change in changes]
        return f"{self.label} : {' ; '.join(said)}"


def _in_words(model, name, before, now):
    field = model._meta.get_field(name)
    words = _("%(field)s : %(now)s (avant : %(before)s)")
    said = {"now": _said(field, now), "before": _said(field, before)}
    return words % {"field": capfirst(field.verbose_name), **said}


def _said(field, value):
    if value in (None, ""):
        return _("rien")
    if field.many_to_one:
        row = field.related_model._base_manager.filter(pk=value).first()
        return str(row or value)
    found = dict(field.flatchoices).get(value, value)
    return str(found) if isinstance(found, Promise) else " ".join(str(found).split())
