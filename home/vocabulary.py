"""Small closed lists, read from the cache instead of the database at each page."""

from secrets import token_hex

from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

LIFE = 300  # seconds: a lost invalidation heals


class VocabularyManager(models.Manager):
    """The manager of a list of a few dozen rows that every page shows."""

    def contribute_to_class(self, model, name):
        super().contribute_to_class(model, name)
        self.key = f"vocabulary:{model._meta.label}"
        for signal in (post_save, post_delete):
            signal.connect(
                lambda **kwargs: transaction.on_commit(self.forget),
                sender=model,
                weak=False,
                dispatch_uid=(self.key, signal),
            )

    def forget(self):
        cache.set(f"{self.key}:version", token_hex(), None)

    def by_pk(self):
        """{pk: instance} of all rows, in their order; one query at most, then none."""
        # The version before the rows, as in home/frame.py.
        version = cache.get_or_set(f"{self.key}:version", token_hex, None)
        found = cache.get(f"{self.key}:{version}")
        if found is None:
            found = self.in_bulk()
            cache.set(f"{self.key}:{version}", found, LIFE)
        return found
