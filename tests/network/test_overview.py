"""An animator knows counts and dates of her centres, no title of a draft, no name."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from network.belonging.overview import situations_for
from network.models import FederationMembership, Membership
from network.review.models import CommitteeTaskState
from network.setup import CONTRIBUTORS
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    CentrePageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db

REFUSED = (302, 403)
DESK = "/admin/centre/reseau/"
NEW = "nouvelle@exemple.test"


@pytest.fixture
def federated(world):
    """An animator and an editor of the federation of the first centre."""
    world.federation = FederationPageFactory()
    type(world.centre).objects.filter(pk=world.centre.pk).update(
        federation=world.federation
    )
    world.animator, world.editor = (world.account(CONTRIBUTORS) for _ in range(2))
    for user, role in (
        (world.animator, FederationMembership.Role.ANIMATOR),
        (world.editor, FederationMembership.Role.EDITOR),
    ):
        FederationMembershipFactory(user=user, federation=world.federation, role=role)
    return world


def situation(world, centre=None):
    centre = centre or world.centre
    found = {one.centre.pk: one for one in situations_for(again(world.animator))}
    return found[centre.pk]


def again(user):
    return type(user).objects.get(pk=user.pk)


def referents(world):
    return Membership.objects.filter(user=world.referent)


def invite(client, centre, email=NEW):
    return client.post(f"{DESK}{centre.pk}/referent/", {"email": email})


def test_the_desk_counts_and_names_nobody(federated, as_):
    fiche = federated.submit(federated.fiche(title="Titre secret"))
    CommitteeTaskState.objects.update(due_at=timezone.now() - timedelta(days=3))
    referents(federated).delete()
    text = as_(federated.animator).get(DESK).content.decode()
    assert "Centre des Tilleuls" in text
    assert "une relecture en retard" in text
    assert "pas de référent" in text
    assert "Centre du Port" not in text
    for user in (federated.author, federated.colleague):
        assert user.last_name not in text
        assert user.email not in text
    assert fiche.title not in text


@pytest.mark.parametrize("who", ["editor", "author", "referent", "member"])
def test_the_desk_is_for_animators_and_webmasters(federated, as_, who):
    user = federated.members[0] if who == "member" else getattr(federated, who)
    assert as_(user).get(DESK).status_code in REFUSED
    assert as_(federated.webmaster).get(DESK).status_code == 200


def test_a_referent_who_left_or_never_came_leaves_her_centre_without_one(federated):
    assert situation(federated).has_referent
    referents(federated).update(accepted_at=None)
    found = situation(federated)
    assert not found.has_referent
    assert found.invited_on is not None
    referents(federated).update(ended_at=timezone.now())
    found = situation(federated)
    assert not found.has_referent
    assert found.invited_on is None


def test_a_deactivated_referent_is_none(federated):
    type(federated.referent).objects.filter(pk=federated.referent.pk).update(
        is_active=False
    )
    assert not situation(federated).has_referent


def test_a_centre_is_silent_after_a_year_without_a_line_nor_a_publication(federated):
    fiche = federated.fiche()
    assert not situation(federated).is_silent
    old = timezone.now() - timedelta(days=400)
    rows = Page.objects.filter(pk__in=[fiche.pk, federated.centre.pk])
    rows.update(latest_revision_created_at=old, first_published_at=old)
    assert situation(federated).is_silent
    rows.update(last_published_at=timezone.now())
    assert not situation(federated).is_silent


def test_a_review_is_late_after_its_date_only(federated):
    federated.submit(federated.fiche())
    assert situation(federated).late == 0
    due = timezone.now() - timedelta(days=1)
    CommitteeTaskState.objects.update(due_at=due)
    found = situation(federated)
    assert (found.late, found.waiting_since) == (1, due)


@COUNTED_ONCE
def test_a_hundred_centres_cost_no_more_queries_than_one(federated, as_):
    def queries():
        client = as_(federated.animator)
        client.get(DESK)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(DESK).status_code == 200
        return len(captured)

    referents(federated).delete()
    federated.fiche()
    few = queries()
    for _ in range(99):
        CentrePageFactory(federation=federated.federation)
    assert queries() == few
    assert few <= 24  # of which six are the desk's, the rest the frame's


def test_an_animator_invites_the_first_referent_of_her_centre(
    federated, as_, django_capture_on_commit_callbacks
):
    client = as_(federated.animator)
    assert invite(client, federated.centre).status_code in REFUSED  # it has one
    assert not Membership.objects.filter(user__email=NEW).exists()
    referents(federated).delete()
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(client, federated.centre).status_code == 302
    membership = Membership.objects.get(user__email=NEW)
    assert membership.role == Membership.Role.REFERENT
    assert membership.invited_by == federated.animator
    assert mail.outbox[0].to == [NEW]
    assert NEW not in client.get(DESK, follow=True).content.decode().split("</h1>")[1]


def test_nobody_invites_a_first_referent_elsewhere(federated, as_):
    Membership.objects.filter(user=federated.referent).delete()
    assert (
        invite(as_(federated.animator), federated.other_centre).status_code in REFUSED
    )
    for user in (federated.editor, federated.author, federated.stranger):
        assert invite(as_(user), federated.centre).status_code in REFUSED
    assert not Membership.objects.filter(user__email=NEW).exists()


def test_an_animator_makes_no_referent_of_herself_nor_of_a_colleague(federated, as_):
    referents(federated).delete()
    for user in (federated.animator, federated.editor):
        answer = invite(as_(federated.animator), federated.centre, user.email.upper())
        assert answer.status_code == 400
        assert not Membership.objects.filter(user=user).exists()


def test_a_contributor_becomes_the_first_referent(federated, as_):
    referents(federated).delete()
    invite(as_(federated.animator), federated.centre, federated.author.email)
    membership = Membership.objects.get(user=federated.author)
    assert membership.role == Membership.Role.REFERENT


def test_a_centre_that_belongs_to_nobody_is_not_an_animators(world, as_):
    stranger = world.account(CONTRIBUTORS)
    FederationMembershipFactory(user=stranger, role="animator")
    MembershipFactory(user=stranger, centre=CentrePageFactory())
    Membership.objects.filter(user=world.referent).delete()
    assert invite(as_(stranger), world.centre).status_code in REFUSED
    assert not Membership.objects.filter(user__email=NEW).exists()
