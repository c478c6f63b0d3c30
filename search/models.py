"""The tables of the database engine, of the back office, and the outbox.

Rows of an index, not of the site: no foreign key, so that an entry may outlive its
page by an instant and a page never waits for the index.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchRow(models.Model):
    """The entry of one page, narrow: every hit of a search reads its row."""

    page_id = models.IntegerField(_("page"), primary_key=True)
    type = models.CharField(_("type"), max_length=20)
    published_at = models.DateTimeField(_("publiée le"))
    digest = models.CharField(_("empreinte"), max_length=64)
    folded_title = models.TextField(_("titre plié"))
    latitude = models.FloatField(_("latitude"), null=True, db_index=True)
    longitude = models.FloatField(_("longitude"), null=True, db_index=True)

    class Meta:
        verbose_name = _("entrée de l’index")
        verbose_name_plural = _("entrées de l’index")

    def __str__(self):
        return self.folded_title.strip()


class SearchText(models.Model):
    """The texts of one entry, read for the pages that are shown and for phrases.

    Apart from the row, which they would spread: at 10,000 pages on SQLite the rows of
    all pages are read in 2 ms, in 18 ms with the texts beside them.
    """

    page_id = models.IntegerField(_("page"), primary_key=True)
    title = models.TextField(_("titre"))
    summary = models.TextField(_("résumé"))
    labels = models.TextField(_("étiquettes"))
    body = models.TextField(_("texte"))
    folded = models.TextField(_("texte plié"))
    # {stem: weight} as it stands in SearchTerm, so that only the difference is written.
    weights = models.JSONField(_("poids"), default=dict)

    class Meta:
        verbose_name = _("texte de l’index")
        verbose_name_plural = _("textes de l’index")

    def __str__(self):
        return self.title


class SearchTerm(models.Model):
    """One stem of one entry. The primary key is the covering index: no other one."""

    pk = models.CompositePrimaryKey("stem", "row_id", "weight")
    stem = models.CharField(max_length=64)
    row_id = models.IntegerField()
    weight = models.FloatField()

    class Meta:
        verbose_name = _("mot de l’index")
        verbose_name_plural = _("mots de l’index")

    def __str__(self):
        return f"{self.stem} ({self.row_id})"


class SearchFacet(models.Model):
    """One value of one facet of one entry; `facet` is its place in `FACETS`."""

    pk = models.CompositePrimaryKey("row_id", "facet", "value")
    row_id = models.IntegerField()
    facet = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("valeur de critère")
        verbose_name_plural = _("valeurs de critères")
        indexes = (
            models.Index(
                fields=["facet", "value", "row_id"], name="search_facet_value"
            ),
        )

    def __str__(self):
        return f"{self.facet}={self.value} ({self.row_id})"


class SearchOutbox(models.Model):
    """A page to index again. The id is the version an engine may compare."""

    page_id = models.PositiveIntegerField(_("page"))
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    next_try_at = models.DateTimeField(_("prochain essai"), null=True, blank=True)
    last_error = models.CharField(_("dernière erreur"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("page à indexer")
        verbose_name_plural = _("pages à indexer")

    def __str__(self):
        return f"{self.id}: {self.page_id}"


class DeskEntry(models.Model):
    """The folded words of one object that the back office looks for (`backend.py`)."""

    # Of the root model: a page has one entry, whatever its type.
    model = models.CharField(_("modèle"), max_length=100)
    object_id = models.IntegerField(_("objet"))
    words = models.TextField(_("mots pliés"))
    analysis = models.CharField(_("analyse"), max_length=8)

    class Meta:
        verbose_name = _("entrée de la recherche interne")
        verbose_name_plural = _("entrées de la recherche interne")
        constraints = (
            models.UniqueConstraint(
                fields=["model", "object_id"], name="search_desk_object"
            ),
        )

    def __str__(self):
        return f"{self.model} {self.object_id}: {self.words.strip()}"
