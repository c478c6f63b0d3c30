"""How to reach a centre: facts that no vote holds, online as soon as they are saved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.fields import TelephoneField


class CentreContact(models.Model):
    """A row beside the page, so that neither the hash of a vote nor a trigger sees it.

    Made with its centre (`CentrePage.save`); who makes centres in bulk makes it too.
    """

    centre = models.OneToOneField(
        "network.CentrePage",
        verbose_name=_("centre"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="contact",
    )
    phone = TelephoneField(_("téléphone du centre"), blank=True)
    email = models.EmailField(
        _("adresse électronique du centre"),
        blank=True,
        help_text=_("Celle du centre, jamais celle d’une personne."),
    )
    website = models.URLField(_("site"), blank=True)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    opening_hours = models.TextField(
        _("horaires d’ouverture"),
        max_length=600,
        blank=True,
        help_text=_("Une ligne par jour ou par période."),
    )

    # What uses the page is asked of what shows it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("coordonnées d’un centre")
        verbose_name_plural = _("coordonnées des centres")

    def __str__(self):
        return str(self.centre)
