"""Every door of doors.py x each profile x each state, committed."""

import random

from django.db import connection

from initiatives.models import InitiativePage
from tests.network.review.doors import CODE, VIEWS
from tests.network.review.test_every_door import STATES

from .ground import PROCESSES, Sentinel, client_of

PART = "publishing doors"
PRINT = """
SELECT md5(concat(page::text, state::text, (SELECT count(*) FROM review_vote vote
    WHERE vote.state_id = state.id AND vote.cancelled_at IS NULL)))
FROM wagtailcore_page page
LEFT JOIN LATERAL (SELECT task.id, task.status, task.revision_id
    FROM wagtailcore_workflowstate review JOIN wagtailcore_taskstate task
    ON task.workflow_state_id = review.id WHERE review.object_id = page.id::text
    ORDER BY task.id DESC LIMIT 1) state ON true
WHERE page.id = %s
"""


class Target:
    """A fiche in one state, made anew as soon as a try changed it."""

    def __init__(self, world, state):
        self.world, self.state, self.fiche = world, state, None

    def fresh(self):
        if self.fiche is None or self.print() != self.found:
            self.fiche = self.state(self.world)
            self.found = self.print()
        return InitiativePage.objects.get(pk=self.fiche.pk)

    def print(self):
        with connection.cursor() as cursor:
            cursor.execute(PRINT, [self.fiche.pk])
            row = cursor.fetchone()
            return row and row[0]


def plan(world, arguments):
    return lambda tally: attack(world, tally, arguments.passes)


def attack(world, tally, passes):
    """Doors of code by each process; those of views by the profiles shared out."""
    targets = [Target(world, state) for state in STATES]
    tries = [(name, None) for name in CODE]
    profiles = list(world.profiles)
    for one in range(passes):
        mine = profiles[(tally.number + one) % PROCESSES :: PROCESSES]
        tries += [(name, profile) for name in VIEWS for profile in mine]
    tries = [(target, *one) for one in tries for target in targets]
    random.Random(tally.number).shuffle(tries)
    clients = {name: client_of(user) for name, user in world.profiles.items()}
    sentinel = Sentinel(tally)
    for target, name, profile in tally.in_time(PART, tries):
        fiche = target.fresh()
        where = f"{name} by {profile or 'code'} on {target.state.__name__} {fiche.pk}"
        if profile:
            knock(world, tally, clients[profile], VIEWS[name], fiche, where)
        else:
            tally.call(PART, where, CODE[name], world, fiche)
        sentinel.check(PART, where)
    sentinel.check(PART, "all of them", is_last=True)


def knock(world, tally, client, door, fiche, where):
    try:
        answer = door(client, world, fiche)
    except type(fiche).DoesNotExist:
        raise
    except Exception as error:
        if type(error).__name__ != "DoesNotExist":
            raise
        tally.count(PART, "no such round")
        return
    tally.answered(PART, where, answer)
