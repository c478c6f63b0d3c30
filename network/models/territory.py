from functools import lru_cache

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.slugs import slug_of
from home.vocabulary import VocabularyManager


class TerritoryQuerySet(models.QuerySet):
    def departements(self):
        return self.filter(kind=Territory.Kind.DEPARTEMENT)


class Territory(models.Model):
    """A region or a département of the official geographical code.

    Codes are strings: « 01 », « 2A » (INSEE, code officiel géographique).
    """

    class Kind(models.TextChoices):
        REGION = "region", _("région")
        DEPARTEMENT = "departement", _("département")

    kind = models.CharField(_("échelon"), max_length=12, choices=Kind)
    code = models.CharField(_("code INSEE"), max_length=3)
    name = models.CharField(_("nom"), max_length=60)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("région"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="departements",
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        verbose_name=_("collection"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = VocabularyManager.from_queryset(TerritoryQuerySet)()

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        # As strings, 2A and 2B stand between 29 and 30; `sort_key` puts them right.
        ordering = ["-kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], name="one_territory_per_code"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def url(self):
        return reverse("territory", args=[self.kind, self.slug])

    @property
    def slug(self):
        """« 37-indre-et-loire »: the code alone decides, the name is to be read."""
        return _slug(self.code, self.name)

    @property
    def label_with_code(self):
        return f"{self.code} {self.name}"

    @property
    def sort_key(self):
        """Official order: 2A and 2B between 19 and 21."""
        return self.code.replace("2A", "20.1").replace("2B", "20.2")


@lru_cache(maxsize=512)
def _slug(code, name):
    """Kept, for a map asks it of a hundred of them."""
    return f"{code}-{slug_of(name)}".strip("-")
