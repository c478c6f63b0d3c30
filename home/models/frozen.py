"""What of a file does not move while somebody reads it in a page.

Whoever writes: a form says the sentence, code gets PermissionDenied.
Source: editorial.md, section 8.
"""

from contextlib import suppress

from django.core.exceptions import PermissionDenied
from wagtail import hooks
from wagtail.models import ReferenceIndex


class FrozenWhileRead:
    """Before AbstractImage or AbstractDocument.

    `frozen` are the fields by which a page would show something else;
    `not_replaced` and `not_deleted` say what to do instead.
    """

    @property
    def is_used(self):
        """True if a page, published or not, shows this file."""
        if ReferenceIndex.get_references_to(self).exists():
            return True
        # The index reads rows: a new version of a live page is in its revision only.
        return any(hook(self) for hook in hooks.get_hooks("file_is_in_a_draft"))

    @property
    def why_frozen(self):
        """A sentence if visitors or the committee read it as it is, else ""."""
        found = (hook(self) for hook in hooks.get_hooks("why_file_is_frozen"))
        return next(filter(None, found), "")

    @property
    def why_not_replaced(self):
        """A sentence if another file may not take its place, else ""."""
        if self.pk is None:
            return ""
        return self.why_frozen or (self.not_replaced if self.is_used else "")

    def save(self, *args, update_fields=None, **kwargs):
        if self._state.adding:
            self._note_hash()
        elif self._moves(update_fields) and (why := self.why_frozen):
            raise PermissionDenied(why)
        return super().save(*args, update_fields=update_fields, **kwargs)

    def _note_hash(self):
        """Trap: the core's forms alone write it, and without it no vote holds the file."""
        if self.file and not self.file_hash:
            with suppress(OSError):  # the file is lost
                self._set_file_hash()

    def _moves(self, update_fields):
        saved = set(self.frozen)
        if update_fields is not None:
            saved &= set(update_fields)
        rows = type(self)._base_manager.filter(pk=self.pk)
        before = rows.values(*saved).first() if saved else None
        return bool(before) and any(
            getattr(self, name) != value for name, value in before.items()
        )

    def delete(self, *args, **kwargs):
        """Raises PermissionDenied while a page shows it: the page would break."""
        if self.is_used:
            raise PermissionDenied(self.not_deleted)
        return super().delete(*args, **kwargs)
