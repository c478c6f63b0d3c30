"""What somebody who has no account, or says which, tried within the hour."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

KEPT = timedelta(hours=1)


class AttemptQuerySet(models.QuerySet):
    def recent(self, action, who, within=KEPT):
        since = timezone.now() - within
        return self.filter(action=action, who=who, created_at__gt=since)

    def count_one(self, action, who):
        """Keep this one, forget those of more than an hour."""
        self.filter(created_at__lte=timezone.now() - KEPT).delete()
        self.create(action=action, who=who)


class Attempt(models.Model):
    """One try; of an address or a password only a hash is kept, for an hour.

    In the database: a cache that is down or full forgets, and counts nobody.
    """

    action = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = "essai"
        indexes = [models.Index(fields=["action", "who"], name="attempts_of_one")]

    def __str__(self):
        return f"{self.action} {self.created_at:%d/%m/%Y %H:%M}"
