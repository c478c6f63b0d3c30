from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from home.fields import TelephoneField, YearField
from home.lines import lines_of
from home.models import BasePage
from home.visibility import visible

from ..approval import WaitsForWebmasters
from ..permissions import FederationPermissionTester, IndexPermissionTester
from .federation_rows import read_rows_together
from .territory import Territory

MOST_NAMED = 40  # centres: beyond, the page would weigh more than its grade A allows


class FederationIndexPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["network.FederationPage"]
    max_count = 1

    class Meta:
        verbose_name = _("liste des fédérations")
        verbose_name_plural = _("listes des fédérations")

    @property
    def description(self):
        return self.search_description or self.introduction

    def permissions_for_user(self, user):
        return IndexPermissionTester(user, self)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        federations = (
            FederationPage.objects.child_of(self)
            .live()
            .public()
            .prefetch_related("territories")
            .annotate(centre_count=models.Count("centres", distinct=True))
            .order_by("title")
        )
        context["levels"] = [
            (level.label, found)
            for level in FederationPage.Level
            if (found := [page for page in federations if page.level == level])
        ]
        return context


class FederationPage(BasePage):
    """A federation or union of centres; its documents and groups are its children."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("Fédération nationale")
        REGION = "region", _("Union ou fédération régionale")
        DEPARTEMENT = "departement", _("Fédération départementale")

    level = models.CharField(
        _("échelon"), max_length=12, choices=Level, default=Level.DEPARTEMENT
    )
    territories = ParentalManyToManyField(
        Territory,
        verbose_name=_("territoires"),
        blank=True,
        related_name="federations",
        help_text=_("Un ou plusieurs départements, ou une région."),
    )
    founded = YearField(_("année de création"), null=True, blank=True)
    mission = models.TextField(_("mission"), max_length=500, blank=True)
    values_text = models.TextField(
        _("valeurs"), max_length=500, blank=True, help_text=_("Une par ligne.")
    )
    needs_text = models.TextField(
        _("besoins repérés"), max_length=1000, blank=True, help_text=_("Un par ligne.")
    )
    group_word = models.CharField(
        _("vos groupes s’appellent"),
        max_length=40,
        blank=True,
        help_text=_("Au singulier. Exemples : « groupe de travail », « collectif »."),
    )
    commission_word = models.CharField(
        _("vos commissions s’appellent"),
        max_length=40,
        blank=True,
        help_text=_("Au singulier. Exemple : « commission »."),
    )
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    commune = models.CharField(_("commune"), max_length=80, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = TelephoneField(_("téléphone"), blank=True)
    website = models.URLField(_("site"), blank=True)

    content_panels = [
        WaitsForWebmasters(),
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("level"),
                FieldPanel("territories"),
                FieldPanel("founded"),
                FieldPanel("mission"),
                FieldPanel("values_text"),
                FieldPanel("needs_text"),
            ],
            heading=_("La fédération"),
        ),
        InlinePanel("figures", heading=_("En chiffres"), label=_("chiffre")),
        InlinePanel("moments", heading=_("Son histoire"), label=_("moment")),
        InlinePanel("bodies", heading=_("Ses instances"), label=_("instance")),
        InlinePanel("contacts", heading=_("Qui contacter"), label=_("contact")),
        InlinePanel("terms", heading=_("Son glossaire"), label=_("mot")),
        MultiFieldPanel(
            [FieldPanel("group_word"), FieldPanel("commission_word")],
            heading=_("Ses mots"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("postcode"),
                FieldPanel("commune"),
                FieldPanel("email"),
                FieldPanel("phone"),
                FieldPanel("website"),
            ],
            heading=_("La joindre"),
        ),
    ]

    parent_page_types = ["network.FederationIndexPage"]
    # Never a fiche: "publish" on a federation would reach it (editorial.md, section 2).
    subpage_types = [
        "projects.FederalProjectPage",
        "groups.WorkingGroupPage",
        "groups.CommissionPage",
    ]

    class Meta:
        verbose_name = _("fédération")
        verbose_name_plural = _("fédérations")

    @classmethod
    def why_not_at(cls, parent, slug):
        """Its agenda is /agenda/<slug>.ics, and that of an event /agenda/<number>.ics."""
        if slug.isdigit():
            return _(
                "L’adresse d’une fédération ne peut pas n’avoir que des chiffres : c’est "
                "celle d’un rendez-vous de l’agenda. Ajoutez un mot, par exemple "
                "« federation-%(slug)s »."
            ) % {"slug": slug}
        return super().why_not_at(parent, slug)

    @property
    def description(self):
        return self.search_description or self.mission

    @property
    def values(self):
        """One a line, as typed: a list."""
        return lines_of(self.values_text)

    @property
    def needs(self):
        return lines_of(self.needs_text)

    def permissions_for_user(self, user):
        return FederationPermissionTester(user, self)

    def serve(self, request, *args, **kwargs):
        """Not in get_context: a preview shows rows that no table holds yet."""
        read_rows_together(self)
        self.territories.set(list(self.territories.all()))  # asked more than once
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        centres = self.centres.filter(visible()).for_rows()
        by_departement = {}
        for centre in centres:
            by_departement.setdefault(centre.departement, []).append(centre)
        context["centres_by_departement"] = by_departement
        context["centre_count"] = len(centres)
        context["names_centres"] = len(centres) <= MOST_NAMED
        conventions = self.conventions.soonest_first() if self.pk else []
        context["conventions"] = [one for one in conventions if not one.is_past]
        context["past_conventions"] = [one for one in conventions if one.is_past]
        return context
