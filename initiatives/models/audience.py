from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from home.vocabulary import VocabularyManager


@register_snippet
class Audience(models.Model):
    """One of the publics of the closed list (domain.md, section 3)."""

    name = models.CharField(_("nom"), max_length=60, unique=True)
    slug = models.SlugField(_("adresse"), max_length=60, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    objects = VocabularyManager()

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("sort_order")]

    class Meta:
        verbose_name = _("public")
        verbose_name_plural = _("publics")
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name
