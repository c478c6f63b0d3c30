"""What happens to a fiche after its publication: never in a field of the page.

None of it is voted content (design.md, section 3).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .page import InitiativePage


class Confirmation(models.Model):
    """The centre's answer to « Toujours d’actualité ? »."""

    class Answer(models.TextChoices):
        CURRENT = "current", _("toujours d’actualité")
        UPDATE = "update", _("à mettre à jour")
        ENDED = "ended", _("terminée")

    page = models.ForeignKey(
        InitiativePage, on_delete=models.CASCADE, related_name="confirmations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(_("réponse"), max_length=10, choices=Answer)
    created_at = models.DateTimeField(_("date"), auto_now_add=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.get_answer_display()} ({self.created_at:%d/%m/%Y})"


class Withdrawal(models.Model):
    """A published fiche taken offline at once: by whom and why."""

    page = models.ForeignKey(
        InitiativePage, on_delete=models.CASCADE, related_name="withdrawals"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("raison"), max_length=1000)
    created_at = models.DateTimeField(_("date"), auto_now_add=True)

    class Meta:
        verbose_name = _("retrait")
        verbose_name_plural = _("retraits")
        ordering = ["-created_at"]

    def __str__(self):
        return self.reason[:60]


class RemovalRequest(models.Model):
    """Somebody asks for a photo or a quote of theirs to be removed; kept."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("une photo où l’on me voit")
        QUOTE = "quote", _("une parole que j’ai dite")
        OTHER = "other", _("autre chose qui me concerne")

    page = models.ForeignKey(
        InitiativePage, on_delete=models.CASCADE, related_name="removal_requests"
    )
    kind = models.CharField(_("de quoi s’agit-il ?"), max_length=10, choices=Kind)
    message = models.TextField(_("votre demande"), max_length=2000)
    email = models.EmailField(_("votre adresse électronique"), blank=True)
    created_at = models.DateTimeField(_("date"), auto_now_add=True)
    handled_at = models.DateTimeField(_("traitée le"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    outcome = models.TextField(_("ce qui a été fait"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("demande de retrait")
        verbose_name_plural = _("demandes de retrait")
        ordering = ["-created_at"]

    def __str__(self):
        return self.message[:60]
