"""One mail per event and person, after the commit, none to who cannot act."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend as LocmemBackend
from django_tasks_db.models import DBTaskResult

from home.models import Notice
from home.post.handing_over import MailServerDown
from initiatives.models import InitiativePage
from network.review.due import send_due
from network.review.models import CHANGES, CommitteeTaskState, Reading
from network.review.notifications import (
    due_notices,
    for_notices,
    readers,
    send_all,
    tell,
)
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def receivers():
    return sorted(address for message in mail.outbox for address in message.to)


def test_the_committee_is_called_once_and_the_recused_are_not(world, committing):
    MembershipFactory(user=world.members[3], centre=world.centre)
    fiche = world.fiche()
    with committing():
        world.submit(fiche)
    assert receivers() == sorted(member.email for member in world.members[:3])
    assert fiche.title in mail.outbox[0].subject
    assert "/admin/comite/lien/" in mail.outbox[0].body
    assert all(world.author.last_name not in message.body for message in mail.outbox)


def test_the_centre_learns_that_the_fiche_is_online(world, submitted, committing):
    world.vote(world.members[0], submitted)
    mail.outbox.clear()
    with committing():
        world.vote(world.members[1], submitted)
    assert receivers() == sorted([world.author.email, world.referent.email])
    page = InitiativePage.objects.get(pk=submitted.pk)
    for message in mail.outbox:
        for said in (message.body, message.alternatives[0][0]):
            assert f"http://testserver{page.get_url()}" in said
            assert "imprimez cette page" in said


def test_the_centre_reads_the_reasons_and_no_name_of_a_voter(
    world, submitted, committing
):
    with committing():
        world.vote(world.members[0], submitted, CHANGES)
    assert receivers() == sorted([world.author.email, world.referent.email])
    body = mail.outbox[0].body
    assert "Racontez mieux la deuxième étape." in body
    assert world.members[0].last_name not in body
    assert world.members[0].email not in body


def test_a_refusal_without_a_vote_says_what_was_said_and_no_more(
    world, submitted, committing
):
    with committing():
        world.state_of(submitted).reject(comment="Le titre trompe le lecteur.")
    assert "Voici ce qu’il en dit\xa0:\n\nLe titre trompe" in mail.outbox[0].body
    assert "Motif" not in mail.outbox[0].body


def test_a_page_that_comes_back_is_told_as_such(world, submitted, committing):
    """A second round, and a new version, are no first call; no text of a draft."""
    world.vote(world.members[0], submitted, CHANGES)
    fiche = InitiativePage.objects.get(pk=submitted.pk)
    fiche.tagline = "Une phrase qui reste au centre."
    fiche.save_revision(user=world.author)
    with committing():
        fiche.current_workflow_state.resume(user=world.author)
    again = mail.outbox[-1]
    assert again.subject.startswith("De retour devant le comité")
    assert "C’est sa deuxième lecture." in again.body
    assert "Racontez mieux la deuxième étape." in again.body
    assert "Ce qui a changé depuis\xa0: Accroche." in again.body
    assert fiche.tagline not in again.body
    page = world.publish(fiche)
    page.summary = "Un autre résumé."
    page.save_revision(user=world.author)
    with committing():
        world.submit(page)
    assert mail.outbox[-1].subject.startswith("Nouvelle version à lire")
    assert "L’ancienne reste en ligne" in mail.outbox[-1].body


def test_who_left_the_centre_gets_no_mail(world, submitted, committing):
    world.author.memberships.all().delete()
    with committing():
        world.vote(world.members[0], submitted, CHANGES)
    assert receivers() == [world.referent.email]


def test_a_failing_mail_server_undoes_no_decision_and_loses_nothing(
    world, submitted, committing, settings
):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with committing():
        page = world.publish(submitted)
    assert page.live
    assert not Notice.objects.exists()
    with pytest.raises(MailServerDown):
        send_due()
    settings.EMAIL_BACKEND = working
    send_due()
    assert receivers() == sorted([world.author.email, world.referent.email])
    assert "Publiée" in mail.outbox[0].subject


def test_a_refused_address_stops_nobody_else(world, committing, settings):
    settings.EMAIL_BACKEND = f"{__name__}.PickyBackend"
    PickyBackend.refused = world.members[0].email
    with committing():
        world.submit(world.fiche())
    assert receivers() == sorted(member.email for member in world.members[1:])
    assert not Notice.objects.filter(user=world.members[0]).exists()


class PickyBackend(LocmemBackend):
    refused = ""

    def send_messages(self, messages):
        for message in messages:
            if self.refused in message.to:
                raise smtplib.SMTPRecipientsRefused({self.refused: (550, b"unknown")})
        return super().send_messages(messages)


def test_an_event_told_twice_makes_one_mail(world, committing):
    with committing():
        fiche = world.submit(world.fiche())
    tell.call(world.state_of(fiche).pk)
    send_due()
    assert len(mail.outbox) == len(world.members)


def test_who_voted_meanwhile_is_not_called(world, submitted):
    world.vote(world.members[0], submitted)
    send_due()
    assert receivers() == sorted(member.email for member in world.members[1:])


def test_it_is_asked_again_when_sent_who_can_still_vote(world, submitted):
    (state,) = for_notices(CommitteeTaskState.objects)
    dues = due_notices(state, world.members, readers())
    world.members[0].groups.clear()
    world.vote(world.members[1], submitted)
    send_all(state, dues)
    assert receivers() == sorted(member.email for member in world.members[2:])


def test_each_mail_is_text_and_html_without_a_trace_of_markup(world, committing):
    fiche = world.fiche(title="Café <b>&</b> parole, c'est l'heure ?")
    with committing():
        world.submit(fiche)
    message = mail.outbox[0]
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert "Café <b>&</b> parole, c’est l’heure\u202f?" in message.body
    assert "Café &lt;b&gt;&amp;&lt;/b&gt; parole" in html
    assert '<a href="http://testserver/admin/comite/lien/' in html
    assert "\n\n\n" not in message.body
    assert "\n" not in message.subject


def test_a_review_withdrawn_is_told_to_who_voted_or_was_reading(
    world, submitted, committing
):
    world.vote(world.members[0], submitted)
    Reading.objects.create(state=world.state_of(submitted), user=world.members[1])
    with committing():
        submitted.current_workflow_state.cancel(user=world.author)
    assert receivers() == sorted(member.email for member in world.members[:2])
    assert "ne comptent plus" in mail.outbox[0].body


def test_a_change_of_the_content_is_told_to_who_knew_the_old_one(world, committing):
    with committing():
        fiche = world.submit(world.fiche())
    world.vote(world.members[0], fiche)
    mail.outbox.clear()
    with committing():
        page = InitiativePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
        page.tagline = "Changée pendant le vote."
        page.save_revision(user=world.superuser)
    assert receivers() == sorted(member.email for member in world.members)
    assert all("a changé" in message.subject for message in mail.outbox)
    send_due()
    assert len(mail.outbox) == len(world.members)


def test_a_request_answered_meanwhile_is_not_mailed(world, submitted):
    world.vote(world.members[0], submitted, CHANGES)
    submitted.current_workflow_state.resume(user=world.author)
    Notice.objects.all().delete()
    send_due()
    assert all("À reprendre" not in message.subject for message in mail.outbox)


def test_a_co_editor_reads_the_reasons_too(world, submitted, committing):
    fiche = world.fiche(author=world.colleague)
    world.submit(fiche)
    with committing():
        world.vote(world.members[0], fiche, CHANGES)
    assert world.colleague.email in receivers()


def test_the_webmaster_learns_that_too_few_can_vote(world, committing):
    for member in world.members[:3]:
        MembershipFactory(user=member, centre=world.centre)
    with committing():
        world.submit(world.fiche())
    assert receivers() == sorted([world.members[3].email, world.webmaster.email])
    message = next(m for m in mail.outbox if m.to == [world.webmaster.email])
    assert "Pas assez de votants" in message.subject


def test_the_webmaster_learns_it_once_even_when_a_member_leaves(world, submitted):
    send_due()
    for member in world.members[:3]:
        member.groups.clear()
    mail.outbox.clear()
    send_due()
    send_due()
    assert receivers() == [world.webmaster.email]


def test_votes_already_given_count_before_too_few(world, submitted):
    world.vote(world.members[0], submitted)
    for member in world.members[1:3]:
        member.groups.clear()
    send_due()
    assert receivers() == [world.members[3].email]


def test_a_click_waits_for_no_mail_server(world, submitted, committing, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = f"{__name__}.BombBackend"
    with committing():
        world.vote(world.members[0], submitted, CHANGES)
    waiting = DBTaskResult.objects.filter(task_path__endswith="notifications.tell")
    assert waiting.count() == 1


class BombBackend(LocmemBackend):
    def send_messages(self, messages):
        raise AssertionError("a mail was sent during the click")
