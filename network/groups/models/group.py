"""A working group and a commission: one model, and the word of each federation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager

from home.models import BasePage
from network.document_panel import DocumentPanel
from network.review.rows import take_voted_rows
from network.reviewed_documents import ReviewedDocument

from ..changes import changes_of_served
from ..panels import ServedPanel
from ..showing import group_context
from .listing import GroupQuerySet


class AbstractGroupPage(ReviewedDocument, BasePage):
    class State(models.TextChoices):
        ACTIVE = "active", _("Au travail")
        CLOSED = "closed", _("Clos")

    word = models.CharField(
        _("vous l’appelez"),
        max_length=40,
        blank=True,
        help_text=_(
            "Si ce n’est pas le mot de votre fédération. Exemple : « équipe »."
        ),
    )
    aim = models.TextField(
        _("but"), max_length=500, blank=True, help_text=_("En une ou deux phrases.")
    )
    referent_function = models.CharField(
        _("référent ou référente"),
        max_length=120,
        blank=True,
        help_text=_("Une fonction d’abord. Exemple : « chargée de mission famille »."),
    )
    referent_person = models.CharField(
        _("nom de cette personne"),
        max_length=80,
        blank=True,
        help_text=_("Seulement si elle l’a accepté : tout le monde le lira."),
    )
    contact_email = models.EmailField(
        _("adresse électronique"),
        blank=True,
        help_text=_("Celle de la fédération, jamais celle d’une personne."),
    )
    rhythm = models.CharField(
        _("rythme"),
        max_length=100,
        blank=True,
        help_text=_("Exemple : « quatre réunions par an »."),
    )
    results = models.TextField(_("ce qu’il a produit"), max_length=1500, blank=True)
    state = models.CharField(
        _("où en est-il ?"), max_length=6, choices=State, default=State.ACTIVE
    )
    closed_on = models.DateField(_("clos le"), null=True, blank=True)
    closed_why = models.CharField(_("pourquoi ?"), max_length=300, blank=True)

    objects = PageManager.from_queryset(GroupQuerySet)()

    content_panels = [
        DocumentPanel(),
        *BasePage.content_panels,
        FieldPanel("word"),
        FieldPanel("aim"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("referent_function"), FieldPanel("referent_person")]
                ),
                FieldPanel("contact_email"),
                FieldPanel("rhythm"),
            ],
            heading=_("Qui l’anime"),
        ),
        InlinePanel(
            "participants", heading=_("Qui y participe"), label=_("participant")
        ),
        InlinePanel("subthemes", heading=_("Ses sous-thèmes"), label=_("sous-thème")),
        ServedPanel(
            "served",
            heading=_("Ce qu’il sert"),
            label=_("ligne d’un projet"),
            help_text=_(
                "Parmi les projets en ligne de votre fédération. Exemple : « Action 3 »."
            ),
        ),
        FieldPanel("results"),
        MultiFieldPanel(
            [
                FieldPanel("state"),
                FieldPanel("closed_on"),
                FieldPanel("closed_why"),
            ],
            heading=_("Où en est-il ?"),
        ),
    ]

    parent_page_types = ["network.FederationPage"]
    subpage_types = []
    display_related = ("live_revision",)

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        take_voted_rows(self)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | group_context(self, request)

    @classmethod
    def changes_of_rows(cls, name, before, after):
        if name != "served":
            return super().changes_of_rows(name, before, after)
        return changes_of_served(before, after)

    @property
    def description(self):
        return self.search_description or self.aim

    @property
    def is_closed(self):
        return self.state == self.State.CLOSED

    @property
    def questions(self):
        """[(question, its sub-theme)], in the order of the rows."""
        return [
            (question, row)
            for row in self.subthemes.all()
            for question in row.questions
        ]

    def word_in(self, federation):
        """What its federation calls it: « collectif », « équipe »."""
        of_federation = getattr(federation, self.word_of_federation)
        return self.word or of_federation or str(self._meta.verbose_name)


class WorkingGroupPage(AbstractGroupPage):
    word_of_federation = "group_word"

    class Meta:
        verbose_name = _("groupe de travail")
        verbose_name_plural = _("groupes de travail")


class CommissionPage(AbstractGroupPage):
    word_of_federation = "commission_word"

    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")
