import io
import logging
import sys
import zlib
from contextlib import contextmanager

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from home.decoding import finish_what_is_left
from home.post.handing_over import MailServerDown
from home.post.outbox import do_for_a_dead_worker, do_what_is_left
from home.work.draining import do_what_waits
from initiatives.life.consents import end_consents
from initiatives.models.open_form import forget_old_keys
from network.review.digest import send_digests
from network.review.due import send_due
from network.review.scheduled import publish_due

logger = logging.getLogger(__name__)
NAME = "run_due"
LOCK_TIMEOUT = 30 * 60  # seconds; where the lock does not die with its process


def index_what_waits():
    call_command("check_search", outbox=True, stdout=io.StringIO())


STEPS = [
    ("scheduled publications", publish_due),
    ("agreements that end", end_consents),
    ("mails of the reviews", send_due),
    ("digests", send_digests),
    ("other mails that did not go out", do_what_is_left),
    ("tasks of a dead worker", do_for_a_dead_worker),
    ("search outbox", index_what_waits),
    ("keys of forms closed long ago", forget_old_keys),
    # These two last: long, or greedy (one may ask for the memory of ten photos).
    ("work in pieces", do_what_waits),
    ("pictures that no worker made anew", finish_what_is_left),
]


class Command(BaseCommand):
    help = "Everything that waits for the clock; every 5 minutes, one at a time."

    def handle(self, *args, **options):
        with only_one() as is_ours:
            if not is_ours:
                self.stdout.write("Another run is at work.")
                return
            failed = [label for label, step in STEPS if not self._run(label, step)]
        if failed:
            sys.exit(1)

    def _run(self, label, step):
        """One step never stops the others; what it left is found by the next run."""
        try:
            result = step()
        except MailServerDown:
            self.stderr.write(f"{label}: the mail server does not answer.")
            return False
        except Exception:
            logger.exception("The step %s of run_due failed", label)
            self.stderr.write(f"{label}: failed, see the log.")
            return False
        self.stdout.write(f"{label}: {'done' if result is None else result}")
        return True


def key():
    """The number that PostgreSQL wants instead of a name."""
    return zlib.crc32(NAME.encode())


@contextmanager
def only_one():
    """Gives True to one run at a time, in all processes of all machines.

    PostgreSQL: a lock that dies with its connection. Elsewhere one machine: the cache,
    and without it two runs at once: what is owed is a row, which one of them takes.
    """
    if connection.vendor != "postgresql":
        is_ours = cache.add(NAME, 1, LOCK_TIMEOUT) is not False  # None: no cache
        try:
            yield is_ours
        finally:
            if is_ours:
                cache.delete(NAME)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key()])
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key()])
