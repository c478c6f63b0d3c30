"""The policy against the core's loop, for profiles that no role of the site has yet."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.models import User
from network.models import Membership
from network.policies import MembershipPagePolicy
from tests.factories import (
    CentrePageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    UserFactory,
)

from .test_permissions import ACTION_SETS

pytestmark = pytest.mark.django_db


def of_a_group(page, action):
    """An account whose group has `action` under `page`, as a webmaster may make one."""
    group = Group.objects.create(name=f"{action} {page.pk}")
    codename = f"{action}_page"
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", codename=codename
    )
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = UserFactory()
    user.groups.add(group)
    return user


def adds_only(world):
    """Who may add edits what she owns: one fiche of two."""
    user = of_a_group(world.centre.page_ptr, "add")
    world.fiche(owner=user)
    return user


def adds_there_and_belongs_here(world):
    user = of_a_group(world.other_centre.page_ptr, "add")
    world.fiche(owner=user, parent=world.fresh(world.other_centre))
    MembershipFactory(user=user, centre=world.centre)
    return user


def of_a_federation(world):
    user = UserFactory()
    FederationMembershipFactory(user=user, federation=FederationPageFactory())
    FederationPageFactory()
    return user


def of_a_centre_and_a_federation(world):
    user = of_a_federation(world)
    MembershipFactory(user=user, centre=world.centre)
    return user


def publishes_a_centre(world):
    return of_a_group(world.centre.page_ptr, "publish")


PROFILES = [
    adds_only,
    adds_there_and_belongs_here,
    of_a_federation,
    of_a_centre_and_a_federation,
    publishes_a_centre,
]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_policy_answers_as_the_loop_of_the_core_for_each_profile(world, profile):
    world.fiche(), world.fiche(parent=world.fresh(world.other_centre))
    user, ours = profile(world), MembershipPagePolicy()
    core = PagePermissionPolicy
    for actions in ACTION_SETS:
        found = set(ours.instances_user_has_any_permission_for(user, actions))
        expected = core.instances_user_has_any_permission_for(ours, user, actions)
        assert found == set(expected), actions
    explorable = set(ours.explorable_instances(user))
    assert explorable == set(core.explorable_instances(ours, user))
    assert explorable


def test_the_question_does_not_grow_with_the_centres(world):
    """The core asks one alternative a centre: seconds for a hundred of them."""

    def alternatives(user):
        user, policy = User.objects.get(pk=user.pk), MembershipPagePolicy()
        asked = policy.instances_user_has_any_permission_for(user, {"add", "change"})
        return str(asked.query).count(" OR ") + str(asked.query).count(" LIKE ")

    one = alternatives(world.author)
    for _ in range(5):
        MembershipFactory(user=world.author, centre=CentrePageFactory())
    assert alternatives(world.author) == one


def test_the_people_of_a_page_are_those_who_may_edit_it(world):
    """The core asks who may do something to find people; each must say so herself."""
    fiche, policy = world.fiche(), MembershipPagePolicy()
    ended = MembershipFactory(centre=world.centre, user=UserFactory())
    Membership.objects.filter(pk=ended.pk).update(
        started_at=timezone.now() - timedelta(days=9), ended_at=timezone.now()
    )
    left = MembershipFactory(centre=world.centre, user=UserFactory(is_active=False))
    found = set(policy.users_with_any_permission_for_instance({"change"}, fiche))
    assert found == {
        user
        for user in User.objects.filter(is_active=True)
        if policy.user_has_permission_for_instance(user, "change", fiche)
    }
    assert {world.author, world.colleague, world.referent} <= found
    assert not {world.stranger, ended.user, left.user} & found


def test_who_may_edit_some_page_is_a_member_or_has_a_group(world):
    editor = of_a_federation(world)
    found = set(MembershipPagePolicy().users_with_any_permission({"change"}))
    assert {world.author, world.stranger, editor, world.webmaster} <= found
    assert not {*world.members} & found
    publishers = set(MembershipPagePolicy().users_with_any_permission({"publish"}))
    assert publishers == {world.webmaster, world.superuser}


def test_memberships_at_any_depth_open_what_stands_below_them(world):
    """A federation may stand under another one: the tree does not promise one depth."""
    union = FederationPageFactory()
    federation = FederationPageFactory(parent=union)
    member = UserFactory()
    FederationMembershipFactory(user=member, federation=federation)
    MembershipFactory(user=member, centre=world.centre)
    fiche, elsewhere = (
        world.fiche(),
        world.fiche(parent=world.fresh(world.other_centre)),
    )
    policy = MembershipPagePolicy()
    opened = policy.instances_user_has_permission_for(member, "change")
    found = set(opened.values_list("pk", flat=True))
    assert {federation.pk, world.centre.pk, fiche.pk} <= found
    assert not {union.pk, elsewhere.pk} & found
