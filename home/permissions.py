"""Who keeps the whole site, and what of its pages has one place only.

Said here, asked everywhere. Source: editorial.md, section 1.
"""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.models import PagePermissionTester

from .models.user import FULL_ADMIN


def has_full_admin(user):
    """True for whom the whole back office is open: webmasters and superusers."""
    return user.is_active and user.has_perm(FULL_ADMIN)


def webmasters():
    """The active accounts that keep the whole site; superusers aside: a QuerySet."""
    return get_user_model().objects.webmasters()


def can_keep_account(user, account):
    """True if `user` may change this account: a superuser's is a superuser's only."""
    return user.is_superuser or not account.is_superuser


class PlacedPageTester(PagePermissionTester):
    """A page that is not copied, or not moved: by no menu, address or API.

    `no_copy`, `no_move`: why, a sentence that the address answers, or "".
    """

    no_copy = no_move = ""

    def can_copy(self):
        return not self.no_copy and super().can_copy()

    def can_move(self):
        return not self.no_move and super().can_move()

    def can_move_to(self, destination):
        # The core lets a superuser pass before it asks `can_move`.
        return self.can_move() and super().can_move_to(destination)


class HomePageTester(PlacedPageTester):
    """The site has one home page."""

    no_copy = _("Le site n’a qu’une page d’accueil : elle ne se copie pas.")
    no_move = _("La page d’accueil est la première du site : elle ne se déplace pas.")
