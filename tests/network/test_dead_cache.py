"""With a Redis that is down every form of the site answers, and does what it says."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from home.models import Attempt
from initiatives.models import InitiativePage, RemovalRequest
from tests.factories import MembershipFactory, publish
from tests.initiatives.form_data import post_data
from tests.initiatives.life.test_removal import send

from .matrix import ask
from .test_admin_matrix import addresses, stage  # noqa: F401  a fixture
from .test_foreign_numbers import filled, places

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("the cache stands beside the database"),
]
OURS = {"Sec-Fetch-Site": "same-origin"}


def every_address(stage):  # noqa: F811
    yield from addresses(stage).values()
    for route in places():
        if not route.startswith("admin/") and "(" not in route:
            yield next(filled(route, [stage.draft.pk]))


def test_no_post_of_the_site_fails(stage, as_, failing_cache, caplog):  # noqa: F811
    client, asked = as_(stage.webmaster), {}
    for address in every_address(stage):
        asked[address], _said, _found = ask(client, "post", address, headers=OURS)
    assert len(asked) > 280
    assert {where for where, status in asked.items() if status >= 500} == set()
    assert "No cache for 10 s" in caplog.text
    assert not caplog.text.count("Internal Server Error")


def test_a_new_fiche_is_made_once_and_kept(world, as_, failing_cache):
    client, key = as_(world.author), {"creation_key": "c" * 32}
    new = reverse(
        "wagtailadmin_pages:add",
        args=["initiatives", "initiativepage", world.centre.pk],
    )
    for place in ("Rue du Lavoir", "Rue du Port"):
        typed = post_data(title="Le lavoir", place=place) | key
        assert client.post(new, typed, HTTP_ACCEPT="application/json").json()["success"]
    fiche = InitiativePage.objects.get().get_latest_revision_as_object()
    assert (fiche.title, fiche.place) == ("Le lavoir", "Rue du Port")


def test_what_anybody_asks_for_leaves_and_is_kept(
    world, client, committed, failing_cache
):
    data, address = {"email": world.author.email}, "/mot-de-passe/"
    assert committed(client.post, address, data, headers=OURS).status_code == 302
    assert [message.to for message in mail.outbox] == [[world.author.email]]
    assert send(publish(world.fiche())).status_code == 302
    assert RemovalRequest.objects.count() == 1


@pytest.mark.parametrize("cache_is", ["down", "cleared"])
def test_a_double_click_is_one_mail_whatever_the_cache_knows(
    world, as_, committed, request, cache_is
):
    """It was said to have left, and never did; nor does a click that failed count."""
    if cache_is == "down":
        request.getfixturevalue("failing_cache")
    invited = MembershipFactory(centre=world.centre, accepted_at=None)
    doors = [
        (world.referent, f"/admin/centre/personne/{invited.pk}/renvoyer/"),
        (world.webmaster, f"/admin/users/mot-de-passe/{world.author.pk}/"),
    ]
    for user, address in doors:
        mail.outbox.clear()
        with transaction.atomic():
            as_(user).post(address)
            transaction.set_rollback(True)
        for _click in range(2):
            assert committed(as_(user).post, address).status_code == 302
            cache.clear()
        assert len(mail.outbox) == 1
        Attempt.objects.update(created_at=timezone.now() - timedelta(minutes=2))
        committed(as_(user).post, address)
        assert len(mail.outbox) == 2


def test_run_due_does_its_work(world, failing_cache, capsys):
    call_command("run_due")
    assert "Another run" not in capsys.readouterr().out
