"""The calendar of a group: what was said there is no content of a vote."""

from uuid import uuid4

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.visibility import visible

from .moments import IN_LIVING_MEMORY, times_in_words


class MeetingQuerySet(models.QuerySet):
    def for_calendar(self, group):
        """Those of a group, the newest first, without the text of their minutes.

        `has_text` says whether there is one.
        """
        has_text = ExpressionWrapper(~Q(minutes=""), output_field=BooleanField())
        return (
            self.filter(group=group.pk)
            .defer("minutes")
            .annotate(has_text=has_text)
            .select_related("minutes_file")
        )

    def gives_to_everybody(self, document):
        """True if this Attachment is the public minutes of a group that visitors see."""
        groups = Page.objects.filter(visible()).values("pk")
        public = self.filter(minutes_file=document, is_public=True)
        return public.filter(group__in=groups).exists()


class Meeting(models.Model):
    """Minutes are for everybody, or for who belongs to the federation or to one of its
    centres: `is_public`."""

    group = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("groupe ou commission"),
        on_delete=models.CASCADE,
        related_name="meetings",
    )
    title = models.CharField(
        _("objet"),
        max_length=160,
        help_text=_("Exemple : « Préparer les rendez-vous avec les élus »."),
    )
    # Calendars know a meeting by it.
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    day = models.DateField(_("jour"), validators=IN_LIVING_MEMORY)
    start_time = models.TimeField(_("de"), null=True, blank=True)
    end_time = models.TimeField(_("à"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=160, blank=True)
    agenda = models.TextField(_("ordre du jour"), max_length=2000, blank=True)
    minutes = models.TextField(_("compte rendu"), max_length=20000, blank=True)
    minutes_file = models.ForeignKey(
        "home.Attachment",
        verbose_name=_("compte rendu (fichier)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_public = models.BooleanField(
        _("tout le monde lit le compte rendu"), default=False
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("réunion")
        verbose_name_plural = _("réunions")
        ordering = ["-day", "-start_time", "-pk"]

    def __str__(self):
        return self.title

    @property
    def times(self):
        """« 9 h », « de 9 h 30 à 12 h 30 » or ""."""
        return times_in_words(self.start_time, self.end_time)
