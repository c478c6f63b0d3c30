"""An old form over a newer save: refused, with both texts shown.

Source: editorial.md, section 3, "An old form".
"""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Revision

from network.review.changes import ADDED, REMOVED, SAME, changes_to_read


@dataclass(frozen=True)
class Both:
    """A field in two versions: `sides` are (heading, paragraphs of (marked, text))."""

    label: str
    sides: list
    notes: list


@dataclass(frozen=True)
class Newer:
    """What an old form is told: the Revision that came between, and where it differs.

    `fields` is None where what was typed could not be compared: no draft may hold it.
    """

    revision: Revision
    is_hers: bool
    fields: list | None


class NewerVersion:
    """Mixed into the edit view: a click never writes over what its form did not know."""

    @cached_property
    def newest(self):
        found = self.latest_revision
        return (found.pk, found.created_at) if found else (None, None)

    @cached_property
    def is_out_of_date(self):
        """True if somebody saved since this form was opened, or saved for the last time."""
        if self.wrote_the_newest:
            return False
        told = map(
            self.request.POST.get, ("loaded_revision_id", "overwrite_revision_id")
        )
        return super().is_out_of_date if any(told) else bool(self.open_form)

    def json_error_response(self, error_code, error_message):
        """Of an autosave: the core's words say what a button will do, not what to do."""
        if error_code == "invalid_revision":
            error_message = _(
                "Cette page a été enregistrée ailleurs depuis que vous l’avez ouverte : "
                "ce que vous écrivez ici n’est plus enregistré tout seul. Appuyez sur "
                "« Enregistrer le brouillon » : vous choisirez quoi garder."
            )
        return super().json_error_response(error_code, error_message)

    @cached_property
    def typed(self):
        """(the form, its Changes over the newest version): None if they are unknown."""
        form, changes = self.bind(self.fresh_page()), None
        form.defer_required_fields()
        with transaction.atomic():
            if self.latest_revision and form.is_valid():
                changes = changes_to_read(self.latest_revision, _as_revision(form))
            # Trap: a keyword is a row before anything is saved.
            transaction.set_rollback(True)
        form.restore_required_fields()
        return form, changes

    @property
    def says_the_same(self):
        """True if what was posted is, to a reader, what is saved already."""
        return self.typed[1] == []

    def show_both(self):
        """Refused: her words in the form, beside what differs in the newer version.

        The form knows that version now: her next click replaces it, on purpose.
        """
        self.form, changes = self.typed
        self.form.newer = Newer(
            self.latest_revision,
            self.latest_revision.user_id == self.request.user.pk,
            None if changes is None else [_both(change) for change in changes],
        )
        self.autosave_enabled, self.has_unsaved_changes = False, True
        messages.error(
            self.request,
            _(
                "Votre texte n’est pas encore enregistré : une version plus récente "
                "l’a été entre-temps. Comparez-les, puis choisissez."
            ),
        )
        return self.render_to_response(self.get_context_data(), status=409)


def _as_revision(form):
    """What the page would be, as a Revision that nobody saves."""
    page = form.save(commit=False)
    text = json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)
    return Revision(content_type=page.cached_content_type, content=json.loads(text))


def _both(change):
    sides = [
        (_("La version enregistrée"), _side(change, ADDED)),
        (_("Votre texte"), _side(change, REMOVED)),
    ]
    return Both(change.label, sides, change.notes)


def _side(change, other):
    """The paragraphs of one version: pieces (True where it differs, text)."""
    sides = (
        [(mark != SAME, text) for mark, text in paragraph if mark != other]
        for paragraph in change.paragraphs
    )
    return [pieces for pieces in sides if pieces]
