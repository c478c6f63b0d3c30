"""What an import has to do, kept as rows: a line of the file each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models import Work
from network.models import CentrePage


class CentreImport(models.Model):
    """A file that was read, what would change, and the job once somebody asks for it.

    The file itself is not kept: its lines are. `columns` and `unknown`: names;
    `sentences`: what to tell of the file; `departements`: codes that it speaks of.
    """

    name = models.CharField(_("fichier"), max_length=255)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("lu le"), auto_now_add=True)
    columns = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    sentences = models.JSONField(default=list)
    departements = models.JSONField(default=list)
    work = models.OneToOneField(
        Work, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import de centres")
        verbose_name_plural = _("imports de centres")
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    def absent(self):
        """Centres online of the same départements that no line of the file is about."""
        named = self.lines.exclude(centre=None).values("centre")
        return (
            CentrePage.objects.published()
            .filter(departement__code__in=self.departements)
            .exclude(pk__in=named)
            .for_rows()
        )


class ImportLineQuerySet(models.QuerySet):
    def due(self):
        """What is still to be written."""
        return self.filter(is_due=True, done_at=None, is_skipped=False)


class ImportLine(models.Model):
    """`values`: the facts to write (facts.py); `differences`: [[name, old, new, kept]].

    A difference that is kept is written only if its name is in `ticked`.
    """

    class What(models.TextChoices):
        CREATE = "create", _("à créer")
        CHANGE = "change", _("à modifier")
        KEEP = "keep", _("gardée telle que le centre l’a écrite")
        SAME = "same", _("sans changement")
        REFUSE = "refuse", _("refusée")

    made_by = models.ForeignKey(
        CentreImport, on_delete=models.CASCADE, related_name="lines"
    )
    number = models.PositiveIntegerField(_("ligne"))
    title = models.CharField(_("nom"), max_length=255, blank=True)
    what = models.CharField(max_length=10, choices=What, db_index=True)
    centre = models.ForeignKey(
        CentrePage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    values = models.JSONField(default=dict)
    differences = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    duplicates = models.JSONField(default=list)
    ticked = models.JSONField(default=list)
    is_skipped = models.BooleanField(default=False)
    is_due = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = ImportLineQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ligne d’un import")
        verbose_name_plural = _("lignes d’un import")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "number"], name="one_import_line_per_number"
            )
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def written(self):
        """The differences that are, or were, written."""
        return [one for one in self.differences if not one[3] or one[0] in self.ticked]

    @property
    def kept(self):
        return [one for one in self.differences if one not in self.written]


class ImportedFacts(models.Model):
    """What the last import said of a centre: what differs now, somebody changed since."""

    centre = models.OneToOneField(
        CentrePage, on_delete=models.CASCADE, primary_key=True, related_name="imported"
    )
    values = models.JSONField(default=dict)
    line = models.ForeignKey(
        ImportLine, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    imported_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("données importées")
        verbose_name_plural = _("données importées")

    def __str__(self):
        return str(self.centre_id)
