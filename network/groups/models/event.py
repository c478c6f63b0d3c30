"""The agenda of a federation: meetings open to more than a group."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    class Kind(models.TextChoices):
        RENCONTRE = "rencontre", _("Rencontre")
        FORMATION = "formation", _("Formation")
        JOURNEE = "journee", _("Journée d’étude")
        TEMPS_FORT = "temps-fort", _("Temps fort")

    federation = models.ForeignKey(
        "network.FederationPage",
        verbose_name=_("fédération"),
        on_delete=models.CASCADE,
        related_name="events",
    )
    title = models.CharField(_("titre"), max_length=160)
    kind = models.CharField(
        _("sorte"), max_length=10, choices=Kind, default=Kind.RENCONTRE
    )
    day = models.DateField(_("jour"))
    end_day = models.DateField(_("dernier jour"), null=True, blank=True)
    start_time = models.TimeField(_("de"), null=True, blank=True)
    end_time = models.TimeField(_("à"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=160, blank=True)
    audience = models.CharField(
        _("pour qui ?"),
        max_length=160,
        blank=True,
        help_text=_("Exemple : « bénévoles et salariés de tous les centres »."),
    )
    description = models.TextField(_("présentation"), max_length=2000, blank=True)
    theme = models.ForeignKey(
        "home.Theme",
        verbose_name=_("thème"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    group = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("groupe ou commission"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="group_events",
    )
    entry = models.ForeignKey(
        "projects.PublishedEntry",
        verbose_name=_("action servie"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    report = models.TextField(_("ce qui s’y est passé"), max_length=5000, blank=True)
    took_part = models.PositiveIntegerField(
        _("combien y étaient ?"), null=True, blank=True
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("rendez-vous")
        verbose_name_plural = _("rendez-vous")
        ordering = ["day", "start_time", "pk"]

    def __str__(self):
        return self.title
