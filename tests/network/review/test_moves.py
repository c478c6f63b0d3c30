"""A fiche that the committee reads stays where it is, whoever moves it and how."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from initiatives.models import InitiativePage
from network.models import CentreIndexPage
from tests.factories import CentrePageFactory

pytestmark = pytest.mark.django_db


def parent_of(page):
    return Page.objects.get(pk=page.pk).get_parent().pk


def by_the_form(client, page, centre):
    client.post(f"/admin/pages/{page.pk}/move/{centre.pk}/confirm/")


def by_the_order(client, page, centre):
    client.post(f"/admin/pages/{page.pk}/set_position/?position=0")


def many_at_once(client, page, centre):
    address = f"/admin/bulk/wagtailcore/page/move/?id={page.pk}"
    client.post(address, {"chooser": centre.pk, "move_applicable": "on"})


def by_the_api(client, page, centre):
    client.post(
        f"/admin/api/main/pages/{page.pk}/action/move/",
        {"destination_page_id": centre.pk, "position": "last-child"},
    )


def beside_another(client, page, centre):
    """The page that the API is told may be one to stand beside."""
    other = centre.get_first_child()
    client.post(
        f"/admin/api/main/pages/{page.pk}/action/move/",
        {"destination_page_id": other.pk, "position": "right"},
    )


VIEWS = [by_the_form, by_the_order, many_at_once, by_the_api, beside_another]


@pytest.mark.parametrize("who", ["webmaster", "superuser"])
def test_no_view_moves_a_fiche_under_vote(world, submitted, as_, who):
    user = getattr(world, who)
    port = world.fresh(world.other_centre)
    world.fiche(parent=port)
    free, path = world.fiche(), Page.objects.get(pk=submitted.pk).path
    client = as_(user)
    for view in VIEWS:
        view(client, submitted, world.fresh(port))
        assert Page.objects.get(pk=submitted.pk).path == path, view.__name__
    tester = submitted.permissions_for_user(user)
    assert not (tester.can_move() or tester.can_move_to(port))
    for view in set(VIEWS) - {by_the_order}:  # which nobody may here
        view(client, free, world.fresh(port))
        assert parent_of(free) == port.pk, view.__name__
        Page.objects.get(pk=free.pk).move(world.fresh(world.centre), pos="last-child")


def test_nor_does_code(world, submitted):
    port = world.fresh(world.other_centre)
    for page in (submitted, Page.objects.get(pk=submitted.pk)):
        for user in (None, world.superuser):
            with pytest.raises(PermissionDenied):
                page.move(port, pos="last-child", user=user)
    with pytest.raises(PermissionDenied, match="reste à sa place"):
        call_command("move_pages", world.centre.pk, port.pk, verbosity=0)
    assert parent_of(submitted) == world.centre.pk


def test_a_centre_moves_with_its_fiches_under_vote(world, submitted):
    """The same speak through them."""
    world.fresh(world.centre).move(CentreIndexPage.objects.get(), pos="last-child")
    assert parent_of(submitted) == world.centre.pk
    assert world.publish(InitiativePage.objects.get(pk=submitted.pk)).live


def test_what_is_approved_for_later_is_moved_by_no_superuser_either(world):
    draft = world.fiche().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=world.author)
    page = world.publish(world.submit(draft))
    centre = CentrePageFactory()
    for user in (world.webmaster, world.superuser):
        assert not page.permissions_for_user(user).can_move_to(centre)
