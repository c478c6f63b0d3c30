"""The agenda of a federation: meetings open to more than a group."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Coalesce, RowNumber
from django.template.defaultfilters import date as in_words
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.slugs import slug_of

from .moments import IN_LIVING_MEMORY, times_in_words
from .published import OfVisibleFederations

MOST_PEOPLE = 1_000_000


class EventQuerySet(OfVisibleFederations):
    def coming(self):
        """Those of today and after, the first to come first."""
        last = self._with_last_day().filter(last__gte=timezone.localdate())
        return last.order_by("day", "start_time", "pk")

    def past(self):
        """Those that are over, the latest first."""
        last = self._with_last_day().filter(last__lt=timezone.localdate())
        return last.order_by("-day", "-start_time", "-pk")

    def around_today(self, count):
        """The first `count` of `coming()`, then those of `past()`, in one query.

        `is_over` says which.
        """
        is_over = models.Q(last__lt=timezone.localdate())
        ahead = models.Case(models.When(is_over=False, then="day"), default=None)
        rank = models.Window(
            RowNumber(),
            partition_by=models.F("is_over"),
            order_by=[ahead, models.F("day").desc(), "start_time", "pk"],
        )
        found = self._with_last_day().annotate(
            is_over=models.ExpressionWrapper(is_over, models.BooleanField())
        )
        return found.annotate(rank=rank).filter(rank__lte=count).order_by("rank")

    def for_lines(self):
        """With what a line of an agenda shows."""
        return self.select_related("federation", "theme")

    def _with_last_day(self):
        return self.annotate(last=Coalesce("end_day", "day"))


class Event(models.Model):
    """No reviewed page: who is of the federation writes it, and it is online at once."""

    class Kind(models.TextChoices):
        RENCONTRE = "rencontre", _("Rencontre")
        FORMATION = "formation", _("Formation")
        JOURNEE = "journee", _("Journée d’étude")
        TEMPS_FORT = "temps-fort", _("Temps fort")

    federation = models.ForeignKey(
        "network.FederationPage",
        verbose_name=_("fédération"),
        on_delete=models.CASCADE,
        related_name="events",
    )
    title = models.CharField(_("titre"), max_length=160)
    kind = models.CharField(
        _("sorte"), max_length=10, choices=Kind, default=Kind.RENCONTRE
    )
    # Calendars know an event by it: it outlives a change of address or of database.
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    day = models.DateField(_("jour"), validators=IN_LIVING_MEMORY)
    end_day = models.DateField(
        _("dernier jour"),
        null=True,
        blank=True,
        validators=IN_LIVING_MEMORY,
        help_text=_("S’il dure plusieurs jours."),
    )
    start_time = models.TimeField(
        _("de"),
        null=True,
        blank=True,
        help_text=_("Laissez vide s’il dure la journée entière."),
    )
    end_time = models.TimeField(_("à"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=160, blank=True)
    audience = models.CharField(
        _("pour qui ?"),
        max_length=160,
        blank=True,
        help_text=_("Exemple : « bénévoles et salariés de tous les centres »."),
    )
    description = models.TextField(_("présentation"), max_length=2000, blank=True)
    theme = models.ForeignKey(
        "home.Theme",
        verbose_name=_("thème"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    group = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("groupe ou commission"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="group_events",
    )
    entry = models.ForeignKey(
        "projects.PublishedEntry",
        verbose_name=_("action servie"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    report = models.TextField(_("ce qui s’y est passé"), max_length=5000, blank=True)
    took_part = models.PositiveIntegerField(
        _("combien y étaient ?"),
        null=True,
        blank=True,
        validators=[
            MaxValueValidator(MOST_PEOPLE, _("C’est trop : vérifiez ce nombre."))
        ],
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("rendez-vous")
        verbose_name_plural = _("rendez-vous")
        ordering = ["day", "start_time", "pk"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.day and self.end_day and self.end_day < self.day:
            raise ValidationError(
                {"end_day": _("Le dernier jour vient avant le premier : vérifiez-les.")}
            )
        if self.end_time and not self.start_time:
            raise ValidationError(
                {"start_time": _("Dites aussi à quelle heure il commence.")}
            )
        is_one_day = self.day and (self.end_day or self.day) == self.day
        if is_one_day and self.end_time and self.end_time <= self.start_time:
            raise ValidationError(
                {"end_time": _("Il finit avant de commencer : vérifiez les heures.")}
            )

    @property
    def last_day(self):
        return self.end_day or self.day

    @property
    def lasts_days(self):
        return self.last_day != self.day

    @property
    def days(self):
        """« 14 mars 2026 », « du 14 au 16 mars 2026 »."""
        end = in_words(self.last_day, "j F Y")
        if not self.lasts_days:
            return end
        is_same_month = (self.day.year, self.day.month) == (
            self.last_day.year,
            self.last_day.month,
        )
        start = in_words(self.day, "j" if is_same_month else "j F Y")
        return gettext("du %(start)s au %(end)s") % {"start": start, "end": end}

    @property
    def times(self):
        """« 14 h 30 », « de 9 h à 12 h 30 » or ""."""
        return times_in_words(self.start_time, self.end_time)

    @property
    def is_past(self):
        return self.last_day < timezone.localdate()

    @property
    def slug(self):
        """The readable end of its address; the key alone decides."""
        return slug_of(self.title)[:80].strip("-") or "rendez-vous"

    @property
    def url(self):
        return reverse("event", args=[self.pk, self.slug])
