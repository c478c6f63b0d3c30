"""What a federation gives to read: a file or a link, for everybody or for its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.fields import YearField


class Resource(models.Model):
    class Kind(models.TextChoices):
        GUIDE = "guide", _("Guide")
        OUTIL = "outil", _("Outil")
        ETUDE = "etude", _("Étude")
        COMPTE_RENDU = "compte-rendu", _("Compte rendu")
        CHARTE = "charte", _("Charte")

    federation = models.ForeignKey(
        "network.FederationPage",
        verbose_name=_("fédération"),
        on_delete=models.CASCADE,
        related_name="resources",
    )
    title = models.CharField(_("titre"), max_length=160)
    kind = models.CharField(_("sorte"), max_length=12, choices=Kind)
    theme = models.ForeignKey(
        "home.Theme",
        verbose_name=_("thème"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resources",
    )
    year = YearField(_("année"), null=True, blank=True)
    file = models.ForeignKey(
        "home.Attachment",
        verbose_name=_("fichier"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link = models.URLField(_("ou une adresse"), blank=True)
    event = models.ForeignKey(
        "groups.Event",
        verbose_name=_("rendez-vous"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="resources",
    )
    is_public = models.BooleanField(_("tout le monde la lit"), default=True)

    class Meta:
        verbose_name = _("ressource")
        verbose_name_plural = _("ressources")
        ordering = ["-year", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None) | Q(link=""),
                name="a_resource_is_a_file_or_a_link",
            )
        ]

    def __str__(self):
        return self.title
