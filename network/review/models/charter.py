"""What the committee checks: kept by the webmaster, frozen with each review."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet


@register_snippet
class CharterCriterion(models.Model):
    """One point that the committee checks before it supports a fiche."""

    label = models.CharField(_("point à vérifier"), max_length=200)
    help_text = models.CharField(_("aide"), max_length=300, blank=True)
    active = models.BooleanField(_("en vigueur"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldPanel("active"),
        FieldPanel("sort_order"),
    ]

    class Meta:
        verbose_name = _("point de la charte")
        verbose_name_plural = _("points de la charte")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.label


def criteria_in_force():
    """The labels to tick, in order: frozen with each review at its opening."""
    return list(
        CharterCriterion.objects.filter(active=True).values_list("label", flat=True)
    )
