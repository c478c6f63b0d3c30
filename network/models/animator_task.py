"""The animators of a federation read its documents: who answers, and how many.

Source: editorial.md, section 4.11.
"""

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..review.models import CommitteeTask
from .federation_review import FederationReview
from .membership import FederationMembership

# The charter of the committee is for fiches.
CRITERIA = [
    gettext_lazy("Le texte est celui que la fédération a adopté ou prépare"),
    gettext_lazy("Personne n’est nommé sans son accord"),
    gettext_lazy("Un visiteur de passage comprend de quoi il s’agit"),
]


def animators():
    """The open memberships of those who animate a federation now: a QuerySet."""
    role = FederationMembership.Role.ANIMATOR
    return FederationMembership.objects.open().filter(role=role, user__is_active=True)


def deputations():
    """(federation, user) of each deputy whose voice holds now: a QuerySet of links.

    By a query, not a row that something has to close: who no longer animates another
    federation has no voice at the very next question.
    """
    elsewhere = (
        animators()
        .filter(user=OuterRef("user"))
        .exclude(federation=OuterRef("federationreview__federation"))
    )
    links = FederationReview.deputies.through.objects.filter(Exists(elsewhere))
    return links.annotate(federation=F("federationreview__federation"))


class AnimatorTask(CommitteeTask):
    """Of the groups and the quorum that it inherits it uses nothing: who answers is a
    matter of each federation."""

    admin_form_fields = ["name", "days"]

    class Meta:
        verbose_name = gettext_lazy("relecture par les animateurs de la fédération")
        verbose_name_plural = gettext_lazy(
            "relectures par les animateurs de la fédération"
        )

    @classmethod
    def get_description(cls):
        return _("Les animateurs d’une fédération approuvent ses documents.")

    @classmethod
    def judges(cls, states=None):
        asked, named = animators(), deputations()
        if states is not None:
            writers = states.filter(task__in=cls.objects.values("pk")).values("writer")
            asked = asked.filter(federation__in=writers)
            named = named.filter(federation__in=writers)
        in_service = Exists(cls.objects.filter(active=True))
        return _accounts(asked, named).filter(in_service)

    @classmethod
    def rounds_of(cls, user):
        mine = animators().filter(user=user).values("federation")
        deputy = deputations().filter(user=user).values("federation")
        return Q(task__in=cls.objects.values("pk")) & (
            Q(writer__in=mine) | Q(writer__in=deputy)
        )

    def members(self, state):
        here = {"federation": state.writer_id}
        return _accounts(animators().filter(**here), deputations().filter(**here))

    def names_somebody(self):
        """Each federation says who, when it has an animator."""
        return True

    def quorum_of(self, state):
        page = state.revision.as_object().written_by()
        row = FederationReview.objects.filter(federation=page and page.pk).first()
        return row.quorum if row else 1

    def criteria_of(self, state):
        return [str(label) for label in CRITERIA]

    def get_actions(self, obj, user):
        """None in the editor: she answers on the vote page, where she read the text."""
        return []


def _accounts(memberships, links):
    return get_user_model().objects.filter(
        Q(pk__in=memberships.values("user")) | Q(pk__in=links.values("user")),
        is_active=True,
    )
