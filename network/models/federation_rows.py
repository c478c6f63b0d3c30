"""What a federation says of itself beside its mission: rows in their order."""

from operator import attrgetter

from django.db import models
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from home.fields import TelephoneField, YearField
from home.slugs import slug_of


class FederationFigure(Orderable):
    """« 20 salariés », with the year and the source that say it."""

    page = ParentalKey(
        "network.FederationPage", on_delete=models.CASCADE, related_name="figures"
    )
    value = models.CharField(
        _("chiffre"), max_length=30, help_text=_("Exemple : « 20 » ou « 3 830 490 € ».")
    )
    label = models.CharField(
        _("ce qu’il compte"), max_length=100, help_text=_("Exemple : « salariés ».")
    )
    year = YearField(_("année"), null=True, blank=True)
    source = models.CharField(
        _("source"),
        max_length=160,
        blank=True,
        help_text=_("Exemple : « rapport d’activité »."),
    )

    panels = [
        FieldRowPanel([FieldPanel("value"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("year"), FieldPanel("source")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("chiffre")

    def __str__(self):
        return f"{self.value} {self.label}"


class FederationMoment(Orderable):
    """A moment of its history."""

    page = ParentalKey(
        "network.FederationPage", on_delete=models.CASCADE, related_name="moments"
    )
    period = models.CharField(
        _("quand ?"), max_length=40, help_text=_("Exemple : « 2005 ».")
    )
    title = models.CharField(_("en quelques mots"), max_length=120)
    text = models.TextField(_("ce qui s’est passé"), max_length=600, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("period"), FieldPanel("title")]),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("moment")

    def __str__(self):
        return f"{self.period} {self.title}"


class AbstractBody(Orderable):
    """A body that governs: who sits there, how often, to decide what."""

    name = models.CharField(_("nom"), max_length=120)
    role = models.CharField(_("ce qu’il décide"), max_length=250, blank=True)
    composition = models.CharField(_("qui y siège"), max_length=250, blank=True)
    rhythm = models.CharField(
        _("rythme"),
        max_length=100,
        blank=True,
        help_text=_("Exemple : « une fois par an »."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("composition"), FieldPanel("rhythm")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return self.name


class FederationBody(AbstractBody):
    page = ParentalKey(
        "network.FederationPage", on_delete=models.CASCADE, related_name="bodies"
    )

    class Meta(AbstractBody.Meta):
        verbose_name = _("instance")


class FederationContact(Orderable):
    """Whom to ask for what: a function, never a name."""

    page = ParentalKey(
        "network.FederationPage", on_delete=models.CASCADE, related_name="contacts"
    )
    function = models.CharField(
        _("fonction"),
        max_length=120,
        help_text=_(
            "Une fonction, pas un nom. Exemple : « chargée de mission famille »."
        ),
    )
    email = models.EmailField(
        _("adresse électronique"),
        blank=True,
        help_text=_("Celle de la fédération, jamais celle d’une personne."),
    )
    phone = TelephoneField(_("téléphone"), blank=True)

    panels = [
        FieldPanel("function"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contact")

    def __str__(self):
        return self.function


class FederationTerm(Orderable):
    """A word that this federation uses in its own way."""

    page = ParentalKey(
        "network.FederationPage", on_delete=models.CASCADE, related_name="terms"
    )
    term = models.CharField(_("mot"), max_length=80)
    definition = models.TextField(_("ce qu’il veut dire"), max_length=1000)

    panels = [FieldPanel("term"), FieldPanel("definition")]

    class Meta(Orderable.Meta):
        verbose_name = _("mot du glossaire")
        verbose_name_plural = _("mots du glossaire")

    def __str__(self):
        return self.term

    @property
    def anchor(self):
        """Where it stands on the page, for good as long as the word does."""
        return f"mot-{slug_of(self.term) or self.pk}"


ROWS = {
    "figures": FederationFigure,
    "moments": FederationMoment,
    "bodies": FederationBody,
    "contacts": FederationContact,
    "terms": FederationTerm,
}


def read_rows_together(page):
    """Fill the rows of `page` in memory: one query for all their tables.

    For a visitor: the page is not to be saved.
    """
    first, *others = (_as_texts(name, model, page) for name, model in ROWS.items())
    found = {name: [] for name in ROWS}
    for name, pk, order, *texts in first.union(*others, all=True):
        found[name].append(_row_of(ROWS[name], page, pk, order, texts))
    for name, rows in found.items():
        getattr(page, name).set(sorted(rows, key=attrgetter("sort_order", "pk")))


KEPT = ("id", "page", "sort_order")


def _columns_of(model):
    return [one for one in model._meta.fields if one.name not in KEPT]


WIDEST = max(len(_columns_of(model)) for model in ROWS.values())


def _as_texts(name, model, page):
    """The rows of one table, under the shape that all of them can have."""
    columns = [Cast(F(one.name), TextField()) for one in _columns_of(model)]
    columns += [Cast(Value(""), TextField())] * (WIDEST - len(columns))
    said = {f"text_{number}": column for number, column in enumerate(columns)}
    rows = model.objects.filter(page=page.pk).order_by()
    return rows.annotate(table=Value(name), **said).values_list(
        "table", "pk", "sort_order", *said
    )


def _row_of(model, page, pk, order, texts):
    said = zip(_columns_of(model), texts, strict=False)
    values = {one.attname: one.to_python(text) for one, text in said}
    return model(pk=pk, sort_order=order, page=page, **values)
