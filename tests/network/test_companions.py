"""Help is asked by a centre, answered by its federation, and ends when either wants."""

import pytest
from django.core import mail

from network.belonging import actions, companions
from network.models import FederationMembership, HelpRequest, Membership
from network.setup import CONTRIBUTORS
from tests.factories import FederationMembershipFactory, FederationPageFactory

pytestmark = pytest.mark.django_db

REFUSED = (302, 403)
MESSAGE = "On ne sait pas <b>par où</b> commencer."
Animator = FederationMembership.Role.ANIMATOR


@pytest.fixture
def federated(world):
    """The world, whose first centre has a federation of two people."""
    world.federation = FederationPageFactory()
    type(world.centre).objects.filter(pk=world.centre.pk).update(
        federation=world.federation
    )
    world.centre.refresh_from_db()
    world.animator, world.editor = (world.account(CONTRIBUTORS) for _ in range(2))
    for user, role in ((world.animator, Animator), (world.editor, "editor")):
        FederationMembershipFactory(user=user, federation=world.federation, role=role)
    world.outsider = world.account(CONTRIBUTORS)
    FederationMembershipFactory(user=world.outsider, role=Animator)
    return world


def ask_address(world):
    return f"/admin/centre/aide/demander/{world.centre.pk}/"


def ask(committed, world, as_, fiche=None):
    address = ask_address(world) + (f"?fiche={fiche.pk}" if fiche else "")
    return committed(as_(world.author).post, address, {"message": MESSAGE})


def answer(committed, client):
    request = HelpRequest.objects.get()
    return committed(client.post, f"/admin/centre/aide/{request.pk}/repondre/")


def test_the_people_of_the_federation_are_asked_without_the_draft(
    federated, as_, committed
):
    fiche = federated.fiche(title="Titre secret")
    assert as_(federated.author).get(ask_address(federated)).status_code == 200
    assert HelpRequest.objects.count() == 0
    assert ask(committed, federated, as_, fiche).status_code == 302
    request = HelpRequest.objects.get()
    assert (request.page_id, request.asked_by) == (fiche.pk, federated.author)
    assert {to for message in mail.outbox for to in message.to} == {
        federated.animator.email,
        federated.editor.email,
    }
    for message in mail.outbox:
        html = message.alternatives[0][0]
        assert MESSAGE in message.body
        assert "Titre secret" not in message.body + html
        assert federated.author.last_name not in message.body + html
        assert "<b>" not in html
        assert "&lt;b&gt;" in html


def test_the_first_who_answers_accompanies_the_centre(federated, as_, committed):
    fiche = federated.fiche()
    edit = f"/admin/pages/{fiche.pk}/edit/"
    assert as_(federated.animator).get(edit).status_code in REFUSED
    ask(committed, federated, as_)
    mail.outbox.clear()
    desk = as_(federated.animator).get("/admin/centre/aide/").content.decode()
    assert "commencer." in desk
    assert "<b>par" not in desk
    assert federated.author.last_name not in desk
    answer(committed, as_(federated.animator))
    assert as_(federated.animator).get(edit).status_code == 200
    told = {to for message in mail.outbox for to in message.to}
    assert told == {federated.author.email, federated.referent.email}
    answer(committed, as_(federated.editor))
    assert as_(federated.editor).get(edit).status_code in REFUSED
    companion = Membership.objects.get(role=Membership.Role.COMPANION)
    assert companion.user == federated.animator
    assert HelpRequest.objects.get().companion == companion


@pytest.mark.parametrize("who", ["outsider", "stranger", "author", "webmaster"])
def test_nobody_else_answers(federated, as_, committed, who):
    ask(committed, federated, as_)
    assert answer(committed, as_(getattr(federated, who))).status_code in REFUSED
    assert not Membership.objects.filter(role=Membership.Role.COMPANION).exists()


def test_the_requests_are_read_in_their_federation_only(federated, as_, committed):
    ask(committed, federated, as_)
    text = as_(federated.outsider).get("/admin/centre/aide/").content.decode()
    assert "commencer." not in text
    assert as_(federated.stranger).get("/admin/centre/aide/").status_code in REFUSED


@pytest.mark.parametrize("who", ["animator", "referent"])
def test_the_companion_or_the_centre_ends_it(federated, as_, committed, who):
    fiche = federated.fiche()
    ask(committed, federated, as_)
    answer(committed, as_(federated.animator))
    companion = Membership.objects.get(role=Membership.Role.COMPANION)
    address = f"/admin/centre/personne/{companion.pk}/terminer/"
    assert as_(federated.author).post(address).status_code in REFUSED
    assert Membership.objects.open().filter(pk=companion.pk).exists()
    committed(as_(getattr(federated, who)).post, address)
    edit = f"/admin/pages/{fiche.pk}/edit/"
    assert as_(federated.animator).get(edit).status_code in REFUSED


def test_a_companion_looks_after_nobody_and_asks_nothing(federated, as_, committed):
    ask(committed, federated, as_)
    answer(committed, as_(federated.animator))
    client = as_(federated.animator)
    people = f"/admin/centre/personnes/{federated.centre.pk}/"
    assert client.get(people).status_code in REFUSED
    assert client.get(ask_address(federated)).status_code in REFUSED
    companion = Membership.objects.get(role=Membership.Role.COMPANION)
    with pytest.raises(actions.Refused):
        actions.change_role(companion, "referent", federated.referent)
    assert companion not in actions.successors_of(
        Membership.objects.get(user=federated.referent)
    )


def test_without_federation_the_page_says_so(world, as_, committed):
    address = f"/admin/centre/aide/demander/{world.centre.pk}/"
    text = as_(world.author).get(address).content.decode()
    assert "aucune fédération" in text
    assert "<textarea" not in text
    refused = as_(world.author).post(address, {"message": MESSAGE})
    assert refused.status_code == 400
    assert HelpRequest.objects.count() == 0


def test_one_request_at_a_time_and_it_can_be_taken_back(federated, as_, committed):
    ask(committed, federated, as_)
    assert ask(committed, federated, as_).status_code == 400
    request = HelpRequest.objects.get()
    cancel = f"/admin/centre/aide/{request.pk}/annuler/"
    assert as_(federated.colleague).post(cancel).status_code in REFUSED
    assert companions.waiting_requests().count() == 1
    as_(federated.author).post(cancel)
    assert companions.waiting_requests().count() == 0
    answer(committed, as_(federated.animator))
    assert not Membership.objects.filter(role=Membership.Role.COMPANION).exists()


def test_an_empty_or_endless_message_is_refused(federated, as_, committed):
    client = as_(federated.author)
    for message in ("", "   ", "x" * 1001):
        refused = client.post(ask_address(federated), {"message": message})
        assert refused.status_code == 400
    assert client.post(ask_address(federated) + "?fiche=zz", {}).status_code == 400
    assert HelpRequest.objects.count() == 0


def test_a_long_message_is_refused_in_words_not_cut_by_the_browser(federated, as_):
    client = as_(federated.author)
    found = client.post(ask_address(federated), {"message": "x" * 1001})
    assert "gardez-en 1" in found.content.decode()
    shown = client.get(ask_address(federated)).content.decode()
    assert "<textarea" in shown and 'maxlength="1000"' not in shown


def test_a_request_names_no_fiche_of_another_centre(federated, as_, committed):
    foreign = federated.fiche(parent=federated.fresh(federated.other_centre))
    ask(committed, federated, as_, foreign)
    assert HelpRequest.objects.get().page is None


def test_who_leaves_the_federation_meanwhile_does_not_answer(federated, as_, committed):
    ask(committed, federated, as_)
    FederationMembership.objects.filter(user=federated.animator).delete()
    assert answer(committed, as_(federated.animator)).status_code in REFUSED
    assert not Membership.objects.filter(role=Membership.Role.COMPANION).exists()


def test_the_form_of_a_fiche_and_the_home_lead_to_help(federated, as_):
    fiche = federated.fiche()
    client = as_(federated.author)
    door = ask_address(federated)
    form = client.get(f"/admin/pages/{fiche.pk}/edit/").content.decode()
    assert f"{door}?fiche={fiche.pk}" in form
    assert door in client.get("/admin/").content.decode()
