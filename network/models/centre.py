from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from home.fields import YearField
from home.middleware import may_ask_position
from home.models import BasePage
from home.visibility import visible

from ..centre_panel import CentrePanel
from ..directory.counting import FichesBelow
from ..directory.fields import CommuneCodeField
from ..directory.forms import CentreForm
from ..directory.listing import centre_directory
from ..directory.names import folded_name
from ..filing import collection_of_centre
from ..permissions import CentreIndexPermissionTester
from ..reviewed_centre import ReviewedCentre
from .commune import CommunePostcode
from .contact import CentreContact
from .listed import Listed
from .located import Located
from .siret import SiretField
from .territory import Territory


class CentreIndexPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["network.CentrePage"]
    max_count = 1

    class Meta:
        verbose_name = _("annuaire des centres")
        verbose_name_plural = _("annuaires des centres")

    @property
    def description(self):
        return self.search_description or self.introduction

    def permissions_for_user(self, user):
        return CentreIndexPermissionTester(user, self)

    def serve(self, request, *args, **kwargs):
        return may_ask_position(super().serve(request, *args, **kwargs))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | centre_directory(CentrePage.objects.published(), request.GET)


class CentreQuerySet(PageQuerySet):
    def published(self):
        return self.filter(visible())

    def for_rows(self):
        """With what a row of the directory shows."""
        return self.select_related("departement").order_by(
            "departement__code", "commune", "title"
        )

    def with_fiches(self):
        """With `fiche_count`: how many of its fiches a visitor may see."""
        return self.annotate(fiche_count=FichesBelow(F("path")))


class CentrePage(ReviewedCentre, Located, Listed, BasePage):
    """A centre social or an espace de vie sociale; its fiches are its children."""

    class Kind(models.TextChoices):
        CENTRE = "centre", _("Centre social")
        EVS = "evs", _("Espace de vie sociale")

    class Management(models.TextChoices):
        ASSOCIATION = "association", _("Associative")
        COMMUNE = "commune", _("Municipale")
        INTERCOMMUNAL = "intercommunal", _("Intercommunale ou CIAS")
        CAF = "caf", _("Directe par la Caf")

    class Adhesion(models.TextChoices):
        NONE = "none", _("Aucune")
        FEDERATION = "federation", _("Fédération ou réseau local")
        FCSF = "fcsf", _("Fédération nationale (FCSF)")

    kind = models.CharField(
        _("type de structure"), max_length=10, choices=Kind, default=Kind.CENTRE
    )
    management = models.CharField(
        _("mode de gestion"), max_length=15, choices=Management, blank=True
    )
    introduction = models.TextField(
        _("présentation"),
        max_length=600,
        blank=True,
        help_text=_("Deux à quatre lignes : qui vous êtes, où, avec qui."),
    )
    photo = models.ForeignKey(
        "home.Picture",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    commune = models.CharField(_("commune"), max_length=80)
    code_insee = CommuneCodeField(_("code INSEE"), blank=True)
    departement = models.ForeignKey(
        Territory,
        verbose_name=_("département"),
        on_delete=models.PROTECT,
        limit_choices_to={"kind": Territory.Kind.DEPARTEMENT},
        related_name="centres",
    )
    siret = SiretField(_("SIRET"), blank=True)
    agreed_on = models.DateField(_("date du premier agrément"), null=True, blank=True)
    agreed_until = YearField(_("fin de l’agrément"), null=True, blank=True)
    adhesion = models.CharField(
        _("adhésion"), max_length=12, choices=Adhesion, default=Adhesion.NONE
    )
    federation = models.ForeignKey(
        "network.FederationPage",
        verbose_name=_("fédération"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="centres",
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = PageManager.from_queryset(CentreQuerySet)()

    content_panels = [
        CentrePanel(),
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("management"),
                FieldPanel("introduction"),
                FieldPanel("photo"),
            ],
            heading=_("Le centre"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("code_insee", heading=_("Commune"), required_on_save=True),
                FieldPanel("postcode"),
            ],
            heading=_("Où le trouver"),
        ),
        MultiFieldPanel(
            [FieldPanel("adhesion"), FieldPanel("federation")],
            heading=_("Son réseau"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("siret"),
                FieldPanel("agreed_on"),
                FieldPanel("agreed_until"),
            ],
            heading=_("Son agrément"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.FilterField("kind"),
        index.FilterField("departement"),
    ]

    base_form_class = CentreForm
    display_related = ("departement", "federation", "photo", "contact")
    parent_page_types = ["network.CentreIndexPage"]
    subpage_types = ["initiatives.InitiativePage"]

    class Meta:
        verbose_name = _("centre social")
        verbose_name_plural = _("centres sociaux")

    def save(self, *args, **kwargs):
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            CentreContact.objects.create(centre=self)
        if self.collection_id is None:
            self._create_collection()

    def follow_commune(self):
        followed = super().follow_commune()
        return [*followed, "code_insee", "commune", "postcode", "departement"]

    def stand_in(self, commune, within=()):
        """With what the register says of it: code, name, département, postcode.

        Where it said a commune of before a merger, that is its name: people say it.
        """
        if commune is None:
            return super().stand_in(None)
        said = folded_name(self.commune)
        former = next((one for one in within if one.folded == said), commune)
        self.code_insee, self.departement = commune.code, commune.departement
        self.commune = (commune if former.is_part else former).name
        self.postcode = self.postcode_in(commune)
        here = [one for one in within if one.is_part and one.serves(self.postcode)]
        return super().stand_in(here[0] if here else former)

    def settle_at(self, found):
        if found.commune is not None:
            self.code_insee, self.commune = found.commune.code, found.name
            if found.is_postcode_said:
                self.postcode = found.postcode
            self.follow_commune()

    def postcode_in(self, commune):
        """As typed if it may be: one of the commune's, or a CEDEX, which none has."""
        known = [row.postcode for row in commune.postcodes.all()]
        begins = {one[:2] for one in known}
        if self.postcode not in known and self.postcode[:2] in begins:
            is_of_another = CommunePostcode.objects.filter(postcode=self.postcode)
            known = known if is_of_another.exists() else [self.postcode]
        if self.postcode in known:
            return self.postcode
        return known[0] if len(known) == 1 else ""

    def _create_collection(self):
        """Its own place, under its département's (editorial.md, section 2)."""
        self.collection = collection_of_centre(self)
        type(self).objects.filter(pk=self.pk).update(collection=self.collection)

    @property
    def description(self):
        return self.search_description or self.introduction

    @property
    def place(self):
        """« Besançon (Doubs) »."""
        return f"{self.commune} ({self.departement.name})"
