"""A chapter of a project: its long text, numbered as the document numbers it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from home.models import BasePage
from network.document_panel import DocumentPanel
from network.reviewed_documents import ReviewedDocument

from ..blocks import ChapterBlock


class FederalProjectChapterPage(ReviewedDocument, BasePage):
    number = models.CharField(
        _("numéro"),
        max_length=20,
        blank=True,
        help_text=_(
            "Tel que le document le donne : « 1 », « 31 », « 421 », « 1.2.3 »."
        ),
    )
    body = StreamField(ChapterBlock(), blank=True, verbose_name=_("contenu"))

    content_panels = [
        DocumentPanel(),
        *BasePage.content_panels,
        FieldPanel("number"),
        FieldPanel("body"),
    ]

    parent_page_types = [
        "projects.FederalProjectPage",
        "projects.FederalProjectChapterPage",
    ]
    subpage_types = ["projects.FederalProjectChapterPage"]

    class Meta:
        verbose_name = _("chapitre")
        verbose_name_plural = _("chapitres")

    display_related = ("live_revision",)

    @property
    def numbered_title(self):
        """« 31. Les caractéristiques du territoire »."""
        return f"{self.number}. {self.title}" if self.number else self.title
