"""A webmaster opens and closes accounts; she makes nobody superuser, nor enters as
somebody else."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.cache import cache
from wagtail.models import ModelLogEntry

from home.models import User
from network.setup import COMMITTEE, WEBMASTERS
from tests.network.people import REFUSED

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("no statement of ours: forms and who opens them"),
]
USERS, BULK = "/admin/users/", "/admin/bulk/home/user/"
NEW = {
    "email": "nouvelle@exemple.test",
    "first_name": "Nour",
    "last_name": "Personnenouvelle",
}


def typed(account, **changes):
    """What the form of an account sends."""
    return {
        "email": account.email,
        "first_name": account.first_name,
        "last_name": account.last_name,
        "is_active": "on",
        "groups": [group.pk for group in account.groups.all()],
    } | changes


def stored(account):
    found = User.objects.filter(pk=account.pk).values()
    return found.get(), set(account.groups.values_list("pk", flat=True))


@pytest.mark.parametrize("name", ["is_superuser", "password1"])
@pytest.mark.parametrize("who", ["webmaster", "superuser"])
def test_no_form_gives_a_flag_or_a_password(world, as_, forged, who, name):
    """Not even to oneself, and what was typed beside it comes back."""
    by = getattr(world, who)
    before, client = User.objects.count(), as_(by)
    sent = {name: "Un-mot-de-passe-solide", "last_name": "Dupontel"}
    for address, data in (
        (f"{USERS}new/", NEW | sent),
        (f"{USERS}edit/{world.author.pk}/", typed(world.author) | sent),
        (f"{USERS}edit/{by.pk}/", typed(by) | sent),
    ):
        shown = client.get(address).content.decode()
        assert f'name="{name}"' not in shown
        answer = client.post(address, data).content.decode()
        assert "Rien n’est enregistré" in answer
        assert "Dupontel" in answer
        assert f"{name} of account" in forged()[-1]
    assert User.objects.count() == before
    assert User.objects.filter(is_superuser=True).get() == world.superuser
    assert not User.objects.filter(last_name="Dupontel").exists()


def test_the_account_of_a_superuser_is_a_superuser_s(world, as_, forged):
    superuser, group = world.superuser, Group.objects.get(name=WEBMASTERS)
    # An owner may have given this by hand.
    group.permissions.add(Permission.objects.get(codename="delete_user"))
    before, client = stored(superuser), as_(world.webmaster)
    doors = [
        (f"{USERS}edit/{superuser.pk}/", typed(superuser, email="a@exemple.test")),
        (f"{USERS}delete/{superuser.pk}/", {}),
        (f"{USERS}mot-de-passe/{superuser.pk}/", {}),
    ]
    for address, data in doors:
        assert client.get(address).status_code == 302
        answer = client.post(address, data, follow=True)
        assert "Seul un superutilisateur" in answer.content.decode(), address
    assert len(forged()) == len(doors)
    for action, data in (
        ("assign_role", {"role": group.pk}),
        ("set_active_state", {"mark_as_active": "False"}),
        ("delete", {}),
    ):
        address = f"{BULK}{action}/?id={superuser.pk}&next={USERS}"
        answer = client.post(address, data, follow=True)
        assert "restent comme ils sont" in answer.content.decode(), action
    assert stored(superuser) == before
    listing = client.get(USERS).content.decode()
    assert f"{USERS}edit/{superuser.pk}/" not in listing
    assert f"{USERS}edit/{world.author.pk}/" in listing
    other = typed(superuser, last_name="Changée")
    as_(superuser).post(f"{USERS}edit/{superuser.pk}/", other)
    assert User.objects.get(pk=superuser.pk).last_name == "Changée"


def test_an_account_is_not_copied(world, as_):
    """The core's copy would save its form over the account that it copies."""
    for user in (world.webmaster, world.superuser):
        address = f"{USERS}copy/{world.author.pk}/"
        assert as_(user).post(address, NEW).status_code == 404


def test_the_groups_are_the_superusers_whatever_a_webmaster_was_given(world, as_):
    group = Group.objects.get(name=WEBMASTERS)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="auth").all()
    )
    for address in ("", "new/", f"edit/{group.pk}/", f"delete/{group.pk}/"):
        for method in ("get", "post"):
            ask = getattr(as_(world.webmaster), method)
            assert ask(f"/admin/groups/{address}").status_code in REFUSED
        assert as_(world.superuser).get(f"/admin/groups/{address}").status_code == 200
    assert Group.objects.filter(pk=group.pk).exists()


@pytest.mark.parametrize("group", [COMMITTEE, WEBMASTERS])
def test_a_new_account_chooses_its_password_by_mail(
    world, as_, committed, client, group
):
    """And asks for its link again, once the first is too old."""
    with committed():
        as_(world.webmaster).post(
            f"{USERS}new/", NEW | {"groups": [world.groups[group].pk]}
        )
    account = User.objects.get(email=NEW["email"])
    assert not account.has_usable_password()
    mine = {"email": NEW["email"]}
    with committed():
        client.post("/mot-de-passe/", mine, HTTP_SEC_FETCH_SITE="same-origin")
    mails = [m for m in mail.outbox if m.to == [NEW["email"]]]
    first, _again = (m for m in mails if "mot de passe" in m.subject)
    link = re.search(r"/mot-de-passe/\S+", first.body)[0]
    form = client.get(link, follow=True)
    assert 'type="password"' in form.content.decode()


def test_the_link_of_a_password_goes_to_its_person_alone(world, as_, committed):
    address, client = f"{USERS}mot-de-passe/{world.author.pk}/", as_(world.webmaster)
    edit = client.get(f"{USERS}edit/{world.author.pk}/").content.decode()
    assert address in edit
    with committed():
        assert "mot-de-passe/M" not in client.get(address).content.decode()
        assert mail.outbox == []
        for _click in range(2):
            answer = client.post(address, follow=True).content.decode()
            assert world.author.email in answer
    assert [message.to for message in mail.outbox] == [[world.author.email]]
    cache.clear()
    User.objects.filter(pk=world.author.pk).update(is_active=False)
    with committed():
        assert (
            "Ce compte est désactivé"
            in client.post(address, follow=True).content.decode()
        )
    assert len(mail.outbox) == 1


def test_an_address_that_somebody_else_changes_is_told(world, as_, committed):
    old, new = world.author.email, "autre@exemple.test"
    with committed():
        as_(world.webmaster).post(
            f"{USERS}edit/{world.author.pk}/", typed(world.author, email=new)
        )
    (message,) = mail.outbox
    assert message.to == [old]
    assert new in message.body
    entry = ModelLogEntry.objects.get(action="home.account.address")
    assert entry.user == world.webmaster
    assert new not in str(entry.data)
    with committed():
        own = typed(world.webmaster, email="moi@exemple.test")
        as_(world.webmaster).post(f"{USERS}edit/{world.webmaster.pk}/", own)
    assert len(mail.outbox) == 1
