"""A real site: what has no safe default stops the start with a sentence."""

from django.core.exceptions import ImproperlyConfigured

from . import reading
from .base import *
from .base import (
    ALLOWED_HOSTS,
    SECRET_KEY,
    TASKS_BACKENDS,
    VOTE_KEYS,
    WAGTAILADMIN_BASE_URL,
)

for _name, _value in {
    "SECRET_KEY": SECRET_KEY,
    "ALLOWED_HOSTS": ALLOWED_HOSTS,
    "WAGTAILADMIN_BASE_URL": WAGTAILADMIN_BASE_URL,
    "VOTE_KEYS": VOTE_KEYS,
}.items():
    if not _value:
        raise ImproperlyConfigured(
            f"Set the environment variable {_name}: see the table in the README."
        )

# A slow mail server delays no click: the workers (`db_worker`) write the mails.
TASKS = {
    "default": {"BACKEND": reading.choice("TASKS_BACKEND", TASKS_BACKENDS, "database")}
}
