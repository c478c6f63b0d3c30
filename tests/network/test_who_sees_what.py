"""Another centre sees nothing of a draft where the back office lists, searches, chooses.

Every address of the back office with a foreign number in it: test_admin_matrix.py.
"""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import (
    CentrePageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    PictureFactory,
    publish,
)

pytestmark = pytest.mark.django_db

SECRET = "Le secret des Tilleuls"


@pytest.fixture
def secret(world):
    picture = PictureFactory(
        title="Photo secrète", collection=world.fresh(world.centre).collection
    )
    return world.fiche(title=SECRET, slug="le-secret", picture=picture)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/search/?q=secret",
        "/admin/api/main/pages/?search=secret",
        "/admin/choose-page/search/?q=secret",
        "/admin/images/?q=secr%C3%A8te",
        "/admin/images/chooser/results/?q=secr%C3%A8te",
    ],
)
def test_no_search_of_the_back_office_finds_it(world, secret, as_, address):
    answer = as_(world.stranger).get(address)
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()
    assert "Photo secrète" not in answer.content.decode()


def test_the_chooser_shows_the_tree_without_foreign_drafts(world, secret, as_):
    address = f"/admin/choose-page/{world.centre.pk}/"
    assert SECRET not in as_(world.stranger).get(address).content.decode()
    assert SECRET in as_(world.colleague).get(address).content.decode()


def test_the_chooser_opens_below_no_page_that_it_would_not_list(world, secret, as_):
    """Trap: the core shows the title of the parent that the address names."""
    for page in (secret, world.submit(world.fiche(title="Sous les tilleuls"))):
        address = f"/admin/choose-page/{page.pk}/"
        assert as_(world.stranger).get(address).status_code == 404
        assert as_(world.colleague).get(address).status_code == 200
    online = world.fiche(published=True)
    assert (
        as_(world.stranger).get(f"/admin/choose-page/{online.pk}/").status_code == 200
    )


@pytest.mark.parametrize("address", ["{}/", "search/?q=pied"])
def test_the_chooser_shows_no_page_that_visitors_may_not_see(world, as_, address):
    # Trap: JSON writes an accent otherwise, so the title has none.
    fiche = world.fiche(title="Un repas au pied des tours", published=True)
    chooser = "/admin/choose-page/" + address.format(world.centre.pk)
    stranger = as_(world.stranger)
    assert fiche.title in stranger.get(chooser).content.decode()
    PageViewRestriction.objects.create(page=fiche.page_ptr, restriction_type="login")
    answer = stranger.get(chooser)
    assert answer.status_code == 200
    assert fiche.title not in answer.content.decode()
    assert fiche.title in as_(world.colleague).get(chooser).content.decode()


def test_a_member_is_not_told_whether_a_foreign_fiche_is_under_vote(world, as_):
    fiche = world.submit(world.fiche())
    address = f"/admin/pages/workflow/confirm_cancellation/{fiche.pk}/"
    assert as_(world.stranger).get(address).status_code == 403
    assert as_(world.webmaster).get(address).status_code == 200


def test_a_visitor_gets_404_for_a_draft(client, secret):
    assert client.get(secret.get_url() or "/x/").status_code == 404
    assert client.get("/centres/tilleuls/le-secret/").status_code == 404


@pytest.mark.parametrize("who", ["author", "colleague", "referent"])
def test_colleagues_see_and_edit_the_draft(world, secret, as_, who):
    client = as_(getattr(world, who))
    for address in (
        f"/admin/pages/{secret.pk}/edit/",
        f"/admin/pages/{secret.pk}/history/",
        f"/admin/pages/{world.centre.pk}/",
        f"/admin/pages/{secret.pk}/view_draft/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SECRET in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/reports/site-history/",
        "/admin/reports/workflow/",
        "/admin/reports/page-types-usage/",
        "/admin/users/",
        "/admin/snippets/",
        "/admin/redirects/",
        "/admin/groups/",
        "/admin/settings/home/sitesettings/",
    ],
)
def test_the_desk_of_a_member_holds_no_register_and_no_report(world, as_, address):
    for user in (world.author, world.referent, world.members[0]):
        assert as_(user).get(address).status_code in (302, 403)


def test_committee_members_see_no_fiche_before_its_submission(world, secret, as_):
    member = as_(world.members[0])
    assert SECRET not in member.get("/admin/comite/").content.decode()
    world.submit(secret)
    assert SECRET in member.get("/admin/comite/").content.decode()


def test_the_filters_of_the_explorer_list_no_account(world, secret, as_):
    answer = as_(world.stranger).get(f"/admin/pages/{world.other_centre.pk}/")
    assert answer.status_code == 200
    assert world.author.last_name not in answer.content.decode()


def test_no_list_of_pages_has_a_filter_of_accounts(world, secret, as_):
    """Where pages of several kinds are listed the core builds the filters alone."""
    many = world.stranger
    MembershipFactory(user=many, centre=CentrePageFactory())
    FederationMembershipFactory(user=many, federation=FederationPageFactory())
    index = world.fresh(world.centre).get_parent()
    for page in (index.get_parent(), index, world.other_centre):
        answer = as_(many).get(f"/admin/pages/{page.pk}/")
        text = answer.content.decode()
        assert answer.status_code == 200
        assert 'name="latest_revision_created_at_from"' in text
        for filter in ("owner", "edited_by", "site"):
            assert f'name="{filter}"' not in text, page
        assert world.author.last_name not in text


def test_the_chooser_of_a_type_opens_below_no_hidden_centre(world, as_):
    """Trap: the core opens it at the page above all those of the type."""
    hidden = CentrePageFactory(title="Centre en travaux", live=False)
    world.fiche(parent=hidden)
    address = "/admin/choose-page/?page_type=initiatives.initiativepage"
    assert as_(world.stranger).get(address).status_code == 404
    assert as_(world.webmaster).get(address).status_code == 200


def test_the_draft_title_of_a_live_page_follows_what_is_online(world):
    centre = world.fresh(world.centre)
    before, centre.title = centre.title, "Centre des Marronniers"
    centre.save_revision()
    assert world.fresh(centre).draft_title == before
    publish(centre)
    assert world.fresh(centre).draft_title == "Centre des Marronniers"
