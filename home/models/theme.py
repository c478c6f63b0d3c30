from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from ..vocabulary import VocabularyManager


@register_snippet
class Theme(models.Model):
    """One of the twelve themes; its fixed number gives colour and icon."""

    name = models.CharField(_("nom"), max_length=80, unique=True)
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    number = models.PositiveSmallIntegerField(
        _("numéro"),
        unique=True,
        validators=[MaxValueValidator(11)],
        help_text=_(
            "De 0 à 11 : donne la couleur et l’icône. Ne changez pas ce numéro."
        ),
    )
    introduction = models.CharField(_("présentation"), max_length=250, blank=True)
    synonyms = models.CharField(
        _("autres mots"),
        max_length=300,
        blank=True,
        help_text=_("Séparés par des virgules : la recherche les comprend aussi."),
    )

    objects = VocabularyManager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("number"),
        FieldPanel("introduction"),
        FieldPanel("synonyms"),
    ]

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["number"]

    def __str__(self):
        return self.name

    @property
    def css_class(self):
        return f"t{self.number}"

    icon = css_class
