"""A chapter of a project: its long text, numbered as the document numbers it."""

from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from home.models import BasePage
from home.visibility import visible
from network.document_panel import DocumentPanel
from network.reviewed_documents import ReviewedDocument

from ..blocks import ChapterBlock
from ..showing import chapter_context


class ChapterQuerySet(PageQuerySet):
    def published(self):
        return self.filter(visible())

    def of_project(self, project):
        """In reading order: depth first, as the tree of pages stands."""
        return self.descendant_of(project).order_by("path")

    def calling(self, group):
        """The published ones that call this group in their text: a list, one query.

        Not by the reference index: a worker writes it late, and it knows drafts.
        """
        if not group.pk:
            return []
        text = Cast("body", models.TextField())
        found = (
            self.published()
            .alias(text=text)
            .filter(text__contains=f'"page": {group.pk}')
        )
        return [one for one in found.order_by("path") if one.calls(group)]


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

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | chapter_context(self)

    @property
    def numbered_title(self):
        """« 31. Les caractéristiques du territoire »."""
        return f"{self.number}. {self.title}" if self.number else self.title

    def calls(self, group):
        """True if a block of its text calls this group."""
        return any(
            block["type"] == "call" and block["value"].get("page") == group.pk
            for block in self.body.raw_data
        )
