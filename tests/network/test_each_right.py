"""What each tester gives or refuses, where one clause alone makes the difference."""

import pytest
from django.test import RequestFactory
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from home.models import User
from home.permissions import has_full_admin
from initiatives.models import InitiativePage
from initiatives.permissions import can_answer_for, can_withdraw
from network.models import CentreIndexPage, CentrePage, Membership
from network.permissions import is_referent
from network.setup import CONTRIBUTORS
from tests.factories import FederationPageFactory, MembershipFactory

from .people import REFUSED

pytestmark = pytest.mark.django_db


def again(user):
    return User.objects.get(pk=user.pk)


@pytest.fixture
def other_referent(world):
    user = world.account(CONTRIBUTORS)
    role = Membership.Role.REFERENT
    MembershipFactory(user=user, centre=world.other_centre, role=role)
    return user


def deactivated(user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    return again(user)


def test_a_referent_answers_for_her_centre_and_no_other(world, other_referent):
    assert is_referent(other_referent, world.other_centre)
    assert not is_referent(other_referent, world.centre)
    MembershipFactory(user=other_referent, centre=world.centre)
    assert not is_referent(other_referent, world.centre), "a contributor there"
    page = world.fresh(world.centre)
    assert not page.permissions_for_user(other_referent).can_edit()
    assert not world.fiche().permissions_for_user(other_referent).can_delete()


def test_a_referent_who_left_answers_for_nothing(world):
    Membership.objects.filter(user=world.referent).update(ended_at=timezone.now())
    assert not is_referent(world.referent, world.centre)
    assert not can_answer_for(again(world.referent), world.fiche())


def test_a_deactivated_account_has_no_right_left(world):
    referent, webmaster = deactivated(world.referent), deactivated(world.webmaster)
    centre = world.fresh(world.centre)
    assert not centre.permissions_for_user(referent).can_edit()
    assert not has_full_admin(webmaster)
    assert not centre.permissions_for_user(webmaster).can_edit()
    assert not has_full_admin(deactivated(world.superuser))


def test_an_author_who_left_deletes_no_draft_of_hers(world):
    fiche = world.fiche()
    Membership.objects.filter(user=world.author).update(ended_at=timezone.now())
    assert not fiche.permissions_for_user(again(world.author)).can_delete()


def test_only_its_people_send_a_fiche(world):
    fiche = world.fiche()
    for user in (world.author, world.colleague, world.referent, world.webmaster):
        assert fiche.permissions_for_user(user).can_submit_for_moderation()
    for user in (world.stranger, world.members[0]):
        assert not fiche.permissions_for_user(user).can_submit_for_moderation()


def test_nobody_withdraws_many_by_a_button_and_webmasters_restrict(world, submitted):
    page = world.publish(submitted)
    for user in (world.author, world.referent, world.webmaster, world.superuser):
        assert not page.permissions_for_user(user).can_unpublish()
        assert not page.permissions_for_user(user).can_publish_subpage()
    for user in (world.author, world.referent, world.stranger):
        assert not page.permissions_for_user(user).can_unschedule()
        assert not page.permissions_for_user(user).can_set_view_restrictions()
    assert page.permissions_for_user(world.webmaster).can_unschedule()
    assert page.permissions_for_user(world.webmaster).can_set_view_restrictions()


def test_what_is_not_online_is_withdrawn_by_nobody(world, submitted):
    assert not can_withdraw(world.referent, submitted)
    page = world.publish(submitted)
    assert can_withdraw(world.referent, page)
    assert can_withdraw(world.webmaster, page)
    for user in (world.author, world.stranger, world.members[0]):
        assert not can_withdraw(user, page)


def test_the_structure_is_the_webmasters(world):
    """A page of the network that is not live, where "change" would be enough."""
    centre, federation = world.fresh(world.centre), FederationPageFactory(live=False)
    type(centre).objects.filter(pk=centre.pk).update(live=False)
    for page in (world.fresh(centre), federation, CentreIndexPage.objects.get()):
        for user in (world.referent, world.author, world.stranger):
            tester = page.permissions_for_user(user)
            assert not tester.can_delete()
            assert not tester.can_move()
            assert not tester.can_copy()
        webmaster = page.permissions_for_user(world.webmaster)
        assert not webmaster.can_reorder_children()
        assert webmaster.can_submit_for_moderation() is (page.pk == centre.pk)
    assert world.fresh(centre).permissions_for_user(world.webmaster).can_delete()


def test_the_menu_of_a_member_holds_her_desk_alone(world, as_):
    def names(user):
        request = RequestFactory().get("/admin/")
        request.user = again(user)
        return {item.name for item in admin_menu.menu_items_for_request(request)}

    assert names(world.author) == {"proposer", "explorer", "images"}
    assert names(world.members[0]) == {"comite"}
    assert {"reports", "settings"} <= names(world.webmaster)


def test_no_voter_is_deleted_among_others(world, submitted, as_):
    world.vote(world.members[0], submitted)
    voter, other = world.members[:2]
    address = f"/admin/bulk/home/user/delete/?id={voter.pk}&id={other.pk}"
    answer = as_(world.superuser).post(address, follow=True)
    assert "donné des avis" in answer.content.decode()
    assert User.objects.filter(pk__in=[voter.pk, other.pk]).count() == 2


def test_a_fiche_stands_under_a_centre_and_nowhere_else(world, as_):
    """Under a federation, the "publish" of its editors would reach it."""
    federation, client = FederationPageFactory(), as_(world.webmaster)
    assert InitiativePage.allowed_parent_page_models() == [CentrePage]
    fiche = world.fiche()
    for parent in (federation, federation.get_parent(), CentreIndexPage.objects.get()):
        add = f"/admin/pages/add/initiatives/initiativepage/{parent.pk}/"
        assert client.get(add).status_code in REFUSED
        assert client.post(add, {"title": "x"}).status_code in REFUSED
        client.post(f"/admin/pages/{fiche.pk}/move/{parent.pk}/confirm/")
        assert InitiativePage.objects.get().get_parent().pk == world.centre.pk


def test_a_fiche_that_was_withdrawn_is_no_draft_to_delete(world, submitted):
    page = world.publish(submitted)
    page.unpublish()
    page = InitiativePage.objects.get(pk=page.pk)
    for user in (world.author, world.referent):
        assert not page.permissions_for_user(user).can_delete()
    assert page.permissions_for_user(world.webmaster).can_delete()
