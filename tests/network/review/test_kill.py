"""kill -9 in the middle of the last vote: nothing is half done."""

import os
import signal
import time

import pytest
from django.db import connections, transaction
from wagtail.models import PageLogEntry, WorkflowState

from initiatives.models import InitiativePage
from network.review.models import SUPPORT

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
KILLS = 20


def post_last_vote(client, world, fiche):
    state = world.state_of(fiche)
    data = world.answer(state) | {"action": SUPPORT, "content_hash": state.content_hash}
    return client.post(f"/admin/comite/{state.pk}/", data)


def fork(work):
    """Run `work` in a child process with its own connection; returns its pid."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        connections.close_all()
    finally:
        os._exit(0)


def what_stands(world, fiche):
    """Waits for the row that the dead child may still hold, then reads."""
    state = world.state_of(fiche)
    with transaction.atomic():
        review = WorkflowState.objects.select_for_update().get(
            pk=state.workflow_state_id
        )
        state.refresh_from_db()
        page = InitiativePage.objects.get(pk=fiche.pk)
        log = PageLogEntry.objects.filter(page=fiche.pk, action="wagtail.publish")
        return page.live, review.status, state.status, state.votes.count(), log.count()


def test_a_killed_publication_is_whole_or_did_not_happen(as_, crowd, rounds):
    client = as_(crowd.members[1])
    fiche = rounds.pop()
    start = time.monotonic()
    assert post_last_vote(client, crowd, fiche).status_code == 302
    duration = time.monotonic() - start
    cut, seen = 0, set()
    kills = rounds[:KILLS]
    for number, fiche in enumerate(kills):
        pid = fork(lambda page=fiche: post_last_vote(client, crowd, page))
        time.sleep(duration * number / (len(kills) - 1))
        os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
        cut += os.WIFSIGNALED(status)
        seen.add(what_stands(crowd, fiche))
    assert seen <= {
        (False, "in_progress", "in_progress", 1, 0),
        (True, "approved", "approved", 2, 1),
    }
    assert cut > len(kills) / 2
