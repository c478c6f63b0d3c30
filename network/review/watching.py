"""What a request of the back office changes, whatever form it used: one click, one entry.

Before the first write of a request what is watched is noted, after each the difference
is kept. Code that acts for nobody (setup_site, the demo, a shell) is not watched.
"""

from contextvars import ContextVar

from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from wagtail.log_actions import get_active_log_context


class Watch:
    """`present()`: what is so now; `keep(by, before, now)`: for the LogContext `by`.

    `fields`: a save of other fields alone changes nothing of it.
    """

    def __init__(self, name, fields, present, keep):
        self.fields, self.present, self.keep = set(fields), present, keep
        # (id of the request, what was so before its first write)
        self._before = ContextVar(name, default=(None, None))

    def connect(self, saved, deleted, links):
        """To models that are saved, that are deleted, and to tables of relations.

        Not weakly: nothing else holds the methods of a Watch.
        """
        for through in links:
            m2m_changed.connect(self._links_change, sender=through, weak=False)
        for model in saved:
            pre_save.connect(self._note_before, sender=model, weak=False)
            post_save.connect(self._tell, sender=model, weak=False)
        for model in deleted:
            pre_delete.connect(self._note_before, sender=model, weak=False)
            post_delete.connect(self._tell, sender=model, weak=False)

    def _links_change(self, action, **kwargs):
        if action.startswith("pre_"):
            self._note_before()
        else:
            self._tell()

    def _note_before(self, update_fields=None, **kwargs):
        by = get_active_log_context()
        is_new = self._before.get()[0] != by.uuid
        if by.user and self._concerns(update_fields) and is_new:
            self._before.set((by.uuid, self.present()))

    def _tell(self, update_fields=None, **kwargs):
        by = get_active_log_context()
        uuid, before = self._before.get()
        if by.user and self._concerns(update_fields) and uuid == by.uuid:
            self.keep(by, before, self.present())

    def _concerns(self, update_fields):
        return update_fields is None or bool(self.fields & set(update_fields))
