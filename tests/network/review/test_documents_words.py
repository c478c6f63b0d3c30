"""What an animator reads of a document speaks of it, of her federation, of animators."""

import re

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.html import strip_tags

from network.review.digest import send_digests
from network.review.due import send_due
from network.review.models import CHANGES, CommitteeTaskState, MailChoice
from network.setup import WEBMASTERS
from tests.network.documents import Federations, deputy_of

pytestmark = pytest.mark.django_db
# Of the committee; what stands around the page (menus, scripts) is cut away first.
FOREIGN = re.compile(r"\b(fiches?|comités?|centres?|charte)\b", re.IGNORECASE)
VOTE = "/admin/comite/{}/"
TABS = ["les-miennes", "en-retard", "decidees"]


@pytest.fixture
def federations(world):
    return Federations(world)


@pytest.fixture
def sent(federations):
    return federations.submitted(title="Projet du Cher")


def main(answer):
    """What a person reads of the page itself."""
    (found,) = re.findall(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    return " ".join(strip_tags(found).split())


@pytest.mark.one_database("words")
def test_the_pages_of_a_review_speak_of_the_document(world, federations, sent, as_):
    state, client = world.state_of(sent), as_(federations.animator)
    address = VOTE.format(state.pk)
    assert "Projet du Cher" in main(client.get("/admin/"))
    pages = {
        "queue": client.get("/admin/comite/"),
        **{f"queue {tab}": client.get(f"/admin/comite/?vue={tab}") for tab in TABS},
        "messages": client.get("/admin/comite/mes-messages/"),
        "vote": client.get(address),
        "nothing chosen": client.post(address, {"content_hash": state.content_hash}),
        "another text": client.post(address, {"content_hash": "0"}),
        "claim": client.post(address + "je-la-lis/", follow=True),
        "history": client.get(f"/admin/comite/fiche/{sent.pk}/"),
        "abstain": client.post(address + "abstention/", follow=True),
        "abstained": client.get(address),
    }
    found = {name: FOREIGN.findall(main(page)) for name, page in pages.items()}
    assert not any(found.values()), found
    assert "Je le lis" in main(pages["vote"])
    assert "Personne n’est nommé sans son accord" in main(pages["vote"])
    assert "ce document" in main(pages["abstained"])


@pytest.mark.one_database("words")
def test_what_stops_or_refuses_says_so_of_the_document(world, federations, sent, as_):
    client, address = as_(federations.editor), VOTE.format(world.state_of(sent).pk)
    assert client.get(address).status_code == 403
    mine = world.submit(federations.project(federations.second), federations.second)
    own = as_(federations.second).get(VOTE.format(world.state_of(mine).pk))
    assert "Vous ne votez pas sur ce document" in main(own)
    sent.current_workflow_state.cancel(user=federations.editor)
    stopped = as_(federations.animator).get(address)
    assert stopped.status_code == 410
    pages = [main(own), main(stopped)]
    assert [FOREIGN.findall(text) for text in pages] == [[], []]


@pytest.mark.one_database("words")
def test_who_reads_both_sees_both_as_texts(world, federations, sent, as_):
    fiche = world.submit(world.fiche(title="Le café"))
    deputy_of(federations.ours, federations.foreigner)
    federations.foreigner.groups.add(world.groups["Comité éditorial"])
    page = main(as_(federations.foreigner).get("/admin/comite/"))
    assert "2 textes" in page
    assert fiche.title in page
    assert sent.title in page


def letters(*receivers):
    found = [m for m in mail.outbox if m.to[0] in {user.email for user in receivers}]
    return sorted((m.to[0], m.subject, m.body) for m in found)


@pytest.mark.one_database("words")
def test_each_mail_of_a_review_speaks_of_the_document(world, federations, committed):
    webmaster = world.account(WEBMASTERS)
    people = [federations.editor, federations.animator, federations.second, webmaster]
    page = committed(federations.submitted, title="Pacte du Cher")
    page.ambition = "Plus loin."
    committed(page.save_revision, user=federations.second)
    committed(world.vote, federations.animator, page, CHANGES)
    page = type(page).objects.get(pk=page.pk)
    committed(page.current_workflow_state.resume, user=federations.editor)
    committed(world.vote, federations.animator, page)
    page = type(page).objects.get(pk=page.pk)
    committed(world.submit, page, user=federations.animator)
    state = CommitteeTaskState.objects.latest("pk")
    committed(state.workflow_state.cancel, user=federations.animator)
    subjects = {subject for _to, subject, _body in letters(*people)}
    assert {re.split(r"\s:", subject)[0] for subject in subjects} >= {
        *("À lire", "Le document a changé", "À reprendre", "Publié"),
        *("De retour pour votre accord", "Personne pour approuver"),
    }
    wrong = {
        subject: FOREIGN.findall(subject + body)
        for _to, subject, body in letters(*people)
    }
    assert not any(wrong.values()), wrong
    assert not letters(*world.members, world.referent, federations.foreigner)


@pytest.mark.one_database("words")
def test_an_animator_is_reminded_or_gets_a_digest_of_what_she_reads(
    world, federations, committed, later
):
    committed(federations.submitted, title="Plan du Cher")
    MailChoice.objects.create(user=federations.second, rhythm=MailChoice.Rhythm.DAILY)
    people = federations.animator, federations.second, federations.foreigner
    mail.outbox.clear()
    later(days=11)
    send_due()
    send_digests(timezone.localtime().replace(hour=9))
    found = {to: (subject, body) for to, subject, body in letters(*people)}
    assert found[federations.animator.email][0].startswith("Rappel")
    # She reads pages of centres too: the word for both.
    assert found[federations.second.email][0] == "Un texte attend votre avis"
    assert federations.foreigner.email not in found
    assert not FOREIGN.findall(" ".join(map(" ".join, found.values())))
