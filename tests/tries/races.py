"""Three clicks at one moment, each in its process: one decision, whatever comes."""

import random
import time
from multiprocessing import Array, Barrier, Value

from initiatives.models import InitiativePage
from network.review.models import SUPPORT, CommitteeTask, CommitteeTaskState

from .clicks import RACES, is_online
from .ground import PROCESSES, QUORUM, Sentinel, client_of

WAIT = 240  # seconds: a process that died leaves nobody waiting for ever
JITTER = 0.3  # seconds: about as long as a click takes


def plan(world, arguments):
    barrier, shared = Barrier(PROCESSES), Array("q", 2 * arguments.rounds)
    times, is_over = Array("d", 2 * PROCESSES), Value("b", 0)
    return lambda tally: Racer(world, tally, barrier, shared, times, is_over).run()


class Racer:
    """One of the three; the first also looks at what stands after each round."""

    def __init__(self, world, tally, barrier, shared, times, is_over):
        self.world, self.tally, self.barrier = world, tally, barrier
        self.shared, self.times, self.is_over = shared, times, is_over
        self.sentinel = Sentinel(tally) if tally.number == 0 else None

    def meet(self):
        self.barrier.wait(WAIT)

    def run(self):
        seconds = (self.tally.end - time.monotonic()) / len(RACES)
        for name, (quorum, prepare, roles, check) in RACES.items():
            self.part = f"race: {name}"
            end = time.monotonic() + seconds
            self.prepare(quorum, prepare)
            for number in range(len(self.shared) // 2):
                if self.sentinel:
                    self.is_over.value = time.monotonic() > end
                self.meet()  # while the first looked at the round before
                if self.is_over.value:
                    break
                self.page, self.extra = self.shared[2 * number : 2 * number + 2]
                self.once(roles[self.tally.number], check)
            self.meet()
            if self.sentinel:
                self.sentinel.check(self.part, "the last rounds", True, is_last=True)
        CommitteeTask.objects.update(quorum=QUORUM)

    def prepare(self, quorum, prepare):
        """A third of the fiches each."""
        if self.tally.number == 0:
            CommitteeTask.objects.update(quorum=quorum)
        self.meet()
        for number in range(self.tally.number, len(self.shared) // 2, PROCESSES):
            self.shared[2 * number : 2 * number + 2] = prepare(self)
        self.meet()
        if self.sentinel:
            self.sentinel.start_anew()

    def once(self, role, check):
        click = role(self)
        self.meet()
        time.sleep(random.random() * JITTER)
        mine = 2 * self.tally.number
        self.times[mine] = time.monotonic()
        click()
        self.times[mine + 1] = time.monotonic()
        self.meet()
        if self.sentinel:
            self.tally.count(self.part, "rounds")
            is_excepted = check is is_online
            self.sentinel.check(self.part, f"fiche {self.page}", is_excepted)
            if fault := check(self):
                self.tally.find(self.part, "came through", fault, self.page)

    def post(self, user, address, data):
        client = client_of(user)
        return lambda: self.tally.answered(
            self.part, address, client.post(address, data)
        )

    def vote(self, user):
        state = self.state()
        data = self.world.answer(state) | {"action": SUPPORT}
        data["content_hash"] = state.content_hash
        return self.post(user, f"/admin/comite/{state.pk}/", data)

    def code(self, work):
        return lambda: self.tally.call(self.part, self.page, work)

    def fiche(self):
        return InitiativePage.objects.get(pk=self.page)

    def state(self):
        return CommitteeTaskState.objects.for_instance(self.fiche()).latest("pk")
