"""The base of every page, the home page and the standard page."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from ..blocks import BodyBlock
from ..copying import CopyForm
from ..permissions import HomePageTester
from ..pictured import PicturedPageForm
from ..references import read_once


class BasePage(Page):
    """What every page of the site shares: breadcrumb and description."""

    display_related = ()  # foreign keys that the page's template shows
    is_restricted = None  # said by home/routing.py, unknown elsewhere
    copy_form_class = CopyForm
    base_form_class = PicturedPageForm

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if self.live and update_fields is None:
            self.draft_title = self.title
        with read_once(self, update_fields):
            super().save(*args, update_fields=update_fields, **kwargs)

    def save_revision(self, *args, **kwargs):
        """Trap: lists and choosers show `draft_title` of a live page to everybody."""
        revision = super().save_revision(*args, **kwargs)
        if self.live:
            Page.objects.filter(pk=self.pk).update(draft_title=F("title"))
        return revision

    @classmethod
    def for_display(cls):
        """The QuerySet that reads a page for a visitor."""
        return cls._default_manager.select_related(*cls.display_related)

    @property
    def description(self):
        """The text of `<meta name="description">`, without markup."""
        return self.search_description

    @property
    def breadcrumb(self):
        """Ancestors a visitor can open, from the home page down (one query)."""
        return self.get_ancestors().filter(depth__gte=2).live().public()

    def get_view_restrictions(self):
        """Those of the page and above, in one query where the core takes two.

        An alias, or an alias of an alias, has the restrictions of its source.
        """
        if self.is_restricted is False:
            return PageViewRestriction.objects.none()
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        line = Page.objects.filter(path__in=[self.path[:end] for end in ends])
        sources = line.values_list(Coalesce("alias_of__alias_of", "alias_of", "pk"))
        return PageViewRestriction.objects.filter(page__in=sources)


class HomePage(BasePage):
    promise = models.CharField(
        _("promesse"),
        max_length=70,
        default="Ce que les habitants inventent, racontez-le",
        help_text=_("Le grand titre de l’accueil, 70 signes au plus."),
    )
    lead = models.CharField(_("texte d’accueil"), max_length=250, blank=True)
    featured_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("fiche à la une"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    example_searches = models.CharField(
        _("exemples de recherche"),
        max_length=120,
        blank=True,
        help_text=_("Trois au plus, séparés par des virgules."),
        validators=[MaxLengthValidator(120)],
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("promise"),
        FieldPanel("lead"),
        PageChooserPanel("featured_page"),
        FieldPanel("example_searches"),
    ]

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("page d’accueil")

    @property
    def description(self):
        return self.search_description or self.lead

    @property
    def examples(self):
        """At most three example searches, as typed."""
        words = [word.strip() for word in self.example_searches.split(",")]
        return [word for word in words if word][:3]

    def permissions_for_user(self, user):
        return HomePageTester(user, self)


class StandardPage(BasePage):
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("contenu"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("page simple")
        verbose_name_plural = _("pages simples")

    @property
    def description(self):
        return self.search_description or self.introduction
