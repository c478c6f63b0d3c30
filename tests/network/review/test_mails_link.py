"""The link in a mail leads to the vote page, for one person and one content."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.utils import timezone

from home.models import Notice
from home.post.handing_over import MailServerDown
from initiatives.models import InitiativePage
from network.review import tokens
from network.review.digest import send_digests
from network.review.due import send_due
from network.review.models import MailChoice, Vote
from network.review.triggers.door import opened

from . import behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(world, submitted):
    return tokens.link_for(world.state_of(submitted), world.members[0])


def test_the_link_leads_to_the_vote_and_changes_nothing(world, submitted, link, as_):
    found = as_(world.members[0]).get(link)
    assert found.status_code == 302
    assert found.url == f"/admin/comite/{world.state_of(submitted).pk}/"
    assert not Vote.objects.exists()
    assert as_(world.members[0]).post(link).status_code == 405


def test_the_link_is_no_login(client, link):
    found = client.get(link)
    assert found.status_code == 302
    assert found.url.startswith("/connexion/?next=")


@pytest.mark.parametrize("who", ["stranger", "webmaster", "another member"])
def test_a_forwarded_link_is_useless_and_says_so(world, submitted, link, as_, who):
    user = world.members[1] if who == "another member" else getattr(world, who)
    found = as_(user).get(link)
    assert found.status_code == 403
    assert "envoyé à une autre personne" in found.content.decode()
    assert submitted.title not in found.content.decode()


def test_an_expired_link_says_so(world, link, as_, monkeypatch):
    monkeypatch.setattr(tokens, "MAX_AGE", -1)
    found = as_(world.members[0]).get(link)
    assert found.status_code == 410
    assert "il a expiré" in found.content.decode()


def test_a_link_lives_fifteen_days(world, link, as_, monkeypatch):
    made = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: made + 15 * 86400 - 60)
    assert tokens.read(link.split("/")[-2])
    monkeypatch.setattr(signing.time, "time", lambda: made + 15 * 86400 + 60)
    with pytest.raises(signing.SignatureExpired):
        tokens.read(link.split("/")[-2])


def test_after_the_decision_the_link_says_so(world, submitted, link, as_):
    world.publish(submitted)
    found = as_(world.members[0]).get(link)
    assert found.status_code == 410
    assert "est terminée" in found.content.decode()


def test_after_a_change_the_link_says_so(world, submitted, link, as_):
    page = InitiativePage.objects.get(pk=submitted.pk).get_latest_revision_as_object()
    page.tagline = "Changée pendant le vote."
    page.save_revision(user=world.superuser)
    found = as_(world.members[0]).get(link)
    assert found.status_code == 410
    assert "a changé" in found.content.decode()


def test_a_change_behind_every_guard_is_seen_too(world, submitted, link, as_):
    state = world.state_of(submitted)
    content = state.revision.content | {"tagline": "Changée dans la base."}
    behind.rewrite(state.revision, content)
    assert as_(world.members[0]).get(link).status_code == 410


def test_a_review_that_is_gone_is_over(world, submitted, link, as_):
    with opened(submitted.pk):
        world.state_of(submitted).delete()
    found = as_(world.members[0]).get(link)
    assert found.status_code == 410
    assert "est terminée" in found.content.decode()


@pytest.mark.parametrize("forged", ["x", "a:b:c", "é" * 500])
def test_a_forged_link_is_no_page(world, submitted, as_, forged):
    found = as_(world.members[0]).get(f"/admin/comite/lien/{forged}/")
    assert found.status_code == 404
    assert "Il manque un morceau du lien" in found.content.decode()


def test_a_link_signed_for_something_else_is_no_page(world, submitted, as_):
    data = {"state": 1, "user": world.members[0].pk, "hash": "0" * 12}
    token = signing.dumps(data, salt="other")
    found = as_(world.members[0]).get(f"/admin/comite/lien/{token}/")
    assert found.status_code == 404


def test_the_page_of_a_refused_link_leads_on(world, submitted, link, as_):
    world.publish(submitted)
    found = as_(world.members[0]).get(link).content.decode()
    assert re.search(r'href="/admin/comite/"', found)


# One mail a day or a week


def choose(user, rhythm):
    MailChoice.objects.update_or_create(user=user, defaults={"rhythm": rhythm})


def at(hour, day=25):
    return timezone.make_aware(timezone.datetime(2026, 11, day, hour))


def test_a_member_chooses_her_rhythm(world, as_):
    client = as_(world.members[0])
    assert client.get("/admin/comite/mes-messages/").status_code == 200
    assert not MailChoice.objects.exists()
    client.post("/admin/comite/mes-messages/", {"rhythm": "daily"})
    client.post("/admin/comite/mes-messages/", {"rhythm": "weekly"})
    assert MailChoice.objects.get().rhythm == "weekly"
    wrong = client.post("/admin/comite/mes-messages/", {"rhythm": "hourly"})
    assert wrong.status_code == 400
    assert as_(world.stranger).get("/admin/comite/mes-messages/").status_code == 403


def test_who_chose_a_digest_gets_no_call_and_no_reminder_by_fiche(world, submitted):
    choose(world.members[0], "daily")
    state = world.state_of(submitted)
    send_due()
    type(state).objects.update(due_at=timezone.now() - timedelta(days=1))
    send_due()
    receivers = {address for message in mail.outbox for address in message.to}
    assert receivers == {member.email for member in world.members[1:]}


def test_the_digest_is_what_waits_when_it_is_sent(world, submitted):
    choose(world.members[0], "daily")
    other = world.submit(world.fiche(title="La fiche déjà lue"))
    world.vote(world.members[0], other)
    assert send_digests(at(6)) == 0
    assert send_digests(at(7)) == 1
    assert send_digests(at(9)) == 0
    (message,) = mail.outbox
    assert message.to == [world.members[0].email]
    assert submitted.title in message.body
    assert "Centre des Tilleuls" in message.body
    assert other.title not in message.body
    assert send_digests(at(8, day=26)) == 1


def test_an_empty_digest_is_not_sent(world):
    choose(world.members[0], "daily")
    assert send_digests(at(8)) == 0
    assert not mail.outbox
    assert not Notice.objects.exists()


def test_a_weekly_digest_comes_once_a_week(world, submitted):
    choose(world.members[0], "weekly")
    days = [send_digests(at(8, day)) for day in range(23, 31)]  # Monday to Monday
    assert days == [1, 0, 0, 0, 0, 0, 0, 1]
    assert send_digests(at(6, day=30)) == 0


def test_a_failing_server_loses_no_digest(world, submitted, settings):
    choose(world.members[0], "daily")
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(MailServerDown):
        send_digests(at(8))
    settings.EMAIL_BACKEND = working
    assert send_digests(at(9)) == 1
