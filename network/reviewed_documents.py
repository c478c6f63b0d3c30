"""A document of a federation: its own animators read it before it goes online.

Source: editorial.md, section 4.11.
"""

from django.utils.translation import gettext_lazy as _

from .models import AnimatorTask, FederationIndexPage
from .permissions import DocumentPermissionTester
from .review.naming import Naming
from .reviewed import NetworkReviewedPage

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
    mails="network/document_",
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
