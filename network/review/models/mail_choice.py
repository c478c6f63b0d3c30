from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailChoice(models.Model):
    """How often a member of the committee wants to be called."""

    class Rhythm(models.TextChoices):
        EACH = "each", _("un message à chaque fois")
        DAILY = "daily", _("un message par jour")
        WEEKLY = "weekly", _("un message par semaine")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    rhythm = models.CharField(
        _("rythme des messages"), max_length=10, choices=Rhythm, default=Rhythm.EACH
    )

    class Meta:
        verbose_name = _("choix des messages")
        verbose_name_plural = _("choix des messages")

    def __str__(self):
        return self.get_rhythm_display()
