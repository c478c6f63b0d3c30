"""Every entry that was ever online, by its identity: what links lean on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import AbstractEntry


class PublishedEntry(AbstractEntry):
    """Written at publication and by nothing else; no content of a vote.

    One that left its document stays, with its last voted text (`is_current` False).
    """

    uuid = models.UUIDField(primary_key=True)
    project = models.ForeignKey(
        "projects.FederalProjectPage",
        on_delete=models.CASCADE,
        related_name="published_entries",
    )
    position = models.PositiveIntegerField(default=0)
    depth = models.PositiveSmallIntegerField(default=0)
    parent = models.UUIDField(null=True)
    orientation = models.UUIDField(null=True)
    continues = models.UUIDField(null=True)
    source = models.UUIDField(null=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("ligne en ligne")
        verbose_name_plural = _("lignes en ligne")
        ordering = ["project", "position"]

    @property
    def anchor(self):
        """Where it stands on the page of its project."""
        return f"e-{self.uuid.hex[:12]}"
