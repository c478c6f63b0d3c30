"""The cache of a real site: down, silent or full, it fails no page and delays none.

It then answers None, which means that it does not know. So it holds only what can be
read again: what must be counted, or done once, is a row (platform.md, section 5.3).
"""

import logging
import pickle
import zlib
from contextlib import suppress
from time import monotonic

import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

logger = logging.getLogger(__name__)

PAUSE = 10  # seconds: in silence, each question would take its second of timeout
UNREADABLE = (OSError, EOFError, zlib.error, pickle.UnpicklingError)


class Redis(redis.Redis):
    """The client below django-redis: who did not answer is not asked again at once."""

    asked_again = 0.0  # by the clock of this process

    def execute_command(self, *args, **options):
        if monotonic() < self.asked_again:
            raise redis.ConnectionError("Did not answer a moment ago.")
        try:
            return super().execute_command(*args, **options)
        except (redis.ConnectionError, redis.TimeoutError) as error:
            self.asked_again = monotonic() + PAUSE
            logger.error("No cache for %s s: %s", PAUSE, error)
            raise
        except redis.ResponseError as error:  # its memory or its disk is full
            logger.error("Refused by the cache: %s", error)
            raise


class FileCache(FileBasedCache):
    """Trap: a folder of another account, or a full disk, is a 500 in the core's."""

    def _createdir(self):
        with suppress(OSError):  # told by the first write
            super()._createdir()

    def get(self, key, default=None, version=None):
        try:
            return super().get(key, default, version)
        except UNREADABLE as error:
            logger.error("No file of the cache can be read: %s", error)
            return default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            logger.error("No file of the cache can be written: %s", error)

    def has_key(self, key, version=None):
        try:
            return super().has_key(key, version)
        except UNREADABLE as error:
            logger.error("No file of the cache can be read: %s", error)
            return False

    def delete(self, key, version=None):
        try:
            return super().delete(key, version)
        except OSError as error:
            logger.error("No file of the cache can be removed: %s", error)
            return False
