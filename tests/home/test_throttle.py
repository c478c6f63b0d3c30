"""One count for every form that anybody may send: by address, within an hour."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import Attempt
from home.throttle import asks_too_often, name_of
from home.views import (
    FAILURES_OF_A_PASSWORD,
    FAILURES_OF_AN_ADDRESS,
    LOST_PASSWORDS,
)
from initiatives.life.removal import MOST
from tests.factories import UserFactory, publish
from tests.initiatives.life.test_removal import send

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def doors(world, client):
    """[(ask, most)]: ask(X-Forwarded-For) is the status of the answer."""
    fiche = publish(world.fiche())

    def ask_password(hops):
        headers = OURS | {"X-Forwarded-For": hops}
        data = {"email": "x@y.test"}
        return client.post("/mot-de-passe/", data, headers=headers).status_code

    def ask_removal(hops):
        return send(fiche, headers=OURS | {"X-Forwarded-For": hops}).status_code

    return [(ask_password, LOST_PASSWORDS), (ask_removal, MOST)]


@pytest.mark.parametrize(("behind_proxy", "other"), [(True, 302), (False, 429)])
def test_both_doors_count_the_same_address_the_same_way(
    doors, settings, behind_proxy, other
):
    settings.BEHIND_PROXY = behind_proxy
    for ask, most in doors:
        # The first hop is anybody's; without a proxy of ours the last one is too.
        statuses = [ask(f"198.51.100.{n}, 203.0.113.7") for n in range(most + 1)]
        assert statuses == [302] * most + [429]
        assert ask("198.51.100.1, 203.0.113.8") == other


def test_no_cache_is_asked(rf, settings, db):
    """A cache that is down or full forgets, and lets everybody through."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }
    tried = [asks_too_often(rf.get("/"), "ask", 2) for _ in range(4)]
    assert tried == [False, False, True, True]


def test_an_hour_later_nothing_is_kept(rf, db):
    asks_too_often(rf.get("/"), "ask", 1)
    Attempt.objects.update(created_at=timezone.now() - timedelta(hours=1, seconds=1))
    assert not asks_too_often(rf.get("/"), "ask", 1)
    assert Attempt.objects.count() == 1


def log_in(client, email, password, address="198.51.100.1"):
    return client.post(
        "/connexion/",
        {"username": email, "password": password},
        headers=OURS,
        REMOTE_ADDR=address,
    ).status_code


def test_one_address_that_tries_many_accounts_waits(tree, client):
    for number in range(FAILURES_OF_AN_ADDRESS):
        log_in(client, f"n{number}@exemple.test", f"essai {number}")
    user = UserFactory()
    assert log_in(client, user.email, "mot de passe") == 429
    assert log_in(client, user.email, "mot de passe", "198.51.100.2") == 302


def test_one_password_tried_on_many_accounts_waits_wherever_it_comes_from(tree, client):
    user = UserFactory(password="azerty2026")
    for number in range(FAILURES_OF_A_PASSWORD):
        tried = log_in(
            client, f"n{number}@exemple.test", "azerty2026", f"203.0.113.{number}"
        )
        assert tried == 200
    assert log_in(client, user.email, "azerty2026") == 429
    assert log_in(client, UserFactory().email, "mot de passe") == 302


def test_an_account_is_one_however_its_address_is_spelled(tree, rf):
    UserFactory(email="Nadia@exemple.test")
    spellings = ["nadia@exemple.test", "NADIA@EXEMPLE.TEST ", "ｎadia@exemple.test"]
    names = {name_of(rf.post("/", {"username": typed})) for typed in spellings}
    assert names == {"nadia@exemple.test"}


def test_of_an_address_and_a_password_only_a_hash_is_kept(tree, client):
    log_in(client, "nadia@exemple.test", "un secret")
    rows = str([*Attempt.objects.values()])
    assert "un secret" not in rows
    assert "198.51.100.1" not in rows
