"""How a federation reads its own documents: how many, and who else."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_READERS = 10


class FederationReview(models.Model):
    """A federation without a row asks one of its animators."""

    federation = models.OneToOneField(
        "network.FederationPage",
        verbose_name=_("fédération"),
        on_delete=models.CASCADE,
        related_name="review",
    )
    quorum = models.PositiveSmallIntegerField(
        _("nombre d’accords demandés"),
        default=1,
        help_text=_(
            "Un document de la fédération est publié quand ce nombre d’animateurs l’a "
            "approuvé. Qui l’a écrit n’est jamais du nombre."
        ),
        validators=[
            MinValueValidator(1, _("Il faut au moins un accord.")),
            MaxValueValidator(MOST_READERS, _("Dix accords au plus.")),
        ],
    )
    deputies = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("animateurs d’une autre fédération"),
        blank=True,
        related_name="+",
        help_text=_(
            "Ils approuvent aussi, quand la fédération n’a qu’un animateur. Leur accord "
            "compte tant qu’ils animent une autre fédération."
        ),
    )

    class Meta:
        verbose_name = _("relecture d’une fédération")
        verbose_name_plural = _("relectures des fédérations")
        ordering = ["federation"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quorum__gte=1), name="a_federation_asks_somebody"
            )
        ]

    def __str__(self):
        return str(self.federation)
