"""A referent invites; nobody learns whether an address had an account."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.models import Attempt, User
from home.post.handing_over import MailServerDown
from home.post.outbox import do_what_is_left
from network.belonging import actions
from network.models import Membership
from network.setup import CONTRIBUTORS
from tests.factories import UserFactory
from tests.network.people import NEW, Role, invite, membership_of

pytestmark = pytest.mark.django_db

PASSWORD = "les tilleuls en mai"


def link_in(message):
    return re.search(r"http://testserver(\S+)", message.body).group(1)


def set_password(client, link):
    step = client.get(link, follow=True)
    address = step.redirect_chain[-1][0] if step.redirect_chain else link
    data = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    return client.post(address, data, follow=True)


def test_an_unknown_address_gets_an_account_that_its_owner_activates(
    world, as_, client, committed
):
    assert invite(committed, as_(world.referent), world.centre).status_code == 200
    person = User.objects.get(email=NEW)
    assert not person.has_usable_password()
    assert person.groups.get().name == CONTRIBUTORS
    membership = membership_of(person, world.centre)
    assert membership.accepted_at is None
    assert (membership.role, membership.invited_by) == (
        Role.CONTRIBUTOR,
        world.referent,
    )
    (message,) = mail.outbox
    assert message.to == [NEW]
    assert "Centre des Tilleuls" in message.subject
    for said in (message.subject, message.body):
        assert world.referent.get_full_name() in said
    assert world.referent.email not in message.body
    answer = set_password(client, link_in(message))
    assert "C’est fait" in answer.content.decode()
    answer = client.post(
        "/connexion/",
        {"username": NEW, "password": PASSWORD},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.url == "/admin/"
    fiche = world.fiche()
    assert client.get(f"/admin/pages/{fiche.pk}/edit/").status_code == 200


def test_a_known_account_is_added_and_told_so_without_a_link_that_sets_a_password(
    world, as_, committed
):
    invite(committed, as_(world.referent), world.centre, world.stranger.email)
    assert membership_of(world.stranger, world.centre).role == Role.CONTRIBUTOR
    (message,) = mail.outbox
    assert message.to == [world.stranger.email]
    assert "/mot-de-passe/" not in message.body
    assert "déjà un compte" in message.body
    assert (
        not Membership.objects.open()
        .filter(centre=world.centre, user=world.stranger)
        .exists()
    )


def test_only_who_is_of_the_centre_is_named_by_its_invitation(world, as_, committed):
    """A webmaster, or a referent who left since: the centre alone invites."""
    committed(actions.invite, world.centre, NEW, Role.CONTRIBUTOR, world.webmaster)
    invite(committed, as_(world.referent), world.centre, email=world.stranger.email)
    named = membership_of(world.stranger, world.centre)
    address, name = f"/admin/centre/invitation/{named.pk}/", str(world.referent)
    assert name in as_(world.stranger).get(address).content.decode()
    Membership.objects.filter(user=world.referent).update(ended_at=named.started_at)
    assert name not in as_(world.stranger).get(address).content.decode()
    by_webmaster, _by_referent = mail.outbox
    assert (
        "Le centre «\u202fCentre des Tilleuls\u202f» vous invite" in by_webmaster.body
    )
    assert world.webmaster.get_full_name() not in by_webmaster.body


def test_the_screen_does_not_tell_whether_an_address_had_an_account(
    world, as_, committed
):
    client = as_(world.referent)
    pages = []
    for email in (NEW, world.stranger.email):
        text = invite(committed, client, world.centre, email).content.decode()
        text = re.sub(r"csrf\S+ value=\S+|/personne/\d+/|nonce\S+", "", text)
        pages.append(text.replace(email, "ADDRESS"))
        membership = Membership.objects.get(
            user__email=email, centre=world.centre, ended_at=None
        )
        person = client.get(f"/admin/centre/personne/{membership.pk}/")
        assert world.stranger.last_name not in person.content.decode()
        Membership.objects.filter(pk=membership.pk).delete()
    marked = [
        re.findall(r'class="line__title".*?</li>', page, re.DOTALL) for page in pages
    ]
    assert marked[0] == marked[1]
    assert all("pas encore venue" in page for page in pages)
    assert world.stranger.last_name not in pages[1]


def test_an_invitation_is_logged_with_who_and_whom(world, as_, committed):
    invite(committed, as_(world.referent), world.centre)
    entry = PageLogEntry.objects.get(action="network.membership.invited")
    assert entry.user == world.referent
    assert entry.page_id == world.centre.pk
    assert entry.data["member"] == User.objects.get(email=NEW).pk
    assert NEW not in str(entry.data)
    history = as_(world.referent).get(f"/admin/pages/{world.centre.pk}/history/")
    assert "Invitation : contributeur" in history.content.decode()


def test_who_never_came_gets_the_invitation_again(world, as_, client, committed):
    invite(committed, as_(world.referent), world.centre)
    membership = Membership.objects.get(user__email=NEW)
    again = f"/admin/centre/personne/{membership.pk}/renvoyer/"
    assert as_(world.referent).get(again).status_code == 405
    committed(as_(world.referent).post, again)
    committed(as_(world.referent).post, again)  # a double click
    assert len(mail.outbox) == 2
    Attempt.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    committed(as_(world.referent).post, again)
    assert len(mail.outbox) == 3
    assert set_password(client, link_in(mail.outbox[0])).status_code == 200
    used = client.get(link_in(mail.outbox[2]), follow=True)
    assert "Recevoir un nouveau lien" in used.content.decode()


def test_a_closed_account_is_refused_at_both_doors_and_gets_nothing(
    world, as_, committed
):
    invite(committed, as_(world.referent), world.centre)
    membership = Membership.objects.get(user__email=NEW)
    User.objects.filter(email=NEW).update(is_active=False)
    mail.outbox.clear()
    again = f"/admin/centre/personne/{membership.pk}/renvoyer/"
    for answer in (
        invite(committed, as_(world.referent), world.centre),
        invite(committed, as_(world.webmaster), world.fresh(world.other_centre)),
        committed(as_(world.referent).post, again, follow=True),
    ):
        said = answer.content.decode()
        assert "demandez au webmestre" in said
        assert "L’invitation est partie" not in said
    assert mail.outbox == []
    assert Membership.objects.filter(user__email=NEW).count() == 1


def test_the_lost_password_page_sends_the_invitation_again(
    world, as_, client, committed
):
    def ask(email=NEW):
        mail.outbox.clear()
        answer = committed(
            client.post,
            "/mot-de-passe/",
            {"email": email},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert answer.status_code == 302
        return list(mail.outbox)

    assert ask() == []
    invite(committed, as_(world.referent), world.centre)
    (message,) = ask()
    assert "Centre des Tilleuls" in message.body
    assert set_password(client, link_in(message)).status_code == 200
    assert User.objects.get(email=NEW).has_usable_password()
    (message,) = ask()
    assert "nouveau mot de passe" in message.body
    User.objects.filter(email=NEW).update(is_active=False)
    assert ask() == []
    UserFactory(email="sans@exemple.test", password=None)
    assert ask("sans@exemple.test") == []


def test_whoever_already_came_is_not_invited_twice(world, as_, committed):
    answer = invite(
        committed, as_(world.referent), world.centre, world.author.email.upper()
    )
    assert answer.status_code == 400
    assert "fait déjà partie" in answer.content.decode()
    assert mail.outbox == []


def test_a_wrong_address_or_role_is_refused_and_nothing_is_sent(world, as_, committed):
    client = as_(world.referent)
    for email, role in (
        ("pas une adresse", Role.CONTRIBUTOR),
        ("", Role.CONTRIBUTOR),
        (NEW, Role.COMPANION),
        (NEW, "webmaster"),
    ):
        answer = invite(committed, client, world.centre, email, role)
        assert answer.status_code == 400, (email, role)
    assert not User.objects.filter(email=NEW).exists()
    assert mail.outbox == []


def test_nobody_invites_without_end(world, monkeypatch, as_, committed):
    monkeypatch.setattr(actions, "MOST_INVITATIONS", 2)
    client = as_(world.referent)
    for number in range(3):
        answer = invite(committed, client, world.centre, f"n{number}@exemple.test")
    assert answer.status_code == 400
    assert len(mail.outbox) == 2


def test_a_mail_server_that_fails_undoes_nothing_and_loses_nothing(
    world, as_, committed, settings
):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.network.test_invitations.DeadServer"
    assert invite(committed, as_(world.referent), world.centre).status_code == 200
    assert Membership.objects.filter(user__email=NEW).exists()
    with pytest.raises(MailServerDown):
        do_what_is_left()
    settings.EMAIL_BACKEND = working
    assert do_what_is_left() == 1
    assert do_what_is_left() == 0
    (message,) = mail.outbox
    assert message.to == [NEW]


class DeadServer:
    """A mail backend whose server does not answer."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError
