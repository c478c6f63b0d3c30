"""One count for every form that anybody may send: by address, within an hour."""

import pytest
from django.core.cache.backends.locmem import LocMemCache

from home.throttle import asks_too_often
from home.views import LOST_PASSWORDS
from initiatives.life.removal import MOST
from tests.factories import publish
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


class ShortMemory(LocMemCache):
    """Each key expires between the call that adds it and the one that counts."""

    def incr(self, key, delta=1, version=None):
        self.delete(key, version)
        return super().incr(key, delta, version)


def test_a_count_that_expires_meanwhile_keeps_nobody_out(rf, settings):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.ShortMemory"}}
    assert not any(asks_too_often(rf.get("/"), "ask", 1) for _ in range(3))
