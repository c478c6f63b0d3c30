"""Who acts, funds or signs beside the network: a register, and what was agreed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.slugs import slug_of

SOON = 365  # days: a convention that ends within them is prepared now


class PartnerQuerySet(models.QuerySet):
    def kept(self):
        """Those that no other one replaces."""
        return self.filter(merged_into=None)

    def by_kind(self):
        """[(label of a kind, its partners)], those without a kind last."""
        found = {}
        for one in self:
            found.setdefault(one.kind, []).append(one)
        kinds = [
            (kind.label, found.pop(kind)) for kind in Partner.Kind if kind in found
        ]
        return [*kinds, *((_("Autres"), rest) for rest in found.values())]

    def named(self, keys):
        """{key: the Partner that answers to it}: a merged one is the one that stays."""
        found = self.filter(pk__in=keys).select_related("merged_into")
        return {one.pk: one.answering() for one in found}

    def keys_of(self, partner):
        """Every key under which documents may name this partner: one query."""
        merges = self.exclude(merged_into=None).values_list("pk", "merged_into")
        keys, added = [], [partner.pk]
        while added:
            keys += added
            added = [key for key, into in merges if into in added and key not in keys]
        return keys


class Partner(models.Model):
    """A merge rewrites no voted text: rows keep the key they have, reading follows it."""

    class Kind(models.TextChoices):
        """In the words of the sector, for the register and for a fiche's partners."""

        ETAT = "etat", _("État")
        CAF = "caf", _("Caf")
        CNAF = "cnaf", _("Cnaf")
        CARSAT = "carsat", _("Cnav ou Carsat")
        REGION = "region", _("Conseil régional")
        DEPARTEMENT = "departement", _("Conseil départemental")
        COMMUNE = "commune", _("Commune ou intercommunalité")
        CCAS = "ccas", _("CCAS ou CIAS")
        BAILLEUR = "bailleur", _("Bailleur social")
        MSA = "msa", _("MSA")
        EDUCATION = "education", _("Éducation nationale")
        ASSOCIATION = "association", _("Association")
        FONDATION = "fondation", _("Fondation")
        ENTREPRISE = "entreprise", _("Entreprise")
        FEDERATION = "federation", _("Autre fédération")

    class Level(models.TextChoices):
        NATIONAL = "national", _("Tout le pays")
        REGION = "region", _("Une région")
        DEPARTEMENT = "departement", _("Un département")
        LOCAL = "local", _("Une commune ou un quartier")

    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("type"), max_length=12, choices=Kind, blank=True)
    level = models.CharField(_("échelon"), max_length=12, choices=Level, blank=True)
    website = models.URLField(_("site"), blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("réuni avec"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partenaire")
        verbose_name_plural = _("partenaires")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def answering(self):
        """The one that stays of it and of those that it was merged into, in turn."""
        found, seen = self, {self.pk}
        while found.merged_into_id and found.merged_into_id not in seen:
            found = found.merged_into
            seen.add(found.pk)
        return found

    @property
    def url(self):
        return reverse("partner", args=[self.pk, self.slug])

    @property
    def slug(self):
        """The readable end of its address; the key alone decides."""
        return slug_of(self.name)[:80].strip("-") or "partenaire"


class ConventionQuerySet(models.QuerySet):
    def soonest_first(self):
        """Those that run, the first to end first; those without an end, then the past."""
        today = timezone.localdate()
        return (
            self.select_related("partner__merged_into")
            .annotate(
                is_past=models.ExpressionWrapper(
                    models.Q(ends_on__lt=today, ends_on__isnull=False),
                    models.BooleanField(),
                ),
                last=Coalesce("ends_on", models.Value(today.replace(year=9999))),
            )
            .order_by("is_past", "last", "title")
        )


class Convention(models.Model):
    """What a federation and a partner signed for a time."""

    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partenaire"),
        on_delete=models.PROTECT,
        related_name="conventions",
    )
    federation = models.ForeignKey(
        "network.FederationPage",
        verbose_name=_("fédération"),
        on_delete=models.CASCADE,
        related_name="conventions",
    )
    title = models.CharField(_("objet"), max_length=160)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    note = models.TextField(_("précision"), max_length=500, blank=True)

    objects = ConventionQuerySet.as_manager()

    class Meta:
        verbose_name = _("convention")
        verbose_name_plural = _("conventions")
        ordering = ["federation", "title"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError(
                {
                    "ends_on": _(
                        "La fin vient avant le début : corrigez l’une des dates."
                    )
                }
            )

    @property
    def signed_with(self):
        """The partner that answers now: a merged one is the one that stays."""
        return self.partner.merged_into or self.partner

    @property
    def days_left(self):
        """Whole days until it ends (int), negative once it is over; None without end."""
        return (self.ends_on - timezone.localdate()).days if self.ends_on else None

    @property
    def ends_soon(self):
        return self.ends_on is not None and 0 <= self.days_left <= SOON
