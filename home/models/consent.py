"""The agreement of the people one recognises on a picture."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """Who agreed, when, to what, until when (editorial.md, section 8).

    A picture without it can be saved in a draft; it cannot be submitted.
    """

    class Kind(models.TextChoices):
        NOBODY = "nobody", _("On ne reconnaît personne")
        ADULTS = "adults", _("Des adultes, qui sont d’accord")
        MINORS = "minors", _("Des mineurs, avec l’accord de leurs parents")

    consent_kind = models.CharField(
        _("voit-on des personnes ?"), max_length=10, choices=Kind, blank=True
    )
    consent_given_by = models.CharField(
        _("qui a donné son accord ?"),
        max_length=200,
        blank=True,
        help_text=_("Par exemple : « Les six parents de l’atelier, par écrit. »"),
    )
    consent_given_on = models.DateField(
        _("accord donné le"), null=True, blank=True, help_text=_("jj/mm/aaaa.")
    )
    consent_scope = models.CharField(
        _("accord donné pour"),
        max_length=200,
        blank=True,
        help_text=_("Par exemple : « Le site et les affiches. »"),
    )
    consent_until = models.DateField(
        _("accord valable jusqu’au"),
        null=True,
        blank=True,
        help_text=_("Laissez vide s’il n’y a pas de fin."),
    )

    class Meta:
        abstract = True

    @property
    def is_consent_complete(self):
        """Nobody to recognise, or somebody who agreed on a known day."""
        if self.consent_kind == self.Kind.NOBODY:
            return True
        return bool(
            self.consent_kind and self.consent_given_by and self.consent_given_on
        )
