"""kill -9 at the creation of a fiche and at the last vote: whole, or nothing of it."""

import os
import random
import signal
import time
from uuid import uuid4

from django.db import connection, connections

from initiatives.models import InitiativePage, OpenForm
from network.review.models import SUPPORT
from tests.initiatives.form_data import post_data
from tests.network.review.test_kill import what_stands

from .ground import Sentinel, client_of

STEPS = [{"title": f"Étape {n}", "period": "", "text": "À deux."} for n in (1, 2)]
NOTHING = (False, "in_progress", "in_progress", 1, 0)
WHOLE = (True, "approved", "approved", 2, 1)


def plan(world, arguments):
    return lambda tally: attack(world, tally, arguments.kills)


def attack(world, tally, kills):
    author, voter = client_of(world.author), client_of(world.members[1])
    sentinel = Sentinel(tally)
    for one in (Creation(world, tally, author), LastVote(world, tally, voter)):
        one.prepare()
        statements, seconds = counted(one.work)
        one.look()
        for number in tally.in_time(one.part, range(kills)):
            one.prepare()
            at = 1 + statements * number // kills
            if number % 3 == 2:
                died = killed(one.work, None, False, random.random() * seconds)
            else:
                died = killed(one.work, at, bool(number % 3), None)
            tally.count(one.part, "tries")
            tally.count(one.part, "killed" if died else "ended before")
            one.look()
            sentinel.check(one.part, f"statement {at}")
        sentinel.check(one.part, "all of them", is_last=True)


def counted(work):
    """(the statements of it, its seconds)."""
    found, start = [], time.monotonic()

    def count(execute, *arguments):
        found.append(arguments[0])
        return execute(*arguments)

    with connection.execute_wrapper(count):
        work()
    return len(found), time.monotonic() - start


def killed(work, at, is_after, seconds):
    """Run it in a child that dies at a statement, or after a time; True if it died."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            with connection.execute_wrapper(dying(at, is_after)):
                work()
        finally:
            os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def dying(at, is_after):
    seen = []

    def run(execute, *arguments):
        seen.append(1)
        if len(seen) == at and not is_after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(*arguments)
        if len(seen) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return run


class Creation:
    """The autosave of a new form; the same form comes again, with a word more."""

    part = "kill -9 at the creation"

    def __init__(self, world, tally, client):
        self.world, self.tally, self.client = world, tally, client
        centre = world.centre.pk
        self.address = f"/admin/pages/add/initiatives/initiativepage/{centre}/"

    def prepare(self):
        self.key = uuid4().hex
        self.title = f"Fiche {self.key}"

    def work(self, **fields):
        data = post_data(title=self.title, steps=STEPS, **fields)
        data["creation_key"] = self.key
        answer = self.client.post(self.address, data, HTTP_ACCEPT="application/json")
        return answer.json()

    def look(self):
        rows = InitiativePage.objects.filter(title=self.title)
        keys = OpenForm.objects.filter(key=self.key)
        found = rows.count(), keys.count()
        if found not in [(0, 0), (1, 1)]:
            self.tally.find(self.part, "half done", f"pages, keys: {found}", self.key)
        self.tally.count(self.part, "nothing" if found == (0, 0) else "whole")
        told = self.work(place="Rue du Lavoir")
        said = [page.get_latest_revision_as_object() for page in rows.all()]
        said = [(page.place, page.steps.count()) for page in said]
        if not told.get("success") or said != [("Rue du Lavoir", 2)]:
            self.tally.find(self.part, "lost words", f"{told} {said}", self.key)


class LastVote:
    part = "kill -9 at the vote"

    def __init__(self, world, tally, client):
        self.world, self.tally, self.client = world, tally, client

    def prepare(self):
        world = self.world
        self.fiche = world.submit(world.fiche())
        world.vote(world.members[0], self.fiche)

    def work(self):
        state = self.world.state_of(self.fiche)
        data = self.world.answer(state) | {"action": SUPPORT}
        data["content_hash"] = state.content_hash
        return self.client.post(f"/admin/comite/{state.pk}/", data)

    def look(self):
        found = what_stands(self.world, self.fiche)
        if found not in (NOTHING, WHOLE):
            self.tally.find(self.part, "half done", found, self.fiche.pk)
        self.tally.count(self.part, "nothing" if found == NOTHING else "whole")
        if found == NOTHING:
            self.work()
            if (again := what_stands(self.world, self.fiche)) != WHOLE:
                self.tally.find(self.part, "no second try", again, self.fiche.pk)
