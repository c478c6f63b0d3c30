"""The fiche: what a centre tells of one initiative."""

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from home.fields import ChoiceListField, TelephoneField, YearField
from home.models import BasePage
from network.directory.fields import CommuneCodeField
from network.models import CentrePage, Located, Territory

from ..blocks import ComplementsBlock, StoryBlock
from ..form.forms import InitiativeForm
from ..form.panels import CONTENT_PANELS
from ..reviewed import ReviewedFiche
from .address import KeptAddress
from .card import commune_of_action
from .centre import CentreAbove
from .dates import Period
from .listing import InitiativeQuerySet, last_confirmation, linked_to
from .printed import PrintedParts
from .voted import take_voted_fiche


class InitiativePage(
    KeptAddress, ReviewedFiche, Period, PrintedParts, Located, BasePage
):
    class Status(models.TextChoices):
        PLANNED = "planned", _("En projet")
        ONGOING = "ongoing", _("En cours")
        ENDED = "ended", _("Terminée")

    class Scale(models.TextChoices):
        QUARTIER = "quartier", _("Un quartier")
        QUARTIERS = "quartiers", _("Plusieurs quartiers")
        COMMUNE = "commune", _("Une commune")
        INTERCOMMUNAL = "intercommunal", _("Plusieurs communes")
        DEPARTEMENT = "departement", _("Un département")
        REGION = "region", _("Une région")
        NATIONAL = "national", _("Tout le pays")

    class Nature(models.TextChoices):
        SERVICES = "services", _("Activités et services")
        PROJECTS = "projects", _("Accompagnement de projets")
        CITIZENSHIP = "citizenship", _("Citoyenneté")

    class Initiator(models.TextChoices):
        CENTRE = "centre", _("Le centre social")
        RESIDENTS = "residents", _("Des habitantes et des habitants")
        PARTNERS = "partners", _("Un ou plusieurs partenaires")
        FEDERATION = "federation", _("Une fédération")

    class Budget(models.TextChoices):
        UNDER_1000 = "under-1000", _("Moins de 1 000 €")
        UNDER_5000 = "1000-5000", _("De 1 000 à 5 000 €")
        UNDER_20000 = "5000-20000", _("De 5 000 à 20 000 €")
        OVER_20000 = "over-20000", _("Plus de 20 000 €")

    # The ten essentials (title aside). Bounds hold on submission, in faults.py.
    tagline = models.TextField(
        _("accroche"),
        help_text=_(
            "L’initiative en une phrase, pour donner envie de lire. Exemple : « Chaque "
            "vendredi, les parents se retrouvent autour d’un café. » (140 signes)"
        ),
    )
    summary = models.TextField(
        _("résumé"),
        help_text=_(
            "Qui, quoi, où, pour quel changement, en cinq ou six phrases. Exemple : "
            "« Depuis deux ans, le garage du centre accueille… » (500 signes)"
        ),
    )
    audiences = ParentalManyToManyField(
        "initiatives.Audience",
        verbose_name=_("publics"),
        related_name="initiatives",
        help_text=_("Pour qui, avec qui ? Un à quatre choix. Exemple : Familles."),
    )
    status = models.CharField(
        _("où en est l’initiative ?"),
        max_length=10,
        choices=Status,
        default=Status.ONGOING,
        help_text=_("Exemple : En cours."),
    )
    start_month = models.PositiveSmallIntegerField(
        _("mois de début"),
        choices=Period.MONTHS,
        null=True,
        blank=True,
        help_text=_("Si vous le connaissez. Exemple : septembre."),
    )
    start_year = YearField(
        _("année de début"), null=True, help_text=_("Exemple : 2023.")
    )
    end_month = models.PositiveSmallIntegerField(
        _("mois de fin"),
        choices=Period.MONTHS,
        null=True,
        blank=True,
        help_text=_("Si elle est terminée."),
    )
    end_year = YearField(
        _("année de fin"), null=True, blank=True, help_text=_("Exemple : 2025.")
    )
    end_reason = models.TextField(
        _("pourquoi s’est-elle arrêtée ?"),
        blank=True,
        help_text=_("Exemple : « La mairie a repris l’idée. » (300 signes)"),
    )
    story = StreamField(StoryBlock(), default=[("story", {})], verbose_name=_("récit"))

    # To go further
    place = models.CharField(
        _("où cela se passe"),
        max_length=120,
        blank=True,
        help_text=_("Exemple : « Quartier des Tilleuls, autour de l’école »."),
    )
    code_insee = CommuneCodeField(_("code INSEE"), blank=True)
    departement = models.ForeignKey(
        Territory,
        verbose_name=_("département de l’action"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to={"kind": Territory.Kind.DEPARTEMENT},
        related_name="initiatives",
        help_text=_("Laissez vide si c’est celui de votre centre."),
    )
    scale = models.CharField(
        _("à quelle échelle ?"),
        max_length=15,
        choices=Scale,
        blank=True,
        help_text=_("Exemple : Un quartier."),
    )
    natures = ChoiceListField(
        verbose_name=_("nature de l’initiative"),
        choices=Nature.choices,
        help_text=_("Une ou deux. Exemple : Citoyenneté."),
    )
    initiated_by = ChoiceListField(
        verbose_name=_("à l’initiative de"),
        choices=Initiator.choices,
        help_text=_("Qui a eu l’idée ? Exemple : Des habitantes et des habitants."),
    )
    keywords = ClusterTaggableManager(
        through="initiatives.InitiativeKeyword",
        verbose_name=_("mots-clés"),
        blank=True,
        help_text=_("Cinq au plus, en minuscules. Exemple : jardin, compost."),
    )
    employees = models.PositiveSmallIntegerField(
        _("salariés"), null=True, blank=True, help_text=_("Combien ? Exemple : 2.")
    )
    volunteers = models.PositiveSmallIntegerField(
        _("bénévoles"), null=True, blank=True, help_text=_("Exemple : 6.")
    )
    residents = models.PositiveIntegerField(
        _("habitants mobilisés"), null=True, blank=True, help_text=_("Exemple : 30.")
    )
    team_note = models.TextField(
        _("précision sur l’équipe"),
        blank=True,
        help_text=_("Exemple : « Une animatrice deux heures par semaine. »"),
    )
    budget = models.CharField(
        _("budget"),
        max_length=12,
        choices=Budget,
        blank=True,
        help_text=_("Pour une année, sans les salaires. Exemple : De 1 000 à 5 000 €."),
    )
    budget_note = models.TextField(
        _("précision sur le budget"),
        blank=True,
        help_text=_("Exemple : « Surtout du bois et de la peinture. »"),
    )
    material = models.TextField(
        _("matériel et lieux"),
        blank=True,
        help_text=_("Exemple : « La cuisine du centre, six tables. » (300 signes)"),
    )
    complements = StreamField(
        ComplementsBlock(), blank=True, verbose_name=_("vidéos, documents, liens")
    )
    associated_centres = ParentalManyToManyField(
        CentrePage,
        verbose_name=_("autres centres associés"),
        blank=True,
        related_name="+",
        help_text=_("Ceux qui ont agi avec vous, cinq au plus."),
    )
    adapted_from = models.ForeignKey(
        "self",
        verbose_name=_("adaptée de"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="adaptations",
        help_text=_("La fiche d’un autre centre qui vous a inspirés."),
    )
    contact_function = models.CharField(
        _("qui contacter ?"),
        max_length=100,
        blank=True,
        help_text=_("Une fonction, pas un nom. Exemple : « Référente familles »."),
    )
    contact_email = models.EmailField(
        _("adresse électronique"),
        blank=True,
        help_text=_("Laissez vide pour celle du centre. Exemple : accueil@centre.fr."),
    )
    contact_phone = TelephoneField(
        _("téléphone"),
        blank=True,
        help_text=_("Laissez vide pour celui du centre. Exemple : 01 23 45 67 89."),
    )

    centre = CentreAbove()

    objects = PageManager.from_queryset(InitiativeQuerySet)()

    content_panels = CONTENT_PANELS
    promote_panels = []
    settings_panels = []
    base_form_class = InitiativeForm
    search_fields = [*Page.search_fields, index.FilterField("departement")]

    parent_page_types = ["network.CentrePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("fiche initiative")
        verbose_name_plural = _("fiches initiatives")

    display_related = ("departement", "live_revision")
    has_adaptations = has_network_links = True  # unknown: ask
    confirmed_at = None  # unknown: not said

    @classmethod
    def for_display(cls):
        adaptations = cls.objects.published().filter(adapted_from=OuterRef("pk"))
        entries, groups = linked_to(OuterRef("pk"))
        return (
            super()
            .for_display()
            .annotate(
                has_adaptations=Exists(adaptations),
                has_network_links=Exists(entries) | Exists(groups),
                confirmed_at=Subquery(last_confirmation()),
                action_commune=commune_of_action(),
            )
        )

    def settle_at(self, found):
        """Its département too: one place."""
        super().settle_at(found)
        if found.commune is not None:
            self.departement = found.commune.departement

    def route(self, request, path_components):
        if self.is_withdrawn and not path_components:
            return RouteResult(self, kwargs={"gone": True})
        return super().route(request, path_components)

    def serve(self, request, *args, gone=False, **kwargs):
        if gone:
            context = {"page": self}
            return TemplateResponse(
                request, "initiatives/life/gone.html", context, status=410
            )
        take_voted_fiche(self)
        return super().serve(request, *args, **kwargs)

    def permissions_for_user(self, user):
        from ..permissions import InitiativePermissionTester

        return InitiativePermissionTester(user, self)
