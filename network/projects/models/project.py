"""A federal project, a pact of cooperation, a yearly plan, a network project, a charter:
one type, with a kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from home.fields import YearField
from home.lines import lines_of
from home.models import BasePage
from home.visibility import visible
from network.document_panel import DocumentPanel
from network.review.rows import take_voted_rows
from network.reviewed_documents import ReviewedDocument

from ..forms import FederalProjectForm
from ..outline.changes import changes_of_rows, rows_of_version
from ..panels import OutlinePanel
from ..showing import project_context
from .published_entry import PublishedEntry

VIEWS = {
    "tableau": "projects/project_table.html",
    "calendrier": "projects/project_calendar.html",
    "entier": "projects/project_whole.html",
}


class ProjectQuerySet(PageQuerySet):
    def published(self):
        return self.filter(visible())

    def by_period(self):
        """The latest first; those without a year last."""
        start = models.F("start_year").desc(nulls_last=True)
        return self.order_by(start, "title")


class FederalProjectPage(ReviewedDocument, BasePage):
    class Kind(models.TextChoices):
        PROJECT = "project", _("Projet fédéral")
        PACT = "pact", _("Pacte de coopération")
        PLAN = "plan", _("Plan annuel")
        NETWORK = "network", _("Projet de réseau")
        CHARTER = "charter", _("Charte")

    kind = models.CharField(
        _("nature du document"), max_length=8, choices=Kind, default=Kind.PROJECT
    )
    start_year = YearField(_("première année"), null=True, blank=True)
    end_year = YearField(_("dernière année"), null=True, blank=True)
    work_started = models.CharField(
        _("début du travail"),
        max_length=60,
        blank=True,
        help_text=_("Tel que le document le dit. Exemple : « fin 2017 »."),
    )
    adopted_on = models.DateField(_("adopté le"), null=True, blank=True)
    adopted_by = models.CharField(
        _("adopté par"),
        max_length=120,
        blank=True,
        help_text=_("Exemple : « l’assemblée générale »."),
    )
    signed_on = models.DateField(_("signé le"), null=True, blank=True)
    follows = models.ForeignKey(
        "self",
        verbose_name=_("fait suite à"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followed_by",
        help_text=_("Le document que celui-ci remplace ou prolonge."),
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("plan de quel projet ?"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plans",
        help_text=_("Pour un plan annuel : le projet de plusieurs années qu’il sert."),
    )
    ambition = models.TextField(
        _("ambition"),
        max_length=1000,
        blank=True,
        help_text=_("En quelques phrases, ce que vous voulez changer."),
    )
    values_text = models.TextField(
        _("valeurs"), max_length=500, blank=True, help_text=_("Une par ligne.")
    )
    keywords_text = models.TextField(
        _("mots-clés du document"),
        max_length=1000,
        blank=True,
        help_text=_("Un par ligne."),
    )
    note = models.TextField(
        _("note"),
        max_length=1500,
        blank=True,
        help_text=_("Ce qui se lit en bas du document : méthode, moyens, réserves."),
    )
    # {kind of entry: the word of this project}, « défi » for an orientation.
    labels = models.JSONField(_("vos mots"), default=dict, blank=True)
    outline_rest = models.TextField(_("textes à placer"), blank=True)

    objects = PageManager.from_queryset(ProjectQuerySet)()

    content_panels = [
        DocumentPanel(),
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")]),
                FieldPanel("work_started"),
                FieldRowPanel([FieldPanel("adopted_on"), FieldPanel("adopted_by")]),
                FieldPanel("signed_on"),
                PageChooserPanel("follows"),
                PageChooserPanel("part_of"),
            ],
            heading=_("Le document"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("ambition"),
                FieldPanel("values_text"),
                FieldPanel("keywords_text"),
            ],
            heading=_("Ce qui le porte"),
        ),
        OutlinePanel(heading=_("Le plan")),
        InlinePanel("steps", heading=_("Comment il s’est construit"), label=_("étape")),
        InlinePanel("bodies", heading=_("Qui le fait vivre"), label=_("instance")),
        InlinePanel("signatories", heading=_("Ils ont signé"), label=_("signataire")),
        InlinePanel(
            "notices", heading=_("Remarques sur le document"), label=_("remarque")
        ),
        FieldPanel("note"),
    ]

    base_form_class = FederalProjectForm
    parent_page_types = ["network.FederationPage"]
    subpage_types = ["projects.FederalProjectChapterPage"]

    class Meta:
        verbose_name = _("projet, pacte ou plan")
        verbose_name_plural = _("projets, pactes et plans")

    display_related = ("live_revision",)

    def publish(self, revision, user=None, **kwargs):
        """What goes online is what links lean on, from the same moment."""
        super().publish(revision, user=user, **kwargs)
        live = type(self).objects.filter(pk=self.pk, live_revision=revision).first()
        if live:
            PublishedEntry.objects.learn(live)

    def serve(self, request, *args, **kwargs):
        take_voted_rows(self)
        return super().serve(request, *args, **kwargs)

    def get_template(self, request, *args, **kwargs):
        """The same document as a tree, a table, a calendar, or whole on one page."""
        return VIEWS.get(request.GET.get("vue", ""), self.template)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | project_context(self, request)

    @classmethod
    def changes_of_rows(cls, name, before, after):
        """The plan row by row, wherever each one went."""
        if name != "entries":
            return super().changes_of_rows(name, before, after)
        return changes_of_rows(rows_of_version(before), rows_of_version(after))

    @property
    def description(self):
        return self.search_description or self.ambition

    @property
    def period(self):
        """« 2019–2022 », « 2018 » or ""."""
        if self.start_year and self.end_year and self.start_year != self.end_year:
            return f"{self.start_year}–{self.end_year}"
        return str(self.start_year or self.end_year or "")

    @property
    def kind_and_period(self):
        return f"{self.get_kind_display()} {self.period}".strip()

    @property
    def values(self):
        """One a line, as typed: a list."""
        return lines_of(self.values_text)

    @property
    def keywords(self):
        return lines_of(self.keywords_text)
