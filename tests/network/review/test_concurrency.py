"""Real threads on PostgreSQL: one decision, whatever comes together.

Fifty rounds of each race with REQUIRE_ALL=1, twelve otherwise; of two clicks as many
in its three states together.
"""

import threading
import time

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, connections, transaction
from wagtail.models import PageLogEntry, WorkflowState

from initiatives.models import InitiativePage
from network.review.models import CHANGES, CommitteeTaskState
from network.setup import COMMITTEE
from tests.ground import ROUNDS
from tests.initiatives.form_data import complete_data

from . import behind

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def together(calls):
    """Run the calls at once, each in its thread; their results or refusals.

    A deadlock, which nobody refused, is raised here.
    """
    barrier = threading.Barrier(len(calls))
    results, broken = [None] * len(calls), []

    def run(place, call):
        barrier.wait()
        try:
            results[place] = call()
        except (PermissionDenied, ValidationError) as error:
            results[place] = error
        except DatabaseError as error:
            broken.append(error)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(place, call))
        for place, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    return results


def published(fiche):
    return PageLogEntry.objects.filter(page=fiche.pk, action="wagtail.publish").count()


def mails_to_the_centre(crowd):
    """How many mails each of the people of the fiche got."""
    people = [crowd.author.email, crowd.referent.email]
    found = [address for message in mail.outbox for address in message.to]
    return [found.count(address) for address in people]


def test_five_voters_at_once_give_one_publication_and_one_mail_each(crowd, rounds):
    for state in CommitteeTaskState.objects.all():
        behind.open_anew(state, quorum=4)
    voters = [*crowd.members[1:], *(crowd.account(COMMITTEE) for _ in range(2))]
    for fiche in rounds:
        mail.outbox.clear()
        results = together([lambda m=m, f=fiche: crowd.vote(m, f) for m in voters])
        state = crowd.state_of(fiche)
        page = InitiativePage.objects.get(pk=fiche.pk)
        refused = [error for error in results if isinstance(error, PermissionDenied)]
        assert (page.live, state.votes.count(), len(refused)) == (True, 4, 2)
        assert published(fiche) == 1
        assert mails_to_the_centre(crowd) == [1, 1]


def test_an_approval_and_a_refusal_at_once_stay_coherent(crowd, rounds):
    for fiche in rounds:
        together(
            [
                lambda f=fiche: crowd.vote(crowd.members[1], f),
                lambda f=fiche: crowd.vote(crowd.members[2], f, CHANGES),
            ]
        )
        state = crowd.state_of(fiche)
        page = InitiativePage.objects.get(pk=fiche.pk)
        review = WorkflowState.objects.get(pk=state.workflow_state_id)
        assert (page.live, state.status, review.status) in [
            (True, "approved", "approved"),
            (False, "rejected", "needs_changes"),
        ]


def test_a_cancellation_against_the_last_vote_is_never_both(crowd, rounds, as_):
    for fiche in rounds:
        client = as_(crowd.author)
        together(
            [
                lambda f=fiche: crowd.vote(crowd.members[1], f),
                lambda f=fiche, c=client: c.post(
                    f"/admin/pages/{f.pk}/edit/", {"action-cancel-workflow": "1"}
                ),
            ]
        )
        review = WorkflowState.objects.for_instance(fiche).latest("pk")
        page = InitiativePage.objects.get(pk=fiche.pk)
        assert (page.live, review.status) in [(True, "approved"), (False, "cancelled")]


def test_an_edit_against_the_last_vote_never_publishes_what_was_not_voted(
    crowd, rounds
):
    def edit(fiche):
        page = InitiativePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
        page.tagline = "Changée pendant le vote."
        page.save_revision(user=crowd.superuser)

    for fiche in rounds:
        together(
            [
                lambda f=fiche: crowd.vote(crowd.members[1], f),
                lambda f=fiche: edit(f),
            ]
        )
        page = InitiativePage.objects.get(pk=fiche.pk)
        if page.live:
            assert page.tagline != "Changée pendant le vote."


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        # Trap: a transaction keeps the first answer that it got.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]


def test_an_edit_takes_its_locks_in_the_order_of_a_vote(crowd):
    """Who waits for the workflow holds no review: else a vote and an edit deadlock."""
    fiche = crowd.submit(crowd.fiche())
    state = crowd.state_of(fiche)

    def vote():
        with transaction.atomic():
            WorkflowState.objects.select_for_update().get(pk=state.workflow_state_id)
            is_held.set()
            end = time.monotonic() + 10
            while not somebody_waits_for_a_lock():
                assert time.monotonic() < end, "the edit takes no lock"
            CommitteeTaskState.objects.select_for_update(nowait=True).get(pk=state.pk)
        return "voted"

    def edit():
        is_held.wait()
        InitiativePage.objects.get(pk=fiche.pk).save_revision(user=crowd.superuser)
        return "edited"

    is_held = threading.Event()
    assert together([vote, edit]) == ["voted", "edited"]


@pytest.mark.parametrize("state", ["new", "returned", "online"])
def test_two_clicks_on_submit_open_one_review(crowd, as_, state):
    """And each of them is answered: with a page, not an error."""
    for number in range(ROUNDS // 3):
        fiche = crowd.fiche(title=f"Fiche {number}")
        if state == "returned":
            crowd.vote(crowd.members[0], crowd.submit(fiche), CHANGES)
        if state == "online":
            crowd.publish(crowd.submit(fiche))
        before = CommitteeTaskState.objects.for_instance(fiche).count()
        theme, audience = fiche.themes[0], fiche.audiences.first()
        data = complete_data(theme, audience, title=fiche.title)
        address = f"/admin/pages/{fiche.pk}/edit/"
        clients = [as_(crowd.author), as_(crowd.author), as_(crowd.colleague)]
        sent = data | {"action-submit": "1"}
        answers = together(
            [lambda c=client, a=address, d=sent: c.post(a, d) for client in clients]
        )
        hers = {answer.status_code for answer in answers[:2]}
        first = CommitteeTaskState.objects.for_instance(fiche).latest("pk")
        if first.revision.user_id == crowd.author.pk:
            assert hers == {302}
        assert {answer.status_code for answer in answers} <= {200, 302}
        states = CommitteeTaskState.objects.for_instance(fiche)
        assert (states.in_progress().count(), states.count()) == (1, before + 1)
