"""A chapter of a project: its long text, numbered as the document numbers it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from home.models import BasePage
from home.visibility import visible
from network.reviewed_documents import ReviewedDocument

from ..blocks import ChapterBlock
from ..showing import chapter_context


class ChapterQuerySet(PageQuerySet):
    def published(self):
        return self.filter(visible())

    def of_project(self, project):
        """In reading order: depth first, as the tree of pages stands."""
        return self.descendant_of(project).order_by("path")


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

    objects = PageManager.from_queryset(ChapterQuerySet)()

    content_panels = [
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

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | chapter_context(self)

    @property
    def numbered_title(self):
        """« 31. Les caractéristiques du territoire »."""
        return f"{self.number}. {self.title}" if self.number else self.title
