"""`make run`: everything embedded, the demo installed, plain HTTP on this machine."""

from . import reading
from .base import *
from .base import INSTALLED_APPS, STORAGES, VAR_DIR

# What a newcomer sees is what a visitor sees; DEBUG=1 for the yellow pages.
DEBUG = reading.truth("DEBUG")
SECRET_KEY = "for development on this machine only"  # noqa: S105
VOTE_KEYS = ["for the votes of this machine only"]
ALLOWED_HOSTS = ["*"]
WAGTAILADMIN_BASE_URL = reading.address(
    "WAGTAILADMIN_BASE_URL", "http://localhost:8000"
)
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
VAR_DIR.mkdir(exist_ok=True)
