"""The calendar of a group: what was said there is no content of a vote."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Meeting(models.Model):
    """Minutes are for everybody, or for who belongs to the federation or to one of its
    centres: `is_public`."""

    group = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("groupe ou commission"),
        on_delete=models.CASCADE,
        related_name="meetings",
    )
    day = models.DateField(_("jour"))
    start_time = models.TimeField(_("de"), null=True, blank=True)
    end_time = models.TimeField(_("à"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=160, blank=True)
    title = models.CharField(_("objet"), max_length=160)
    agenda = models.TextField(_("ordre du jour"), max_length=2000, blank=True)
    minutes = models.TextField(_("compte rendu"), max_length=20000, blank=True)
    minutes_file = models.ForeignKey(
        "home.Attachment",
        verbose_name=_("compte rendu (fichier)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_public = models.BooleanField(
        _("tout le monde lit le compte rendu"), default=False
    )

    class Meta:
        verbose_name = _("réunion")
        verbose_name_plural = _("réunions")
        ordering = ["-day", "-start_time", "-pk"]

    def __str__(self):
        return self.title
