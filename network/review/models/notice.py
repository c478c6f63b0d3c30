"""The mails that went out, and how often one wants them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Longer than a sending: the mail server has 5 seconds an answer (EMAIL_TIMEOUT).
HELD = timedelta(minutes=10)


class NoticeQuerySet(models.QuerySet):
    def settled(self):
        """Gone out, or in the hands of a sender who may still be at work."""
        held = Q(taken_at__gt=timezone.now() - HELD)
        return self.filter(Q(sent_at__isnull=False) | held)

    def take(self, **mail):
        """The Notice of this mail if it is ours to send, or None."""
        now = timezone.now()
        notice, is_new = self.get_or_create(**mail, defaults={"taken_at": now})
        if is_new:
            return notice
        free = self.filter(pk=notice.pk, sent_at=None, taken_at__lte=now - HELD)
        if not free.update(taken_at=now):
            return None
        notice.taken_at = now
        return notice


class Notice(models.Model):
    """A mail that goes out once: taken by its sender, then sent.

    `occasion` tells the repeated ones apart: the number of a reminder, a day.
    """

    event = models.CharField(max_length=40)
    occasion = models.CharField(max_length=40, blank=True)
    state = models.ForeignKey(
        "review.CommitteeTaskState",
        null=True,
        on_delete=models.CASCADE,
        related_name="notices",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    # In the database too: a process of the previous release knows no such column.
    taken_at = models.DateTimeField(default=timezone.now, db_default=Now())
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("message envoyé")
        verbose_name_plural = _("messages envoyés")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "occasion", "state", "user"], name="one_notice"
            ),
            # Trap: in the first, a NULL state equals no other.
            models.UniqueConstraint(
                fields=["event", "occasion", "user"],
                condition=Q(state=None),
                name="one_notice_without_review",
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.state_id} {self.user_id}"

    @property
    def is_settled(self):
        """As the QuerySet's `settled`, of a row already read."""
        return self.sent_at is not None or self.taken_at > timezone.now() - HELD

    def give_back(self):
        """The mail did not go out: whoever comes next may send it at once."""
        self._mine().delete()

    def mark_sent(self):
        self._mine().update(sent_at=timezone.now())

    def _mine(self):
        """Nothing once another sender took it over."""
        return Notice.objects.filter(pk=self.pk, taken_at=self.taken_at, sent_at=None)


class MailChoice(models.Model):
    """How often a member of the committee wants to be called."""

    class Rhythm(models.TextChoices):
        EACH = "each", _("un message par fiche")
        DAILY = "daily", _("un message par jour")
        WEEKLY = "weekly", _("un message par semaine")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    rhythm = models.CharField(
        _("rythme des messages"), max_length=10, choices=Rhythm, default=Rhythm.EACH
    )

    class Meta:
        verbose_name = _("choix des messages")
        verbose_name_plural = _("choix des messages")

    def __str__(self):
        return self.get_rhythm_display()
