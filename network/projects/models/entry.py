"""An entry of a project: an ordered row with a level, and an identity for good."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from home.fields import YearField
from home.rows import RowOfItsPage, RowsKey


class EntryKind(models.TextChoices):
    """domain.md, "Decisions that bind": the label of each is free per project."""

    ORIENTATION = "orientation", _("Orientation")
    DEFI = "defi", _("Défi")
    AXE = "axe", _("Axe")
    OBJECTIF = "objectif", _("Objectif")
    FONCTION = "fonction", _("Fonction")
    ACTION = "action", _("Action")
    QUESTION = "question", _("Question")
    POINT = "point", _("Point")


class AbstractEntry(models.Model):
    """What a row of the text and the register of what is online have in common."""

    level = models.PositiveSmallIntegerField(_("niveau"), default=0)
    kind = models.CharField(_("nature"), max_length=12, choices=EntryKind, blank=True)
    label = models.CharField(_("libellé"), max_length=60, blank=True)
    number = models.CharField(_("numéro"), max_length=40, blank=True)
    title = models.TextField(_("intitulé"))
    text = models.TextField(_("texte"), blank=True)
    start_year = YearField(_("début"), null=True, blank=True)
    end_year = YearField(_("fin"), null=True, blank=True)
    period = models.CharField(_("période"), max_length=120, blank=True)
    responsible = models.CharField(_("porté par"), max_length=255, blank=True)
    # Tokens with a space at both ends, " page:12 partner:3 ": voted with the row,
    # tolerant of an end that is gone, and found by one LIKE on both databases.
    links = models.TextField(_("liens"), blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @property
    def is_action(self):
        return self.kind == EntryKind.ACTION


class ProjectEntry(RowOfItsPage, AbstractEntry, Orderable):
    """The parent is the nearest earlier row of a lower level: no circle, no orphan."""

    page = RowsKey(
        "projects.FederalProjectPage", on_delete=models.CASCADE, related_name="entries"
    )
    uuid = models.UUIDField(default=uuid4, db_index=True)
    # Of another entry, by its identity: a foreign key would need it to be online.
    continues = models.UUIDField(_("poursuit"), null=True, blank=True)
    source = models.UUIDField(_("vient de"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("ligne du projet")
        verbose_name_plural = _("lignes du projet")
