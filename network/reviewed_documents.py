"""A document of a federation: its own animators read it before it goes online.

Source: editorial.md, section 4.11.
"""

from .models import AnimatorTask, FederationIndexPage
from .permissions import DocumentPermissionTester
from .reviewed import NetworkReviewedPage


class ReviewedDocument(NetworkReviewedPage):
    """A mixin, before BasePage. Belonging to the federation recuses nobody: its
    animators judge, but for who wrote, changed or sent the text."""

    recuses_its_people = False

    def speakers(self):
        return []

    @classmethod
    def task_model(cls):
        return AnimatorTask

    @classmethod
    def review_roots(cls):
        return list(FederationIndexPage.objects.all())

    def permissions_for_user(self, user):
        return DocumentPermissionTester(user, self)
