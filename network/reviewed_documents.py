"""A document of a federation: its own animators read it before it goes online.

Source: editorial.md, section 4.11.
"""

from django.utils.translation import gettext_lazy as _

from .models import AnimatorTask, FederationIndexPage
from .permissions import DocumentPermissionTester
from .review.naming import Naming
from .reviewed import NetworkReviewedPage

MAILS = {
    "review/call": "network/document_call",
    "review/reopened": "network/document_reopened",
    "review/reminder": "network/document_reminder",
    "review/published": "network/document_published",
    "review/changes_requested": "network/document_changes_requested",
    "review/withdrawn": "network/document_withdrawn",
    "review/late": "network/document_late",
    "review/too_few": "network/document_too_few",
    "review/schedule_refused": "network/document_schedule_refused",
}
DOCUMENT = Naming(
    this=_("ce document"),
    the=_("le document"),
    of=_("du document"),
    whole=_("tout le document"),
    it=_("le"),
    e="",
    one=_("un document"),
    many=_("documents"),
    none=_("aucun document"),
    judges=_("les animateurs"),
    of_judges=_("des animateurs"),
    to_judges=_("aux animateurs"),
    members=_("les animateurs de sa fédération"),
    writers=_("la fédération"),
    to_writers=_("à la fédération"),
    points=_("ce qui est à vérifier"),
    not_yours=_("vous y avez mis la main"),
    mails=MAILS,
)


class ReviewedDocument(NetworkReviewedPage):
    """A mixin, before BasePage. Belonging to the federation recuses nobody: its
    animators judge, but for who wrote, changed or sent the text."""

    recuses_its_people = False

    def speakers(self):
        return []

    @classmethod
    def naming(cls):
        return DOCUMENT

    @classmethod
    def task_model(cls):
        return AnimatorTask

    @classmethod
    def review_roots(cls):
        return list(FederationIndexPage.objects.all())

    def permissions_for_user(self, user):
        return DocumentPermissionTester(user, self)
