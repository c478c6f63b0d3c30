from django.core.exceptions import DisallowedHost
from django.db import models
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page

from ..fields import TelephoneField
from ..frame import settings_of
from ..visibility import visible

# Standard pages that the frame links to once they are published: attribute, slug.
FRAME_PAGES = {
    "has_about": "a-propos",
    "has_legal": "mentions-legales",
    "has_privacy": "donnees-personnelles",
    "has_accessibility": "accessibilite",
}


@register_setting(icon="cog", order=100)
class SiteSettings(BaseSiteSetting):
    """What the frame of every page says of the site."""

    class Accessibility(models.TextChoices):
        NOT = "non", _("non conforme")
        PARTIAL = "partielle", _("partiellement conforme")
        FULL = "totale", _("totalement conforme")

    select_related = ["charter_page", "proposal_help_page"]

    site_name = models.CharField(
        _("nom du site"), max_length=60, default=_("C’est possible")
    )
    tagline = models.CharField(
        _("devise"),
        max_length=140,
        blank=True,
        default=_("Les initiatives des centres sociaux"),
    )
    contact_email = models.EmailField(_("adresse de contact"), blank=True)
    contact_phone = TelephoneField(_("téléphone"), blank=True)
    charter_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page de la charte"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    proposal_help_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page d’aide pour proposer une initiative"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    footer = RichTextField(
        _("texte du pied de page"), blank=True, features=["bold", "link"]
    )
    accessibility = models.CharField(
        _("accessibilité"),
        max_length=10,
        choices=Accessibility,
        default=Accessibility.NOT,
        help_text=_("« Non conforme » tant qu’un audit ne dit pas autre chose."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("site_name"), FieldPanel("tagline")], heading=_("Le site")
        ),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_phone")],
            heading=_("Le contact"),
        ),
        PageChooserPanel("charter_page"),
        PageChooserPanel("proposal_help_page"),
        FieldPanel("footer"),
        FieldPanel("accessibility"),
    ]

    class Meta:
        verbose_name = _("réglages du site")
        verbose_name_plural = _("réglages du site")

    @classmethod
    def for_request(cls, request):
        if not hasattr(request, "_site_settings"):
            try:
                request._site_settings = settings_of(request, cls.for_site)
            except DisallowedHost:  # the page that says so has a frame too
                request._site_settings = cls()
        return request._site_settings

    @classmethod
    def base_queryset(cls):
        """With which pages of the frame are live: no menu costs a query of its own."""
        children_of_home = Page.objects.filter(visible(), depth=3)
        return (
            super()
            .base_queryset()
            .annotate(
                **{
                    name: Exists(children_of_home.filter(slug=slug))
                    for name, slug in FRAME_PAGES.items()
                }
            )
        )
