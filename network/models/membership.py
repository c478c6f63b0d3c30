"""Who speaks for a centre or a federation, from when to when."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..review.models import Recusal


class MembershipQuerySet(models.QuerySet):
    def open(self):
        """Those that give rights now."""
        return self._of_today()

    def _of_today(self):
        now = timezone.now()
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=now), started_at__lte=now)

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

    def save(self, *args, **kwargs):
        """Who speaks for a page judges nothing that it says, from now on."""
        super().save(*args, **kwargs)
        if self.speaks_for:
            Recusal.objects.speaks(self.user_id, self.speaks_for)

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
    def listed(self):
        """What a centre sees of its people: who belongs to it, and who was invited.

        A refusal is not told: only who had an account can give one, and who invites
        an address does not learn whether it had an account.
        """
        return self._of_today().exclude(self._adrift())

    def open(self):
        """Those that give rights now: accepted, and a companion's while she is of the
        federation."""
        return self.listed().accepted()

    def accepted(self):
        """Those that gave rights one day: they recuse for ever."""
        return self.exclude(accepted_at=None)

    def invited(self):
        """Those that wait for an answer: no right, no recusal."""
        return self._of_today().filter(accepted_at=None, declined_at=None)

    def arrived(self):
        """Whose account has accepted and is active."""
        return self.accepted().filter(user__is_active=True)

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
    """An account speaks for a centre once it has accepted, and has no vote there ever
    after: neither an invitation nor a refusal does anything."""

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
    accepted_at = models.DateTimeField(_("acceptée le"), null=True, blank=True)
    declined_at = models.DateTimeField(
        _("refusée le"), null=True, blank=True, editable=False
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

    @property
    def speaks_for(self):
        """The key of the page for which she speaks, None before she accepted."""
        return self.centre_id if self.accepted_at else None


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

    @property
    def speaks_for(self):
        """The key of the federation: a webmaster writes the row, it needs no answer."""
        return self.federation_id
