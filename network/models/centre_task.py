"""The page of a centre is read by its federation: one voice of an animator.

Source: editorial.md, section 4.13.
"""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Exists, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .animator_task import AnimatorTask, animators, deputations

CRITERIA = [
    gettext_lazy("C’est bien ce centre : son nom, ce qu’il est"),
    gettext_lazy("Personne n’est nommé ni reconnaissable sans son accord"),
    gettext_lazy("Un visiteur de passage comprend qui est ce centre"),
]


class CentreTask(AnimatorTask):
    """Where a federation has nobody to answer, or a centre no federation, webmasters do:
    else its page could never change."""

    class Meta:
        verbose_name = gettext_lazy("relecture des pages des centres")
        verbose_name_plural = gettext_lazy("relectures des pages des centres")

    @classmethod
    def get_description(cls):
        return _("La fédération d’un centre relit le nom et la présentation du centre.")

    @classmethod
    def judges(cls, states=None):
        asked, named = animators(), deputations()
        keepers = get_user_model().objects.webmasters()
        if states is not None:
            writers = states.filter(task__in=cls.objects.values("pk")).values("writer")
            written = _centres().filter(pk__in=writers)
            asked = asked.filter(federation__in=written.values("federation"))
            named = named.filter(federation__in=written.values("federation"))
            keepers = keepers.filter(Exists(_unanswered(written)))
        in_service = Exists(cls.objects.filter(active=True))
        return _accounts(asked, named, keepers).filter(in_service)

    @classmethod
    def rounds_of(cls, user):
        mine = animators().filter(user=user).values("federation")
        deputy = deputations().filter(user=user).values("federation")
        keeps = Exists(get_user_model().objects.webmasters().filter(pk=user.pk))
        left = Q(keeps, pk__in=_unanswered(_centres()).values("pk"))
        read = Q(federation__in=mine) | Q(federation__in=deputy) | left
        centres = _centres().filter(read)
        return Q(task__in=cls.objects.values("pk"), writer__in=centres.values("pk"))

    def members(self, state):
        return readers_of(state.writer_id)

    def quorum_of(self, state):
        return 1

    def criteria_of(self, state):
        return [str(label) for label in CRITERIA]


def readers_of(centre):
    """The accounts that read the page of this centre, an instance or its key: a QuerySet.

    Who is of the centre among them has no vote all the same.
    """
    page = _centres().filter(pk=getattr(centre, "pk", centre))
    if not is_answered_for(centre):
        return get_user_model().objects.webmasters()
    of = {"federation__in": page.values("federation")}
    nobody = get_user_model().objects.webmasters().none()
    return _accounts(animators().filter(**of), deputations().filter(**of), nobody)


def is_answered_for(centre):
    """False where its federation has nobody to read it: the webmasters do."""
    page = _centres().filter(pk=getattr(centre, "pk", centre))
    return not _unanswered(page).exists()


def _centres():
    return apps.get_model("network", "CentrePage").objects.order_by()


def _unanswered(centres):
    """Those of `centres` that no animator and no deputy of a federation answers for."""
    return centres.exclude(federation__in=animators().values("federation")).exclude(
        federation__in=deputations().values("federation")
    )


def _accounts(memberships, links, keepers):
    return get_user_model().objects.filter(
        Q(pk__in=memberships.values("user"))
        | Q(pk__in=links.values("user"))
        | Q(pk__in=keepers.values("pk")),
        is_active=True,
    )
