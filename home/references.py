"""What a page refers to, for Wagtail's reference index: read once a saving.

Trap: the core reads all the references of a page again for each of its rows, and once
more when a revision is noted on it. A draft of thirty rows cost 750 queries an
autosave, or 31 tasks of the worker.
"""

from contextlib import contextmanager

from wagtail.models import COMMENTS_RELATION_NAME


@contextmanager
def read_once(page, update_fields=None):
    """Around one saving of `page` with its rows; nothing to do inside another."""
    from wagtail import signal_handlers  # loads models

    if getattr(signal_handlers.reference_index_auto_update_disabled, "value", False):
        yield
        return
    with signal_handlers.disable_reference_index_auto_update():
        yield
    if update_fields is None or _may_refer(page, update_fields):
        signal_handlers.update_reference_index_on_save(page)


def _may_refer(page, names):
    """As the core tells them: a relation, or a text whose parts are read.

    Comments are off on this site; a revision names their list all the same.
    """
    ignored = "wagtail_reference_index_ignore"
    for name in {*names} - {COMMENTS_RELATION_NAME}:
        field = page._meta.get_field(name)
        told = (field, field.related_model)
        if any(getattr(thing, ignored, False) for thing in told):
            continue
        if field.is_relation or hasattr(field, "extract_references"):
            return True
    return False
