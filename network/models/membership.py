"""Who speaks for a centre or a federation, from when to when."""

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MembershipQuerySet(models.QuerySet):
    def open(self):
        """Those that give rights now."""
        now = timezone.now()
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=now), started_at__lte=now)

    def arrived(self):
        """Whose account is active and has come, once invited.

        Until she logs in, a known account shows no more than an unknown one: who
        invites an address does not learn whether it had an account.
        """
        came = Q(user__last_login__gte=F("started_at")) | Q(invited_by=None)
        unusable = Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return self.filter(came & ~unusable, user__is_active=True)

    def referents(self):
        return self.filter(role=Membership.Role.REFERENT)


class AbstractMembership(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("compte"),
        on_delete=models.CASCADE,
        related_name="%(class)ss",
    )
    started_at = models.DateTimeField(_("depuis le"), default=timezone.now)
    ended_at = models.DateTimeField(_("jusqu’au"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invité par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.user} ({self.get_role_display()})"

    def clean(self):
        super().clean()
        if self.ended_at and self.ended_at < self.started_at:
            raise ValidationError(
                {
                    "ended_at": _(
                        "La fin vient avant le début : corrigez l’une des dates."
                    )
                }
            )


class CentreMembershipQuerySet(MembershipQuerySet):
    def open(self):
        """Those that give rights now: a companion's, while she is of the federation."""
        return super().open().exclude(self._adrift())

    def lapsed(self):
        """Companions' rows that nobody closed and that give no right any more."""
        return self.filter(self._adrift(), ended_at=None)

    @staticmethod
    def _adrift():
        """A companion who left the federation of the centre, or never was of it.

        A rule and no row to end: it holds at the very next query, whoever ended her
        membership, moved the centre or wrote in the database. She must have been of
        the federation ever since: coming back opens no old door.
        """
        there = FederationMembership.objects.open().filter(
            user=OuterRef("user"),
            federation=OuterRef("centre__federation"),
            started_at__lte=OuterRef("started_at"),
        )
        return Q(role=Membership.Role.COMPANION) & ~Exists(there)


class Membership(AbstractMembership):
    """An account speaks for a centre; a closed one still recuses from its votes."""

    class Role(models.TextChoices):
        CONTRIBUTOR = "contributor", _("contributeur ou contributrice")
        REFERENT = "referent", _("référent ou référente")
        COMPANION = "companion", _("compagnon d’une fédération")

    centre = models.ForeignKey(
        "network.CentrePage",
        verbose_name=_("centre"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(
        _("rôle"), max_length=12, choices=Role, default=Role.CONTRIBUTOR
    )

    objects = CentreMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("appartenance à un centre")
        verbose_name_plural = _("appartenances aux centres")
        ordering = ["centre", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "centre"],
                condition=Q(ended_at=None),
                name="one_open_membership",
                violation_error_message=_(
                    "Cette personne appartient déjà à ce centre : changez son rôle."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="membership_ends_after_it_starts",
            ),
        ]


class FederationMembership(AbstractMembership):
    class Role(models.TextChoices):
        EDITOR = "editor", _("rédacteur ou rédactrice")
        ANIMATOR = "animator", _("animateur ou animatrice")

    federation = models.ForeignKey(
        "network.FederationPage",
        verbose_name=_("fédération"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("rôle"), max_length=12, choices=Role, default=Role.EDITOR)

    class Meta:
        verbose_name = _("appartenance à une fédération")
        verbose_name_plural = _("appartenances aux fédérations")
        ordering = ["federation", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "federation"],
                condition=Q(ended_at=None),
                name="one_open_federation_membership",
                violation_error_message=_(
                    "Cette personne appartient déjà à cette fédération : "
                    "changez son rôle."
                ),
            )
        ]
