"""Publishing without the committee: the webmaster only, with a reason, told to all."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry, WorkflowState

from initiatives.life import actions as life
from initiatives.models import InitiativePage
from initiatives.permissions import can_publish_in_emergency
from tests.factories import MembershipFactory, publish

pytestmark = pytest.mark.django_db
REASON = "Un numéro de téléphone privé est en ligne."


def address_of(page):
    return f"/admin/fiches/{page.pk}/publier-en-urgence/"


def fresh(page):
    return InitiativePage.objects.get(pk=page.pk)


def publish_now(as_, user, page, reason=REASON):
    return as_(user).post(address_of(page), {"reason": reason})


@pytest.mark.parametrize("role", ["webmaster", "superuser"])
def test_a_webmaster_publishes_with_a_reason(world, as_, role):
    page, user = world.fiche(), getattr(world, role)
    assert as_(user).get(address_of(page)).status_code == 200
    assert not fresh(page).live
    assert publish_now(as_, user, page).status_code == 302
    assert fresh(page).live
    (entry,) = PageLogEntry.objects.filter(action="review.publication.emergency")
    assert (entry.page_id, entry.user, entry.data["reason"]) == (page.pk, user, REASON)


@pytest.mark.parametrize("role", ["author", "referent", "stranger", "member"])
def test_nobody_else_does(world, as_, role):
    user = world.members[0] if role == "member" else getattr(world, role)
    page = world.fiche()
    for answer in (
        as_(user).get(address_of(page)),
        publish_now(as_, user, page),
    ):
        assert answer.status_code == 403
    assert not fresh(page).live
    # Not only the list of the desk: the view's own question.
    assert not can_publish_in_emergency(user)


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_without_a_reason_nothing_is_published(world, as_, reason):
    page = world.fiche()
    assert publish_now(as_, world.webmaster, page, reason).status_code == 400
    assert not fresh(page).live
    with pytest.raises(ValidationError):
        life.publish_in_emergency(page, user=world.webmaster, reason=reason)


def test_an_incomplete_fiche_is_refused_and_says_what_is_missing(world, as_):
    page = world.fiche(steps=())
    answer = publish_now(as_, world.webmaster, page)
    assert answer.status_code == 400
    assert "Racontez au moins deux étapes." in answer.content.decode()
    assert not fresh(page).live
    assert not PageLogEntry.objects.filter(action="review.publication.emergency")


def test_what_is_checked_is_the_latest_version(world, as_):
    page = publish(world.fiche())
    page.tagline = ""
    page.save_revision(user=world.author, clean=False)
    assert publish_now(as_, world.webmaster, page).status_code == 400
    assert fresh(page).tagline


def test_what_is_online_already_is_not_published_again(world, as_):
    page = publish(world.fiche())
    assert publish_now(as_, world.webmaster, page).status_code == 400
    assert not PageLogEntry.objects.filter(action="review.publication.emergency")


def test_the_review_under_way_ends(world):
    page = world.submit(world.fiche())
    life.publish_in_emergency(page, user=world.webmaster, reason=REASON)
    assert fresh(page).live
    review = WorkflowState.objects.for_instance(page).latest("pk")
    assert review.status == WorkflowState.STATUS_CANCELLED


def test_it_covers_one_version_only(world, as_):
    page = world.fiche()
    publish_now(as_, world.webmaster, page)
    page = fresh(page)
    page.title = "Un autre titre, plus tard"
    revision = page.save_revision(user=world.author)
    with pytest.raises(Exception, match="comité"):
        revision.publish(skip_permission_checks=True)
    assert fresh(page).title != "Un autre titre, plus tard"


def test_the_whole_committee_and_the_people_of_the_fiche_are_told_why(
    world, as_, django_capture_on_commit_callbacks
):
    page = world.fiche()
    with django_capture_on_commit_callbacks(execute=True):
        publish_now(as_, world.webmaster, page)
    people = [*world.members, world.author, world.referent]
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        person.email for person in people
    )
    assert all(REASON in letter.body for letter in mail.outbox)
    assert all(page.title in letter.subject for letter in mail.outbox)
    own = [letter for letter in mail.outbox if "Votre fiche" in letter.body]
    assert {letter.to[0] for letter in own} == {
        world.author.email,
        world.referent.email,
    }


def test_who_is_of_both_gets_one_mail(world, django_capture_on_commit_callbacks):
    member = world.members[0]
    page = world.fiche(owner=member)
    MembershipFactory(user=member, centre=world.centre)
    with django_capture_on_commit_callbacks(execute=True):
        life.publish_in_emergency(page, user=world.webmaster, reason=REASON)
    (letter,) = [sent for sent in mail.outbox if sent.to == [member.email]]
    assert "Votre fiche" in letter.body


def test_the_history_shows_the_reason(world, as_):
    page = world.fiche()
    publish_now(as_, world.webmaster, page)
    history = as_(world.author).get(f"/admin/pages/{page.pk}/history/")
    assert REASON in history.content.decode()
