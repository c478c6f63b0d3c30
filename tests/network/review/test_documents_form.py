"""Who writes a document sends it, and reads in its form where it stands."""

import pytest
from django.core import mail

from network.groups.models import CommissionPage
from network.review.models import CHANGES, CommitteeTaskState
from tests.network.documents import Federations, deputy_of

pytestmark = pytest.mark.django_db
NEW = "/admin/pages/add/groups/commissionpage/{}/"
EDIT = "/admin/pages/{}/edit/"
TYPED = {
    "title": "Commission famille",
    "slug": "commission-famille",
    "state": "active",
    **{
        f"{rows}-{name}": 0
        for rows in ("participants", "subthemes", "served", "comments")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    },
}


@pytest.fixture
def federations(world):
    return Federations(world)


def said(answer):
    return " ".join(answer.content.decode().split())


def create(client, federation, action="action-submit"):
    data = TYPED | {action: "1"}
    return client.post(NEW.format(federation.pk), data, follow=True)


def test_an_editor_writes_and_sends_and_an_animator_finds_it(world, federations, as_):
    client = as_(federations.editor)
    form = said(client.get(NEW.format(federations.ours.pk)))
    assert "Envoyer aux animateurs" in form
    assert "Documents des fédérations" not in form
    assert "page-actions" in form
    sent = said(create(client, federations.ours))
    assert "Le document est parti aux animateurs" in sent
    assert "modération" not in sent
    assert "pas d’autre animateur" not in sent
    page = CommissionPage.objects.get()
    assert not page.live
    state = world.state_of(page)
    locked = said(client.get(EDIT.format(page.pk)))
    assert "Ce document est en relecture" in locked
    assert "Reprendre le document sans attendre l’avis des animateurs" in locked
    beside = locked.split('class="beside-text"')[1].split("</nav>")[0]
    assert "Relier des fiches" in beside
    assert "Réunions et comptes rendus" in beside
    assert "donner votre avis" not in locked
    voting = said(as_(federations.animator).get(EDIT.format(page.pk)))
    assert f"/admin/comite/{state.pk}/" in voting
    world.vote(federations.animator, page, CHANGES)
    back = said(client.get(EDIT.format(page.pk)))
    assert "Racontez mieux la deuxième étape." in back
    assert "Les animateurs, le" in back
    assert "Renvoyer aux animateurs" in back


@pytest.mark.one_database("words")
def test_a_single_animator_reads_what_happens_and_the_webmasters_are_told(
    world, federations, as_, committed
):
    client, alone = as_(federations.foreigner), federations.other
    answer = committed(create, client, alone)
    assert "n’a pas d’autre animateur" in said(answer)
    page = CommissionPage.objects.get()
    assert "n’a pas d’autre animateur" in said(client.get(EDIT.format(page.pk)))
    (letter,) = [m for m in mail.outbox if world.webmaster.email in m.to]
    assert "Relectures des fédérations" in letter.body
    deputy_of(federations.other, federations.animator)
    assert "n’a pas d’autre animateur" not in said(client.get(EDIT.format(page.pk)))
    world.vote(federations.animator, page)
    assert CommissionPage.objects.get().live


@pytest.mark.one_database("words")
def test_a_save_says_that_it_is_a_draft_to_be_sent(federations, as_):
    client = as_(federations.editor)
    create(client, federations.ours, action="action-draft")
    page = CommissionPage.objects.get()
    data = TYPED | {"title": "Autre titre", "slug": page.slug, "aim": "Réunir"}
    answer = said(client.post(EDIT.format(page.pk), data, follow=True))
    assert "envoyez-le aux animateurs quand tout est prêt" in answer
    assert "attend un webmestre" not in answer
    assert not CommitteeTaskState.objects.exists()


@pytest.mark.one_database("the core asks the tester")
@pytest.mark.parametrize("who", ["editor", "animator", "webmaster", "superuser"])
def test_no_button_and_no_address_publishes_a_document(world, federations, as_, who):
    user = getattr(federations, who, None) or getattr(world, who)
    client = as_(user)
    assert "action-publish" not in said(client.get(NEW.format(federations.ours.pk)))
    create(client, federations.ours, action="action-publish")
    page = CommissionPage.objects.get()
    data = TYPED | {"slug": page.slug, "action-publish": "1"}
    client.post(EDIT.format(page.pk), data)
    client.post(f"/admin/api/main/pages/{page.pk}/action/publish/")
    assert not CommissionPage.objects.get().live


@pytest.mark.one_database("the core asks the tester")
def test_a_federation_itself_is_sent_to_nobody(world, federations, as_):
    """The workflow on the index is for what stands below: webmasters publish it."""
    for user in (federations.animator, world.webmaster):
        page = federations.ours
        assert not page.permissions_for_user(user).can_submit_for_moderation()
        assert "action-submit" not in said(as_(user).get(EDIT.format(page.pk)))
