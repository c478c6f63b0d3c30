"""What a member answered, and what she is reading."""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import seals

SUPPORT, CHANGES, ABSTAIN = "support", "request_changes", "abstain"
READING_DAYS = 5


class VoteQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(cancelled_at=None)

    def cancel(self, why):
        """They count no more, for a reason of Vote.Cancelled; the number of them."""
        votes = list(self)
        for vote in votes:
            vote.cancelled_at, vote.cancelled_for = timezone.now(), why
            vote.sign()
        self.model.objects.bulk_update(votes, ["cancelled_at", "cancelled_for", "seal"])
        return len(votes)


class Vote(models.Model):
    """What a member answered; never erased, cancelled when it does not count any more.

    Signed by who records it (voting.py): one that code writes counts for nothing.
    """

    class Choice(models.TextChoices):
        SUPPORT = SUPPORT, _("avis favorable")
        CHANGES = CHANGES, _("demande de reprise")
        ABSTAIN = ABSTAIN, _("abstention")

    class Reason(models.TextChoices):
        CHARTER = "charter", _("Un des points n’est pas tenu")
        IMAGE_RIGHTS = "image_rights", _("Les droits à l’image")
        FORM = "form", _("L’écriture ou la clarté")
        OTHER = "other", _("Autre chose")

    class Cancelled(models.TextChoices):
        TEXT = "text", _("Ne compte plus : le texte a changé depuis.")
        VOICE = (
            "voice",
            _("Ne compte plus : cette personne ne peut plus juger ce texte."),
        )

    state = models.ForeignKey(
        "review.CommitteeTaskState", on_delete=models.CASCADE, related_name="votes"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    choice = models.CharField(_("réponse"), max_length=20, choices=Choice)
    checklist = models.JSONField(_("points vérifiés"), default=dict)
    reason = models.CharField(_("motif"), max_length=20, blank=True)
    section = models.CharField(_("partie de la fiche"), max_length=40, blank=True)
    comment = models.TextField(_("remarque"), blank=True)
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("date"), default=timezone.now)
    cancelled_at = models.DateTimeField(_("annulé le"), null=True, blank=True)
    cancelled_for = models.CharField(
        _("pourquoi"), max_length=5, choices=Cancelled, default=Cancelled.TEXT
    )
    seal = models.CharField(max_length=64, blank=True, editable=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("avis")
        verbose_name_plural = _("avis")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["state", "user"],
                condition=models.Q(cancelled_at=None),
                name="one_standing_vote",
            )
        ]

    def __str__(self):
        return f"{self.get_choice_display()} ({self.created_at:%d/%m/%Y})"

    def sign(self):
        """Set `seal`, without saving; for who has checked that it may be given."""
        self.seal = seals.seal(*self._facts())

    @property
    def is_signed(self):
        """True if it is, in every point that decides, what was recorded."""
        return seals.holds(self.seal, *self._facts())

    def _facts(self):
        # With the end of it: a cancelled vote does not stand again by an update.
        return (
            *("vote", self.state_id, self.user_id, self.choice, self.content_hash),
            *(self.created_at, self.cancelled_at),
        )

    @property
    def reason_label(self):
        """The reason in words, "" without one."""
        return dict(self.Reason.choices).get(self.reason, "")

    @property
    def pinned_to(self):
        """The ReviewSection that the remark is about, or None for the whole page."""
        if not self.section:
            return None
        review = self.state.workflow_state
        model = ContentType.objects.get_for_id(review.content_type_id).model_class()
        sections = {section.key: section for section in model.review_sections()}
        return sections.get(self.section)


class ReadingQuerySet(models.QuerySet):
    def fresh(self):
        """Claims that still hold: a forgotten one is freed after READING_DAYS."""
        since = timezone.now() - timedelta(days=READING_DAYS)
        return self.filter(created_at__gt=since)


class Reading(models.Model):
    """« Je la lis »: shown in the queue, exclusive of nothing."""

    state = models.ForeignKey(
        "review.CommitteeTaskState", on_delete=models.CASCADE, related_name="readings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("lecture")
        verbose_name_plural = _("lectures")
        constraints = [
            models.UniqueConstraint(fields=["state", "user"], name="one_reading")
        ]

    def __str__(self):
        return f"{self.user_id} → {self.state_id}"
