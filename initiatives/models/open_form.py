"""The forms of fiches in somebody's browser, by their keys."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

KEPT = timedelta(days=30)  # since the last save; longer than a tab is left open


class OpenFormQuerySet(models.QuerySet):
    def forgotten(self):
        """Those that nobody comes back to: their keys may go."""
        return self.filter(saved_at__lt=timezone.now() - KEPT)


class OpenForm(models.Model):
    """A form that saved once: its key names the page that it made or edits.

    Written in the transaction of each save, so that a form whose answer was lost is
    known when it comes again. Source: editorial.md, section 3, "The key of a form".
    """

    wagtail_reference_index_ignore = True  # no use of the page that anybody must know

    key = models.CharField(_("clé"), max_length=32, primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    # Null: the fiche was deleted since, and whoever still writes has to know.
    page = models.ForeignKey(
        "initiatives.InitiativePage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As the form wrote it: an autosave of another form gives a revision a new date.
    saved_at = models.DateTimeField(_("date de la version"))
    is_by_click = models.BooleanField(_("enregistré par un clic"))

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("formulaire ouvert")
        verbose_name_plural = _("formulaires ouverts")

    def __str__(self):
        return f"{self.key} ({self.saved_at:%d/%m/%Y})"

    def wrote(self, newest):
        """True if the last save of this form is `newest`: (key, date) of a revision."""
        return (self.revision_id, self.saved_at) == newest


def newest_of(page_key):
    """(key, date) of the newest revision of a page, as the database has it now."""
    dated = Page.objects.values_list("latest_revision", "latest_revision__created_at")
    return dated.get(pk=page_key)


def forget_old_keys():
    """Delete the keys of forms that nobody comes back to: how many."""
    return OpenForm.objects.forgotten().delete()[0]
