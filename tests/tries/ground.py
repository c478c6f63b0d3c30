"""What the three attackers share: the planted world, the tally, what must stay true."""

import os
import pickle
import time
import traceback
from collections import Counter, defaultdict
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signals import got_request_exception
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from initiatives.form.forms import wait_for_siblings
from network.models import FederationMembership, Membership
from network.review.audit import doubts
from network.review.models import SUPPORT, CommitteeTaskState
from network.setup import COMMITTEE, CONTRIBUTORS
from tests.factories import (
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    UserFactory,
    start_numbers_at,
)
from tests.world import World, plant_tree

PROCESSES = 3
OF_ALL = 50  # checks between two audits of all
OVERLAP = timedelta(seconds=10)  # what the others had not committed yet
BETWEEN = 10_000  # the factories of two processes take no number twice
QUORUM = 2  # of plant_tree()
REFUSALS = (PermissionDenied, ValidationError, CommitteeTaskState.DoesNotExist)
# What a visitor reads of each live fiche, told without the code under attack.
ONLINE = """
SELECT page.id, page.live_revision_id, md5(concat(page.title, fiche.tagline,
    fiche.summary, fiche.place, fiche.story::text, fiche.complements::text,
    (SELECT string_agg(concat(step.title, step.text), '|' ORDER BY step.sort_order)
     FROM initiatives_initiativestep step WHERE step.page_id = page.id)))
FROM wagtailcore_page page
JOIN initiatives_initiativepage fiche ON fiche.page_ptr_id = page.id WHERE page.live
"""


class Tally:
    """Counts by part and outcome, findings in words; from each process to the parent."""

    def __init__(self, number, seconds):
        self.end = time.monotonic() + seconds
        self.number, self.counts = number, defaultdict(Counter)
        self.findings, self.seen, self.broken = [], set(), None
        got_request_exception.connect(self.note_exception)

    def note_exception(self, **kwargs):
        self.broken = traceback.format_exc()

    def count(self, part, outcome, times=1):
        self.counts[part][outcome] += times

    def in_time(self, part, work):
        """The pieces of work one by one, until the time of a part is over."""
        for done, piece in enumerate(work):
            if time.monotonic() > self.end:
                self.count(part, "left for lack of time", len(work) - done)
                return
            yield piece

    def find(self, part, kind, *what):
        """Once for each kind and place: what the sentinel said is said once."""
        self.count(part, kind)
        if (part, kind, what[:1]) not in self.seen:
            self.seen.add((part, kind, what[:1]))
            self.findings.append((part, kind, *map(str, what)))

    def answered(self, part, where, answer):
        """Count an answer of a view; True unless it is an error of ours."""
        self.count(part, "tries")
        broken, self.broken = self.broken, None
        if answer.status_code < 500:
            is_refused = answer.status_code in (400, 403, 404, 405, 409, 410)
            self.count(part, "refused" if is_refused else "answered")
            return True
        kind = "deadlocks" if "deadlock" in (broken or "") else "500s"
        self.find(part, kind, where, "\n".join((broken or "").splitlines()[-4:]))
        return False

    def call(self, part, where, door, *arguments):
        """Count what code did: its result, or None if it was refused."""
        self.count(part, "tries")
        try:
            with transaction.atomic():
                result = door(*arguments)
        except REFUSALS:
            self.count(part, "refused")
        except DatabaseError as error:
            if "review: " in str(error):
                self.count(part, "refused by a trigger")
            elif "deadlock" in str(error):
                self.find(part, "deadlocks", where, error)
            else:
                self.find(part, "other errors", where, error)
        else:
            self.count(part, "done")
            return result
        return None


def fork(work, number, folder, seconds, first):
    """`work(tally)` in a child process; its tally is pickled in the folder."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    tally = Tally(number, seconds)
    start_numbers_at(first + BETWEEN * number)
    try:
        work(tally)
    except BaseException:  # noqa: BLE001  a broken attacker is told, not lost
        tally.find("attacker", "broken", traceback.format_exc()[-700:])
    finally:
        kept = (dict(tally.counts), tally.findings)
        (folder / f"{number}.pickle").write_bytes(pickle.dumps(kept))
        connections.close_all()
        os._exit(0)


def client_of(user):
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[-1])
    return client


class Stage(World):
    """The world of the suite, with an account of each profile of the object matrix."""

    def __init__(self):
        super().__init__(plant_tree())
        federation = FederationPageFactory(title="Fédération du Cher")
        centre = self.fresh(self.centre)
        centre.federation = federation
        centre.save()
        self.profiles = {
            "visitor": None,
            "nobody": UserFactory(),
            "contributor": self.colleague,
            "referent": self.referent,
            "companion": self.of_federation("editor", federation),
            "committee": self.members[3],
            "editor": self.of_federation("editor", federation),
            "animator": self.of_federation("animator", federation),
            "webmaster": self.webmaster,
            "superuser": self.superuser,
        }
        MembershipFactory(
            user=self.profiles["companion"],
            centre=centre,
            role=Membership.Role.COMPANION,
        )
        self.more_members = [self.account(COMMITTEE) for _ in range(4)]

    def of_federation(self, role, federation):
        user = self.account(CONTRIBUTORS)
        role = FederationMembership.Role(role)
        FederationMembershipFactory(user=user, federation=federation, role=role)
        return user

    def fiche(self, **kwargs):
        """Below one parent one after the other, as the views do."""
        with transaction.atomic():
            wait_for_siblings(kwargs.get("parent", self.centre))
            return super().fiche(**kwargs)


def execute(statement, *values):
    """The rows that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def one_moment():
    """All queries read the same: the others go on writing meanwhile."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


class Sentinel:
    """After each try: nothing is online that is not vouched for.

    The audit is asked of what changed since the try before, now and then of all.
    """

    def __init__(self, tally):
        self.tally, self.checks, self.known = tally, 0, set()
        self.start_anew()

    def start_anew(self):
        self.since = timezone.now()
        self.before, doubted = self.look(None)
        self.known |= doubted

    def look(self, since):
        """({page: (version, digest of what is read)}, doubts as (page, why))."""
        with one_moment():
            online = {page: tuple(rest) for page, *rest in execute(ONLINE)}
            return online, {(one.page.pk, str(one.why)) for one in doubts(since)}

    def check(self, part, where, is_excepted=False, is_last=False):
        """What came through by the try `where`, counted as such."""
        self.checks += 1
        is_of_all = is_last or self.checks % OF_ALL == 0
        now = timezone.now()
        online, doubted = self.look(None if is_of_all else self.since - OVERLAP)
        for page, why in doubted - self.known:
            self.tally.find(part, "seen by the audit", (page, why), where)
        changed = {
            page for page, said in online.items() if self.before.get(page) != said
        }
        self.before, self.since = online, now
        self.known |= doubted
        for page in changed:
            if not is_excepted and not is_by_quorum(page, online[page][0]):
                self.tally.find(part, "came through", page, where)


def is_by_quorum(page, version):
    """Counted anew, without the seals and the code of the review.

    `version` as it was seen: another process may have taken the page offline since.
    """
    states = CommitteeTaskState.objects.filter(revision=version, status="approved")
    if (state := states.last()) is None:
        return False
    votes = state.votes.filter(choice=SUPPORT, cancelled_at=None)
    votes = votes.filter(user__groups__name=COMMITTEE, user__is_active=True)
    wrote = set(Page.objects.get(pk=page).revisions.values_list("user", flat=True))
    voters = set(votes.values_list("user", flat=True)) - wrote
    return len(voters) >= QUORUM
