"""By which words the directory finds a centre, and where it sorts it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.spelling import folded_line

from ..directory.names import folded_name

FOLDED = {"title": "folded_title", "commune": "folded_town"}


class Listed(models.Model):
    """Of a page that has `title` and `commune`; after Located, which sets the second.

    What follows by itself is neither written in versions nor voted: `serialize=False`.
    Who writes rows without `save()` writes what `fold()` gives, too.
    """

    folded_title = models.TextField(
        _("nom plié"), blank=True, editable=False, serialize=False
    )
    folded_town = models.TextField(
        _("commune pliée"), blank=True, editable=False, serialize=False
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.fold()
        if fields := kwargs.get("update_fields"):
            followed = {FOLDED[name] for name in fields if name in FOLDED}
            kwargs["update_fields"] = {*fields, *followed}
        return super().save(*args, **kwargs)

    def fold(self):
        """Set what follows, in memory; returns the names of these fields."""
        self.folded_title = folded_line(self.title)
        # As folded_line: a space on both sides of each word.
        self.folded_town = f" {folded_name(self.commune)} "
        return list(FOLDED.values())
