"""Real threads on PostgreSQL: a centre keeps a referent, an address one account."""

import threading

import pytest
from django.db import connections

from home.models import User
from network.belonging import actions
from network.models import Membership

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
ROUNDS = 8


def together(calls):
    """Run the calls at once, each in its thread; what they refuse or raise."""
    barrier, raised = threading.Barrier(len(calls)), []

    def run(call):
        barrier.wait()
        try:
            call()
        except Exception as error:  # noqa: BLE001  the test asserts on what came
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_referents_who_leave_at_once_do_not_leave_the_centre_alone(crowd):
    Role = Membership.Role
    pair = Membership.objects.filter(user__in=[crowd.referent, crowd.colleague])
    pair.update(role=Role.REFERENT)
    for _ in range(ROUNDS):
        pair.update(ended_at=None)
        one, other = pair
        raised = together(
            [
                lambda one=one: actions.end(one, crowd.referent),
                lambda other=other: actions.end(other, crowd.colleague),
            ]
        )
        assert [type(error) for error in raised] == [actions.Refused]
        assert pair.open().count() == 1


def test_an_address_invited_by_two_centres_at_once_gets_one_account(crowd):
    for number in range(ROUNDS):
        email = f"n{number}@exemple.test"
        raised = together(
            [
                lambda centre=centre, email=email: actions.invite(
                    centre, email, Membership.Role.CONTRIBUTOR, crowd.webmaster
                )
                for centre in (crowd.centre, crowd.other_centre, crowd.centre)
            ]
        )
        assert raised == []
        person = User.objects.get(email=email)
        assert Membership.objects.invited().filter(user=person).count() == 2
