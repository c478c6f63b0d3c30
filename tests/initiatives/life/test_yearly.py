"""« Toujours d’actualité ? »: asked once a year, answered in one click."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from initiatives.life.panel import LifePanel
from initiatives.models import Confirmation, InitiativePage
from tests.conftest import COUNTED_ONCE
from tests.factories import InitiativePageFactory, publish
from tests.network.people import REFUSED

pytestmark = pytest.mark.django_db
CURRENT, UPDATE, ENDED = Confirmation.Answer.values


def ago(days):
    return timezone.now() - timedelta(days=days)


def aged(page, days):
    InitiativePage.objects.filter(pk=page.pk).update(last_published_at=ago(days))
    return InitiativePage.objects.get(pk=page.pk)


def said(page, answer, days):
    row = Confirmation.objects.create(page=page, answer=answer)
    Confirmation.objects.filter(pk=row.pk).update(created_at=ago(days))


@pytest.fixture
def old(world):
    return aged(publish(world.fiche(title="Un potager sur le toit")), 366)


def answer(as_, user, page, value):
    return as_(user).post(f"/admin/fiches/{page.pk}/confirmer/", {"answer": value})


def test_it_is_asked_after_a_year_without_a_word(world, old):
    aged(publish(world.fiche()), 364)
    aged(world.fiche(), 400)
    confirmed, forgotten = (aged(publish(world.fiche()), 800) for _ in range(2))
    said(confirmed, CURRENT, 364)
    said(forgotten, CURRENT, 366)
    assert set(InitiativePage.objects.to_confirm()) == {old, forgotten}


def test_the_home_of_the_centre_asks_and_no_other(world, as_, old):
    for user in (world.author, world.referent):
        page = as_(user).get("/admin/").content.decode()
        assert "Toujours d’actualité ?" in page
        assert f"/admin/fiches/{old.pk}/confirmer/" in page
    assert "Toujours d’actualité ?" not in (
        as_(world.stranger).get("/admin/").content.decode()
    )


@COUNTED_ONCE
def test_the_panel_costs_the_same_with_many_fiches(
    world, django_assert_max_num_queries, old
):
    for _ in range(6):
        aged(publish(world.fiche()), 500)
    with django_assert_max_num_queries(6):
        context = LifePanel(world.referent).get_context_data({})
    assert len(context["fiches"]) == 3


def test_one_click_confirms(world, as_, old):
    assert answer(as_, world.author, old, CURRENT).status_code == 302
    (row,) = Confirmation.objects.all()
    assert (row.page, row.user, row.answer) == (old, world.author, CURRENT)
    assert not InitiativePage.objects.to_confirm()
    today = timezone.localdate()
    page = Client().get(old.get_url()).content.decode()
    assert f"Confirmée le {today.day}" in page.replace("\xa0", " ")


def test_to_look_at_it_confirms_nothing(world, as_, old):
    address = f"/admin/fiches/{old.pk}/confirmer/"
    assert as_(world.author).get(address).status_code == 200
    assert not Confirmation.objects.exists()


def test_an_answer_by_another_centre_counts_for_nothing(world, as_, old):
    for user in (world.stranger, world.webmaster, world.members[0]):
        answer(as_, user, old, CURRENT)
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("value", ["", "forged"])
def test_another_answer_than_the_three_is_refused(world, as_, old, value):
    assert answer(as_, world.author, old, value).status_code == 302
    assert not Confirmation.objects.exists()


def test_a_second_answer_is_refused_with_a_sentence(world, as_, old):
    answer(as_, world.author, old, CURRENT)
    client = as_(world.colleague)
    client.post(f"/admin/fiches/{old.pk}/confirmer/", {"answer": ENDED})
    assert "Votre centre a déjà répondu" in client.get("/admin/").content.decode()
    assert Confirmation.objects.count() == 1


def test_to_update_opens_the_editor_and_leaves_the_fiche_online(world, as_, old):
    reply = answer(as_, world.author, old, UPDATE)
    assert reply.url == f"/admin/pages/{old.pk}/edit/"
    assert Confirmation.objects.get().answer == UPDATE
    assert "Confirmée le" not in Client().get(old.get_url()).content.decode()


def test_ended_prepares_a_version_for_the_review(world, as_, old):
    reply = answer(as_, world.author, old, ENDED)
    assert reply.url == f"/admin/pages/{old.pk}/edit/"
    page = InitiativePage.objects.get(pk=old.pk)
    assert page.live
    assert page.status != "ended"
    assert page.has_unpublished_changes
    draft = page.get_latest_revision()
    assert (draft.as_object().status, draft.user) == ("ended", world.author)


def test_ended_is_asked_before_it_is_noted(world, as_, old):
    """One tap prepared a version that says that the initiative is over."""
    address = f"/admin/fiches/{old.pk}/confirmer/"
    home = as_(world.author).get("/admin/").content.decode()
    assert f'href="{address}"' in home and 'value="ended"' not in home
    asked = as_(world.author).get(address).content.decode()
    assert "Ne rien changer" in asked and 'name="answer" value="ended"' in asked
    assert not Confirmation.objects.exists()
    assert as_(world.stranger).get(address).status_code in REFUSED
    answer(as_, world.author, old, "current")
    assert as_(world.author).get(address).status_code == 302, "nobody asks any more"


def test_ended_says_what_to_add_and_to_update_what_to_prepare(world, as_, old):
    other = aged(publish(world.fiche()), 366)
    address = "/admin/fiches/{}/confirmer/"
    client = as_(world.author)
    said = [
        client.post(address.format(page.pk), {"answer": value}, follow=True)
        for page, value in ((old, ENDED), (other, UPDATE))
    ]
    assert "quand et pourquoi elle s’est arrêtée" in said[0].content.decode()
    assert "Préparez la nouvelle version ici" in said[1].content.decode()


def test_an_answer_under_review_does_not_promise_an_open_form(world, as_, old):
    world.submit(old)
    found = as_(world.author).post(
        f"/admin/fiches/{old.pk}/confirmer/", {"answer": UPDATE}, follow=True
    )
    assert "est déjà chez le comité" in found.content.decode()
    assert "Préparez la nouvelle version ici" not in found.content.decode()


def test_ended_leaves_the_version_under_vote_alone(world, as_, old):
    world.submit(old)
    world.vote(world.members[0], old)
    before = Revision.objects.count()
    answer(as_, world.author, old, ENDED)
    assert Revision.objects.count() == before
    assert world.state_of(old).votes.filter(cancelled_at=None).count() == 1


def test_a_new_version_makes_the_confirmation_an_old_story(world, old):
    said(old, CURRENT, 500)
    page = Client().get(old.get_url()).content.decode()
    assert "Confirmée le" not in page


def test_an_account_without_centre_is_asked_nothing(world, as_):
    aged(publish(InitiativePageFactory()), 500)
    for user in (world.webmaster, world.members[0]):
        assert "Toujours d’actualité" not in as_(user).get("/admin/").content.decode()
