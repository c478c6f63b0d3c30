"""The mails that went out."""

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

    def take(self, event, user, *, about="", occasion=""):
        """The Notice of this mail if it is ours to send, or None."""
        now = timezone.now()
        mail = {"event": event, "user": user, "about": about, "occasion": occasion}
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

    `event` is "app/name", as its texts. `about` is the key that its app gives to what
    the mail tells of ("fiche:34"), "" for nothing in particular. `occasion` tells the
    repeated ones apart: the number of a reminder, a day.
    """

    event = models.CharField(max_length=60)
    occasion = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=40, blank=True)
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
            # `about` first: its index finds all the mails about a thing.
            models.UniqueConstraint(
                fields=["about", "event", "occasion", "user"],
                name="a_mail_goes_out_once",
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.about} {self.user_id}"

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
