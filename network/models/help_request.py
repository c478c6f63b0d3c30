from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .centre import CentrePage
from .membership import Membership


class HelpRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)


class HelpRequest(models.Model):
    """« Demander de l’aide »: a centre asks the people of its federation.

    Whoever answers becomes a companion of the centre, until the centre or she ends it.
    """

    centre = models.ForeignKey(
        CentrePage,
        verbose_name=_("centre"),
        on_delete=models.CASCADE,
        related_name="help_requests",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("fiche"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("demandé par"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    message = models.TextField(_("message"), max_length=1000)
    created_at = models.DateTimeField(_("date"), auto_now_add=True)
    companion = models.ForeignKey(
        Membership,
        verbose_name=_("compagnon"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande d’aide")
        verbose_name_plural = _("demandes d’aide")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "page", "asked_by"],
                condition=models.Q(closed_at=None),
                name="one_open_help_request",
            )
        ]

    def __str__(self):
        return self.message[:60]
