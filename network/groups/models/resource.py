"""What a federation gives to read: a file or a link, for everybody or for its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.fields import YearField

from .published import OfVisibleFederations


class ResourceQuerySet(OfVisibleFederations):
    def published(self):
        """Without those whose file a webmaster has deleted: they give nothing to read."""
        return super().published().exclude(file=None, link="")

    def for_lines(self):
        """With what a line of a list shows."""
        return self.select_related("federation", "theme", "file")

    def of_file(self, document):
        """Those that give this Attachment to read."""
        return self.filter(file=document.pk)


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
    is_public = models.BooleanField(
        _("tout le monde peut la lire"),
        default=True,
        help_text=_(
            "Sinon, seules les personnes de la fédération et de ses centres la voient."
        ),
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ressource")
        verbose_name_plural = _("ressources")
        ordering = ["-year", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None) | Q(link=""),
                name="a_resource_is_a_file_or_a_link",
                violation_error_message=_(
                    "Donnez un fichier ou une adresse, pas les deux."
                ),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def url(self):
        """Where it is read: its file or its address."""
        return self.file.url if self.file_id else self.link
