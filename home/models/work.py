"""A job that is too long for one click, done in pieces and kept as a row."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkQuerySet(models.QuerySet):
    def unfinished(self):
        """What a worker does next, the oldest first."""
        return self.filter(state__in=Work.UNFINISHED).order_by("pk")


class Work(models.Model):
    """How far it is; what is to do stands with its kind (home/work/pieces.py).

    `data` is what the kind needs to go on, `report` what it has to say at the end.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        RUNNING = "running", _("en cours")
        DONE = "done", _("terminé")
        FAILED = "failed", _("interrompu par une erreur")
        STOPPED = "stopped", _("arrêté")

    UNFINISHED = (State.WAITING, State.RUNNING)

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)

    objects = WorkQuerySet.as_manager()

    # Saved at each piece; nothing asks what names an account in a job.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("travail")
        verbose_name_plural = _("travaux")
        indexes = [models.Index(fields=["state"], name="work_by_state")]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def is_unfinished(self):
        return self.state in self.UNFINISHED

    @property
    def can_be_asked_again(self):
        return self.state in (self.State.FAILED, self.State.STOPPED)
