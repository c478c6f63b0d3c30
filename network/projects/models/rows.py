"""What a project states beside its entries: rows in the order of the document."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from home.rows import RowOfItsPage
from network.models import AbstractBody


class ProjectStep(RowOfItsPage, Orderable):
    page = ParentalKey(
        "projects.FederalProjectPage", on_delete=models.CASCADE, related_name="steps"
    )
    title = models.CharField(_("étape"), max_length=160)
    period = models.CharField(_("quand ?"), max_length=60, blank=True)
    text = models.TextField(_("ce qui s’est fait"), max_length=600, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("period")]),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("étape")

    def __str__(self):
        return self.title


class ProjectBody(RowOfItsPage, AbstractBody):
    page = ParentalKey(
        "projects.FederalProjectPage", on_delete=models.CASCADE, related_name="bodies"
    )

    class Meta(AbstractBody.Meta):
        verbose_name = _("instance")


class Signatory(RowOfItsPage, Orderable):
    """Who signed: a partner, a centre or a federation, or a name alone."""

    page = ParentalKey(
        "projects.FederalProjectPage",
        on_delete=models.CASCADE,
        related_name="signatories",
    )
    name = models.CharField(_("signataire"), max_length=160)
    partner = models.ForeignKey(
        "network.Partner",
        verbose_name=_("partenaire"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signatures",
        help_text=_("S’il est au registre : sa page dira ce qu’il a signé."),
    )
    member = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("centre ou fédération"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    function = models.CharField(
        _("fonction de qui signe"),
        max_length=120,
        blank=True,
        help_text=_("Une fonction, pas un nom. Exemple : « présidente »."),
    )
    signed_on = models.DateField(_("signé le"), null=True, blank=True)
    commitment = models.TextField(_("engagement"), max_length=600, blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel(
            [
                FieldPanel("partner"),
                PageChooserPanel(
                    "member", ["network.CentrePage", "network.FederationPage"]
                ),
            ]
        ),
        FieldRowPanel([FieldPanel("function"), FieldPanel("signed_on")]),
        FieldPanel("commitment"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("signataire")

    def __str__(self):
        return self.name


class ProjectNotice(RowOfItsPage, Orderable):
    """What does not add up in the document, said to its readers and never corrected."""

    page = ParentalKey(
        "projects.FederalProjectPage", on_delete=models.CASCADE, related_name="notices"
    )
    text = models.TextField(
        _("remarque"),
        max_length=500,
        help_text=_(
            "Exemple : « Le document annonce 66 centres ; le détail en compte 64. »"
        ),
    )

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("remarque sur le document")
        verbose_name_plural = _("remarques sur le document")

    def __str__(self):
        return self.text
