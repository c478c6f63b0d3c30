"""The address of a fiche: the title makes it, the first publication fixes it."""


class KeptAddress:
    """A mixin, first of all: once published it never moves, whoever writes the page.

    By a new title, an older version taken up again, or code. What moves with the tree
    (another centre above, another address of the centre) leaves a permanent redirect
    (home/addresses.py). What is online is no business of `save()` here: the guard of
    the review refuses it.
    """

    def save_revision(self, *args, **kwargs):
        self._keep_address()
        return super().save_revision(*args, **kwargs)

    def save(self, *args, update_fields=None, **kwargs):
        if not self.live and (update_fields is None or "slug" in update_fields):
            self._keep_address()
        return super().save(*args, update_fields=update_fields, **kwargs)

    def _keep_address(self):
        if self.pk and self.first_published_at:
            self.slug = (
                type(self).objects.values_list("slug", flat=True).get(pk=self.pk)
            )
