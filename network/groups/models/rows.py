"""Who takes part, what is worked on, what it serves: rows of a group or commission."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from home.lines import lines_of
from home.rows import RowOfItsPage


class AbstractParticipant(RowOfItsPage, Orderable):
    name = models.CharField(
        _("qui ?"),
        max_length=160,
        help_text=_("Une fonction ou un collectif. Exemple : « neuf centres »."),
    )
    centre = models.ForeignKey(
        "network.CentrePage",
        verbose_name=_("centre"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    partner = models.ForeignKey(
        "network.Partner",
        verbose_name=_("partenaire"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([PageChooserPanel("centre"), FieldPanel("partner")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("participant")

    def __str__(self):
        return self.name


class AbstractSubtheme(RowOfItsPage, Orderable):
    title = models.CharField(_("sous-thème"), max_length=160)
    aim = models.TextField(_("but"), max_length=600, blank=True)
    questions_text = models.TextField(
        _("questions"), max_length=1000, blank=True, help_text=_("Une par ligne.")
    )

    panels = [FieldPanel("title"), FieldPanel("aim"), FieldPanel("questions_text")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("sous-thème")

    def __str__(self):
        return self.title

    @property
    def questions(self):
        """One a line, as typed: a list."""
        return lines_of(self.questions_text)


class AbstractServed(RowOfItsPage, Orderable):
    """An entry by its identity: one that left its document keeps its last text."""

    entry = models.UUIDField(_("ligne d’un projet"))

    # Its choices are those of the federation: panels.py.
    panels = [FieldPanel("entry", widget=forms.Select)]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("ligne d’un projet")

    def __str__(self):
        return str(self.entry)


class GroupParticipant(AbstractParticipant):
    page = ParentalKey(
        "groups.WorkingGroupPage", on_delete=models.CASCADE, related_name="participants"
    )


class GroupSubtheme(AbstractSubtheme):
    page = ParentalKey(
        "groups.WorkingGroupPage", on_delete=models.CASCADE, related_name="subthemes"
    )


class ServedByGroup(AbstractServed):
    page = ParentalKey(
        "groups.WorkingGroupPage", on_delete=models.CASCADE, related_name="served"
    )


class CommissionParticipant(AbstractParticipant):
    page = ParentalKey(
        "groups.CommissionPage", on_delete=models.CASCADE, related_name="participants"
    )


class CommissionSubtheme(AbstractSubtheme):
    page = ParentalKey(
        "groups.CommissionPage", on_delete=models.CASCADE, related_name="subthemes"
    )


class ServedByCommission(AbstractServed):
    page = ParentalKey(
        "groups.CommissionPage", on_delete=models.CASCADE, related_name="served"
    )
