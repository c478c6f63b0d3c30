"""What the editor says of a fiche that the committee is reading."""

from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class CommitteeLock(WorkflowLock):
    """The page itself says since when, and what was remarked: no flash message."""

    def get_message(self, user):
        return None

    def get_locked_by(self, user, can_lock=False):
        return _("En relecture")

    def get_description(self, user, can_lock=False):
        said = _("Personne ne peut modifier %(the)s pendant la relecture.")
        return self.object.naming().say(said)
