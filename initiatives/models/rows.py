"""The repeated facts of a fiche: rows in the order the author gave them."""

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from home.models import Consent
from home.models.consent import ended, is_past, last_day
from home.rows import RowOfItsPage
from network.models import Partner


class InitiativeTheme(RowOfItsPage, Orderable):
    page = ParentalKey(
        "initiatives.InitiativePage",
        on_delete=models.CASCADE,
        related_name="theme_rows",
    )
    # Null: a draft is saved with the row that waits for its choice (page.themes skips it).
    theme = models.ForeignKey(
        "home.Theme",
        verbose_name=_("thème"),
        null=True,
        on_delete=models.PROTECT,
        related_name="initiative_rows",
    )

    # A list, not the chooser of snippets: twelve names, and a desk without snippets.
    panels = [FieldPanel("theme", widget=forms.Select)]

    class Meta(Orderable.Meta):
        verbose_name = _("thème")

    def __str__(self):
        return str(self.theme)


class InitiativeKeyword(RowOfItsPage, TaggedItemBase):
    content_object = ParentalKey(
        "initiatives.InitiativePage",
        on_delete=models.CASCADE,
        related_name="keyword_rows",
    )

    class Meta:
        verbose_name = _("mot-clé")
        verbose_name_plural = _("mots-clés")


class InitiativeStep(RowOfItsPage, Orderable):
    page = ParentalKey(
        "initiatives.InitiativePage", on_delete=models.CASCADE, related_name="steps"
    )
    title = models.CharField(
        _("titre de l’étape"),
        max_length=80,
        help_text=_("Exemple : « On frappe aux portes »."),
    )
    period = models.CharField(
        _("quand ?"),
        max_length=60,
        blank=True,
        help_text=_("Exemple : « Automne 2023 »."),
    )
    text = models.TextField(
        _("ce que nous avons fait"),
        help_text=_("Qui a fait quoi, en quelques phrases (400 signes au plus)."),
    )

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("period")]),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("étape")

    def __str__(self):
        return self.title


class KeyFigure(RowOfItsPage, Orderable):
    page = ParentalKey(
        "initiatives.InitiativePage",
        on_delete=models.CASCADE,
        related_name="key_figures",
    )
    value = models.CharField(
        _("chiffre"), max_length=20, help_text=_("Exemple : « 58 » ou « 9 sur 10 ».")
    )
    label = models.CharField(
        _("ce qu’il compte"),
        max_length=100,
        help_text=_("Exemple : « parents accueillis en 2025 »."),
    )

    panels = [FieldRowPanel([FieldPanel("value"), FieldPanel("label")])]

    class Meta(Orderable.Meta):
        verbose_name = _("chiffre clé")
        verbose_name_plural = _("chiffres clés")

    def __str__(self):
        return f"{self.value} {self.label}"


class InitiativeQuote(RowOfItsPage, Orderable):
    page = ParentalKey(
        "initiatives.InitiativePage", on_delete=models.CASCADE, related_name="quotes"
    )
    text = models.TextField(
        _("parole"),
        help_text=_("Ce que la personne a dit, sans guillemets (280 signes au plus)."),
    )
    first_name = models.CharField(
        _("prénom"),
        max_length=40,
        blank=True,
        help_text=_("Un prénom seulement, ou rien."),
    )
    role = models.CharField(
        _("qui est-ce ?"),
        max_length=100,
        blank=True,
        help_text=_("Exemple : « habitante, bénévole depuis deux ans »."),
    )
    consent = models.BooleanField(
        _("cette personne est d’accord pour être citée"), default=False
    )

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("first_name"), FieldPanel("role")]),
        FieldPanel("consent"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("parole")

    def __str__(self):
        return self.text[:60]


class InitiativePartner(RowOfItsPage, Orderable):
    class Role(models.TextChoices):
        ACTION = "action", _("agit avec nous")
        FINANCIER = "financier", _("finance")

    page = ParentalKey(
        "initiatives.InitiativePage", on_delete=models.CASCADE, related_name="partners"
    )
    name = models.CharField(_("nom"), max_length=100)
    partner = models.ForeignKey(
        "network.Partner",
        verbose_name=_("dans la liste du réseau"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="fiche_rows",
        help_text=_("S’il y est : sa page dira ce qu’il a fait avec vous."),
    )
    kind = models.CharField(_("type"), max_length=15, choices=Partner.Kind, blank=True)
    role = models.CharField(
        _("ce qu’il fait"), max_length=10, choices=Role, default=Role.ACTION
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("partner"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("role")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("partenaire")

    def __str__(self):
        return self.name


class PhotoQuerySet(models.QuerySet):
    def ended(self, day):
        """Those that may not be shown on `day` any more, by the row or its picture."""
        return self.filter(ended(day, "", "picture__"))

    def shown(self):
        """Those that visitors see: as `shown_picture`, of rows already read."""
        over = ended(timezone.localdate(), "", "picture__")
        rows = self.filter(picture__isnull=False, picture__withdrawn_at=None)
        return rows.exclude(over)


class InitiativePhoto(RowOfItsPage, Orderable, Consent):
    """The row is what is printed and voted; the picture keeps the register."""

    page = ParentalKey(
        "initiatives.InitiativePage", on_delete=models.CASCADE, related_name="photos"
    )
    picture = models.ForeignKey(
        "home.Picture",
        verbose_name=_("photo"),
        null=True,
        on_delete=models.PROTECT,
        related_name="initiative_rows",
    )
    alt = models.CharField(
        _("décrivez ce que l’on voit"),
        max_length=125,
        blank=True,
        help_text=_("Pour les personnes aveugles. Exemple : « Une table dressée. »"),
    )
    credit = models.CharField(_("qui a pris la photo ?"), max_length=80, blank=True)

    panels = [
        FieldPanel("picture"),
        FieldPanel("consent_kind"),
        FieldRowPanel(
            [FieldPanel("consent_given_by"), FieldPanel("consent_given_on")],
            classname="when-seen",
        ),
        FieldRowPanel(
            [FieldPanel("consent_scope"), FieldPanel("consent_until")],
            classname="when-seen",
        ),
        FieldPanel("alt"),
        FieldPanel("credit"),
    ]

    objects = PhotoQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("photo")

    def __str__(self):
        return self.alt or str(self.picture)

    @property
    def last_day(self):
        """The last day on which it may be shown, or None: see home/models/consent.py."""
        return last_day(self, self.picture)

    @property
    def speaking(self):
        """The register to read: its picture's once renewed there, else its own."""
        return self.picture if self.picture.renews(self) else self

    @property
    def shown_picture(self):
        """Its picture, or None: not chosen, withdrawn, or past its last day."""
        picture = self.picture
        if picture is None or picture.withdrawn_at or is_past(self.last_day):
            return None
        return picture
