"""The key of a form: what it saved is known, even if the answer never came.

Source: editorial.md, section 3, "The key of a form".
"""

import re

from django.contrib import messages
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from home import forgery

from ..models.open_form import OpenForm, newest_of
from .guide import KEY_FIELD

SPELLED = re.compile("[0-9a-f]{32}")


class KeyedForm:
    """Mixed into the views of a form: `page` is the fiche, `newest` as it was found."""

    newest = (None, None)

    @cached_property
    def key(self):
        return self.request.POST.get(KEY_FIELD, "")

    @cached_property
    def open_form(self):
        """What was saved through this form before; None for its first post."""
        if not SPELLED.fullmatch(self.key):
            return None
        return OpenForm.objects.select_related("page").filter(key=self.key).first()

    @cached_property
    def wrote_the_newest(self):
        """True if nobody saved since this form did, whatever it was told of it.

        An autosave that comes after the click of its own form is late: its words are
        older than those of the click.
        """
        form = self.open_form
        is_late = form and form.is_by_click and self.expects_json_response
        return bool(form and not is_late and form.wrote(self.newest))

    def why_key_is_refused(self):
        """The sentence for a key that cannot be this form's, or None."""
        form = self.open_form
        if not self.key or (form is None and SPELLED.fullmatch(self.key)):
            return None
        is_own = form and form.user_id == self.request.user.pk
        if is_own and form.page is None:
            return _(
                "La fiche de ce formulaire a été supprimée. Rien n’est enregistré, vos "
                "mots sont toujours là : enregistrez pour en faire une nouvelle fiche."
            )
        if is_own and self.is_of_this_view(form.page):
            return None
        forgery.note(self.request.user, "the key of a form")
        return _(
            "Ce formulaire n’est plus reconnu. Rien n’est enregistré, vos mots sont "
            "toujours là : vérifiez-les, puis enregistrez de nouveau."
        )

    def give_back(self, sentence):
        """Refused: nothing is written, the words come back in a form with a new key.

        By itself that form saves nothing: what is next is for her to choose.
        """
        if self.expects_json_response:
            return self.json_error_response("validation_error", sentence)
        self.request.POST = self.request.POST.copy()
        self.request.POST.pop(KEY_FIELD)
        messages.error(self.request, sentence)
        self.autosave_enabled, self.has_unsaved_changes = False, True
        self.form = self.bind_as_draft(self.page)
        return self.render_to_response(self.get_context_data(), status=409)

    def keep_key(self):
        """Remember what this form has just saved, in the transaction that saved it."""
        if not self.key or self.page.pk is None:
            return
        revision, saved_at = newest = newest_of(self.page.pk)
        if newest == self.newest:
            return  # refused: nothing was saved
        kept = {
            "user": self.request.user,
            "page_id": self.page.pk,
            "revision_id": revision,
            "saved_at": saved_at,
            "is_by_click": not self.expects_json_response,
        }
        OpenForm.objects.update_or_create(key=self.key, defaults=kept)
