"""Who keeps the whole site: said here, asked everywhere.

Source: editorial.md, section 1.
"""

from django.conf import settings
from django.contrib.auth import get_user_model

FULL_ADMIN = "home.use_full_admin"


def has_full_admin(user):
    """True for whom the whole back office is open: webmasters and superusers."""
    return user.is_active and user.has_perm(FULL_ADMIN)


def webmasters():
    """The active accounts that keep the whole site; superusers aside: a QuerySet."""
    return get_user_model().objects.with_perm(
        FULL_ADMIN,
        include_superusers=False,
        backend=settings.AUTHENTICATION_BACKENDS[-1],
    )
