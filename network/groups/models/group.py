"""A working group and a commission: one model, and the word of each federation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from home.models import BasePage
from network.document_panel import DocumentPanel
from network.reviewed_documents import ReviewedDocument


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
        InlinePanel("served", heading=_("Ce qu’il sert"), label=_("ligne d’un projet")),
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

    @property
    def description(self):
        return self.search_description or self.aim

    @property
    def is_closed(self):
        return self.state == self.State.CLOSED


class WorkingGroupPage(AbstractGroupPage):
    class Meta:
        verbose_name = _("groupe de travail")
        verbose_name_plural = _("groupes de travail")


class CommissionPage(AbstractGroupPage):
    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")
