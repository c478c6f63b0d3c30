"""One page policy and one file policy, fed by memberships."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Collection, Page
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from home.models import User
from home.permissions import FULL_ADMIN, has_full_admin, webmasters
from network.models import CentrePage, FederationMembership, Membership
from network.permissions import centres_of
from network.policies import CentreFilePolicy, MembershipPagePolicy
from network.setup import CONTRIBUTORS, WEBMASTERS
from tests.factories import (
    CentrePageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    PictureFactory,
)

pytestmark = pytest.mark.django_db

ACTION_SETS = [
    {"add"},
    {"change"},
    {"publish"},
    {"add", "change"},
    {"add", "change", "publish", "lock", "unlock", "bulk_delete"},
]


def again(user):
    """The same account as the next request loads it."""
    return User.objects.get(pk=user.pk)


def test_our_policies_have_the_last_word():
    assert isinstance(policy_registry.get_by_type(Page), MembershipPagePolicy)
    assert isinstance(policy_registry.get_by_type(get_image_model()), CentreFilePolicy)


@pytest.mark.parametrize(
    "actions", ACTION_SETS, ids=lambda found: "+".join(sorted(found))
)
@pytest.mark.parametrize(
    "who", ["author", "referent", "stranger", "webmaster", "superuser", "member"]
)
def test_the_policy_answers_as_the_loop_of_the_core(world, who, actions):
    world.fiche()
    user = world.members[0] if who == "member" else getattr(world, who)
    ours = MembershipPagePolicy()
    core = PagePermissionPolicy.instances_user_has_any_permission_for
    found = set(ours.instances_user_has_any_permission_for(user, actions))
    assert found == set(core(ours, user, actions))


def test_the_explorer_of_a_member_is_that_of_the_core(world):
    world.fiche()
    for user in (world.author, world.stranger, world.webmaster):
        ours = MembershipPagePolicy()
        core = PagePermissionPolicy.explorable_instances(ours, user)
        assert set(ours.explorable_instances(user)) == set(core)


def test_many_centres_cost_no_more_queries(world):
    def queries(user):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            list(MembershipPagePolicy().explorable_instances(again(user)))
        return len(captured)

    queries(world.author)  # reads the permissions that a process reads once
    one = queries(world.author)
    for _ in range(5):
        MembershipFactory(user=world.author, centre=CentrePageFactory())
    assert queries(world.author) == one


def test_a_core_policy_that_fills_its_cache_first_changes_nothing(world):
    user, fiche = again(world.author), world.fiche()
    core_pages, core_files = (
        PagePermissionPolicy(),
        CollectionPermissionPolicy(Collection),
    )
    assert core_pages.explorable_root_instance(user) is None
    assert not core_pages.user_has_permission_for_instance(user, "change", fiche)
    assert list(core_files.get_cached_permissions_for_user(user)) == []
    pages = policy_registry.get_by_type(Page)
    assert pages.explorable_root_instance(user).pk == world.centre.pk
    assert pages.user_has_permission_for_instance(user, "change", fiche)
    picture = PictureFactory(collection=world.fresh(world.centre).collection)
    files = policy_registry.get_by_type(get_image_model())
    assert files.user_has_permission_for_instance(user, "choose", picture)
    # Nor the other way round: what ours found is not the core's.
    assert not core_pages.user_has_permission_for_instance(user, "change", fiche)
    assert list(core_files.get_cached_permissions_for_user(user)) == []


def test_a_contributor_edits_the_fiches_of_her_centre_and_no_other(world):
    fiche = world.fiche()
    assert fiche.permissions_for_user(world.colleague).can_edit()
    assert not fiche.permissions_for_user(world.stranger).can_edit()
    assert not fiche.permissions_for_user(world.members[0]).can_edit()


def test_a_closed_membership_closes_every_door_at_the_next_request(world, as_):
    fiche = world.fiche()
    client = as_(world.colleague)
    address = f"/admin/pages/{fiche.pk}/edit/"
    assert client.get(address).status_code == 200
    Membership.objects.filter(user=world.colleague).update(ended_at=timezone.now())
    assert client.get(address).status_code in (302, 403)
    assert centres_of(again(world.colleague)) == []


def test_a_membership_that_has_not_begun_opens_nothing(world):
    tomorrow = timezone.now() + timedelta(days=1)
    Membership.objects.filter(user=world.colleague).update(started_at=tomorrow)
    assert centres_of(again(world.colleague)) == []


def test_a_deactivated_account_belongs_nowhere(world):
    User.objects.filter(pk=world.author.pk).update(is_active=False)
    assert centres_of(again(world.author)) == []


def test_a_right_given_to_an_account_alone_opens_nothing(world):
    user = world.author
    user.user_permissions.add(Permission.objects.get(codename="use_full_admin"))
    assert not has_full_admin(again(user))
    user.groups.first().permissions.add(
        Permission.objects.get(codename="use_full_admin")
    )
    assert has_full_admin(again(user))


def test_members_neither_publish_move_nor_copy(world):
    fiche = world.fiche()
    for user in (world.author, world.referent):
        tester = fiche.permissions_for_user(user)
        assert tester.can_edit()
        assert not tester.can_publish()
        assert not tester.can_move()
        assert not tester.can_copy()
        assert not tester.can_unpublish()
        assert not tester.can_set_view_restrictions()


def test_superusers_have_no_publish_button_either(world):
    assert not world.fiche().permissions_for_user(world.superuser).can_publish()
    assert not world.centre.permissions_for_user(world.superuser).can_publish_subpage()


def test_a_draft_is_deleted_by_its_author_or_a_referent_only(world):
    fiche = world.fiche()
    assert fiche.permissions_for_user(world.author).can_delete()
    assert fiche.permissions_for_user(world.referent).can_delete()
    assert not fiche.permissions_for_user(world.colleague).can_delete()


def test_nobody_deletes_a_fiche_under_vote(world, submitted):
    for user in (world.author, world.referent, world.webmaster, world.superuser):
        assert not submitted.permissions_for_user(user).can_delete()


def test_a_published_fiche_is_deleted_by_webmasters_only(world, submitted):
    page = world.publish(submitted)
    assert not page.permissions_for_user(world.referent).can_delete()
    assert page.permissions_for_user(world.webmaster).can_delete()


def test_the_page_of_a_centre_is_edited_by_its_referents(world):
    centre = world.fresh(world.centre)
    assert centre.permissions_for_user(world.referent).can_edit()
    assert not centre.permissions_for_user(world.author).can_edit()
    assert centre.permissions_for_user(world.author).can_add_subpage()
    for user in (world.referent, world.author):
        assert not centre.permissions_for_user(user).can_delete()
        assert not centre.permissions_for_user(user).can_publish()


def test_an_editor_of_a_federation_edits_its_page_and_publishes_nothing(world):
    editor = world.account(CONTRIBUTORS)
    federation = FederationPageFactory()
    FederationMembershipFactory(user=editor, federation=federation)
    tester = federation.permissions_for_user(editor)
    assert tester.can_edit()
    assert not tester.can_publish()
    assert not tester.can_delete()
    assert not world.fiche().permissions_for_user(editor).can_edit()
    FederationMembership.objects.update(ended_at=timezone.now())
    assert not federation.permissions_for_user(again(editor)).can_edit()


def test_members_add_and_choose_pictures_of_their_centre_only(world):
    policy = policy_registry.get_by_type(get_image_model())
    own = PictureFactory(collection=world.fresh(world.centre).collection)
    foreign = PictureFactory(collection=world.fresh(world.other_centre).collection)
    user = again(world.author)
    assert policy.user_has_permission_for_instance(user, "choose", own)
    assert not policy.user_has_permission_for_instance(user, "choose", foreign)
    assert not policy.user_has_permission_for_instance(user, "change", foreign)


def test_each_centre_has_a_collection_under_its_departement(world):
    centre = world.fresh(world.centre)
    parent = centre.collection.get_parent()
    assert parent.name == "37 Indre-et-Loire"
    assert CentrePage.objects.get(pk=centre.pk).departement.collection == parent


def test_only_webmasters_have_the_whole_back_office(world):
    assert has_full_admin(world.webmaster)
    assert has_full_admin(world.superuser)
    for user in (world.author, world.referent, world.members[0]):
        assert not has_full_admin(user)


def test_the_mails_to_webmasters_go_to_who_has_the_right_and_to_nobody_else(world):
    alone, gone = world.author, world.account(WEBMASTERS)
    alone.user_permissions.add(Permission.objects.get(codename="use_full_admin"))
    gone.is_active = False
    gone.save()
    second = Group.objects.create(name="Relais")
    second.permissions.add(Permission.objects.get(codename="use_full_admin"))
    world.webmaster.groups.add(second)
    assert list(webmasters()) == [world.webmaster]
    told = User.objects.with_perm(FULL_ADMIN, backend="network.backends.AccountBackend")
    trusted = {user for user in User.objects.all() if has_full_admin(user)}
    assert set(told) == trusted == {world.webmaster, world.superuser}
