"""Where an action stands: said by the federation, outside the voted text."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .published_entry import PublishedEntry


class EntryState(models.Model):
    """The latest one counts; the others are its history."""

    class State(models.TextChoices):
        PLANNED = "planned", _("À venir")
        ONGOING = "ongoing", _("En cours")
        DONE = "done", _("Faite")
        DROPPED = "dropped", _("Abandonnée")

    entry = models.ForeignKey(
        PublishedEntry, on_delete=models.CASCADE, related_name="states"
    )
    state = models.CharField(_("état"), max_length=8, choices=State)
    said_on = models.DateField(_("dit le"), default=timezone.localdate)
    said_by = models.CharField(
        _("dit par"),
        max_length=120,
        help_text=_("Une fonction, pas un nom. Exemple : « équipe permanente »."),
    )
    word = models.TextField(_("en un mot"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("état d’une action")
        verbose_name_plural = _("états des actions")
        ordering = ["-said_on", "-pk"]

    def __str__(self):
        return self.get_state_display()
