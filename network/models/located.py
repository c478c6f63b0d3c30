"""Where a page stands on the map: its coordinates follow its commune."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .commune import Commune

FOLLOWING = ("latitude", "longitude", "place_precision")


class Located(models.Model):
    """Of a page that has `code_insee`; before Page.

    What follows by itself is neither written in versions nor voted: `serialize=False`.
    """

    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        editable=False,
        serialize=False,
        db_index=True,
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        editable=False,
        serialize=False,
        db_index=True,
    )
    place_precision = models.CharField(
        _("précision du lieu"),
        max_length=12,
        choices=Commune.Precision,
        blank=True,
        editable=False,
        serialize=False,
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        fields = kwargs.get("update_fields")
        if fields is None:
            self.follow_commune()
        elif "code_insee" in fields:
            kwargs["update_fields"] = {*fields, *self.follow_commune()}
        return super().save(*args, **kwargs)

    def follow_commune(self):
        """Be where the commune of `code_insee` is; returns the names of what follows.

        Without a code nothing is known of it, and what stands there stays.
        """
        if self.code_insee:
            known = Commune.objects.of_code(self.code_insee)
            self.stand_in(known[0] if known else None, known[1:])
        return list(FOLLOWING)

    def stand_in(self, commune, within=()):
        """Be where this Commune is, in memory; nowhere for None.

        `within`: the Communes that are part of it, or were before a merger.
        """
        self.latitude = commune.latitude if commune else None
        self.longitude = commune.longitude if commune else None
        self.place_precision = commune.precision if commune else ""

    def settle_at(self, found):
        """Be, in memory, where a form says: a Found (network/directory/meaning.py),
        without a commune where nothing was typed."""
        self.code_insee = found.commune.code if found.commune else ""
        self.stand_in(found.said or found.commune)
