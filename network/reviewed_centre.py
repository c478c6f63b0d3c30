"""The page of a centre: its federation reads it before it changes online.

Source: editorial.md, section 4.13.
"""

from typing import NamedTuple

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Workflow

from home.models.consent import is_past, refusal_of

from .models.located import FOLLOWING
from .permissions import CentrePermissionTester
from .review.naming import Naming
from .review.questions import Agreement, ReviewSection
from .reviewed import NetworkReviewedPage

MAILS = {
    "review/call": "network/centre_call",
    "review/reopened": "network/centre_reopened",
    "review/reminder": "network/centre_reminder",
    "review/published": "network/centre_published",
    "review/changes_requested": "network/centre_changes_requested",
    "review/withdrawn": "network/centre_withdrawn",
    "review/late": "network/centre_late",
    "review/too_few": "network/centre_too_few",
    "review/schedule_refused": "network/centre_schedule_refused",
}
# Who reads it differs with the centre, so these words name the reading, not the reader.
CENTRE_PAGE = Naming(
    this=gettext_lazy("cette page"),
    the=gettext_lazy("la page"),
    of=gettext_lazy("de la page"),
    whole=gettext_lazy("toute la page"),
    it=gettext_lazy("la"),
    e=gettext_lazy("e"),
    one=gettext_lazy("une page"),
    many=gettext_lazy("pages"),
    none=gettext_lazy("aucune page"),
    judges=gettext_lazy("la relecture"),
    of_judges=gettext_lazy("de la relecture"),
    to_judges=gettext_lazy("à la relecture"),
    members=gettext_lazy("ceux qui la relisent"),
    writers=gettext_lazy("le centre"),
    to_writers=gettext_lazy("au centre"),
    points=gettext_lazy("ce qui est à vérifier"),
    not_yours=gettext_lazy("c’est votre centre, ou vous y avez mis la main"),
    mails=MAILS,
)


class Missing(NamedTuple):
    field: str
    message: str


class ReviewedCentre(NetworkReviewedPage):
    """A mixin, before BasePage. The centre speaks through it: who is or was of it judges
    neither its page nor its fiches."""

    unvoted = (
        *("kind", "management", "adhesion", "federation"),
        *("postcode", "commune", "code_insee", "departement"),
        *("siret", "agreed_on", "agreed_until", "collection"),
        *FOLLOWING,
    )

    def missing_items(self):
        why = refusal_of(self.photo) if self.photo else ""
        return [Missing("photo", why)] if why else []

    def agreements(self):
        if self.photo is None:
            return []
        said = self.photo
        return [
            Agreement(
                what=_("Photo : %(photo)s") % {"photo": said},
                kind=said.get_consent_kind_display()
                or _("Personne n’a dit qui l’on voit"),
                who=said.consent_given_by,
                day=said.consent_given_on,
                scope=said.consent_scope,
                until=said.ends_on,
                is_over=is_past(said.ends_on),
            )
        ]

    @classmethod
    def naming(cls):
        return CENTRE_PAGE

    @classmethod
    def task_model(cls):
        return apps.get_model("network", "CentreTask")

    @classmethod
    def workflow_over(cls, page):
        """Trap: a page has one workflow, and that of the index of centres reads fiches."""
        tasks = cls.task_model().objects.filter(active=True)
        found = Workflow.objects.filter(active=True, workflow_tasks__task__in=tasks)
        return found.order_by("pk").first()

    @classmethod
    def review_roots(cls):
        return list(apps.get_model("network", "CentreIndexPage").objects.all())

    @classmethod
    def why_recused(cls, user, speakers):
        return gettext_lazy("c’est la page de votre centre")

    @classmethod
    def review_sections(cls):
        return [
            ReviewSection(
                name, str(cls._meta.get_field(name).verbose_name), f"id_{name}"
            )
            for name in ("title", "introduction", "photo")
        ]

    @classmethod
    def files_in(cls, content):
        photo = content.get("photo")
        return [photo] if photo else [], []

    def permissions_for_user(self, user):
        return CentrePermissionTester(user, self)
