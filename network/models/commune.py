"""The communes of France: a register that a file fills, and nobody edits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .territory import Territory


class CommuneQuerySet(models.QuerySet):
    def current(self):
        return self.filter(now=None)

    def at(self, postcode):
        """Those that La Poste serves under this postcode, parts of a city included."""
        return self.filter(postcodes__postcode=postcode)

    def of_code(self, code):
        """It, its parts, those of before: a list with `now`; the official one first."""
        found = self.select_related("now", "departement").filter(
            Q(code=code) | Q(now__code=code)
        )
        if not any(one.now_id is None for one in found):  # the code of before a merger
            codes = {one.now.code for one in found if one.code == code}
            return self.of_code(codes.pop()) if codes else []
        return sorted(found, key=lambda one: one.now_id is not None)


class Commune(models.Model):
    """A commune, a part of Paris, Lyon or Marseille, or one of before a merger (`now`).

    The code of a row without `now` is the official one (INSEE, code officiel
    géographique), and no other row without `now` has it.
    """

    class Precision(models.TextChoices):
        """What the coordinates are the middle of: network/data/README.md."""

        COMMUNE = "commune", _("la commune")
        POSTCODE = "postcode", _("les communes du même code postal")
        EPCI = "epci", _("l’intercommunalité")
        DEPARTEMENT = "departement", _("le département")

    code = models.CharField(_("code INSEE"), max_length=5, db_index=True)
    name = models.CharField(_("nom"), max_length=60)
    folded = models.CharField(max_length=60)
    key = models.CharField(max_length=60, db_index=True)
    departement = models.ForeignKey(
        Territory,
        verbose_name=_("département"),
        on_delete=models.PROTECT,
        related_name="communes",
    )
    epci_code = models.CharField(_("code de l’EPCI"), max_length=9, blank=True)
    epci_name = models.CharField(_("EPCI"), max_length=80, blank=True)
    population = models.PositiveIntegerField(_("population"), default=0)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    precision = models.CharField(_("précision"), max_length=12, choices=Precision)
    now = models.ForeignKey(
        "self",
        verbose_name=_("aujourd’hui"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="before",
    )

    objects = CommuneQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # 73,000 rows that name no page

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["folded", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(now=None), name="one_commune_per_code"
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.departement.code})"

    @property
    def current(self):
        """The commune that it is part of now: itself, mostly."""
        return self.now or self

    @property
    def is_part(self):
        """Of Paris, Lyon or Marseille. Nobody is counted in one of before a merger."""
        return self.now_id is not None and self.population > 0

    @property
    def part(self):
        """The number of an arrondissement of Paris, Lyon or Marseille; 0 of all others."""
        return int(self.code[-2:]) % (80 if self.code < "75" else 100) * self.is_part

    def serves(self, postcode):
        return any(row.postcode == postcode for row in self.postcodes.all())


class CommunePostcode(models.Model):
    commune = models.ForeignKey(
        Commune, on_delete=models.CASCADE, related_name="postcodes"
    )
    postcode = models.CharField(_("code postal"), max_length=5, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("code postal")
        verbose_name_plural = _("codes postaux")
        ordering = ["postcode"]

    def __str__(self):
        return self.postcode


class CommunesRead(models.Model):
    """Which file the register was read from: the same is not read again."""

    digest = models.CharField(max_length=64)

    def __str__(self):
        return self.digest
