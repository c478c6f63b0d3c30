"""The test suite: DATABASE_URL chooses the database, nothing else is read."""

import os

os.environ.pop("CACHE_URL", None)
os.environ.pop("TASKS_BACKEND", None)
os.environ.pop("EMAIL_URL", None)

from .base import *
from .base import INSTALLED_APPS, STORAGES, VAR_DIR

SECRET_KEY = "tests"  # noqa: S105
VOTE_KEYS = ["tests"]
ALLOWED_HOSTS = ["*"]
WAGTAILADMIN_BASE_URL = "http://testserver"
INSTALLED_APPS = [*INSTALLED_APPS, "demo", "tests.gazette"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
VAR_DIR.mkdir(exist_ok=True)
