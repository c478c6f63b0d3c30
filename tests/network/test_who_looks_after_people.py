"""Who sees the people of a centre, and asks for more."""

import pytest

from home.models import User
from network.models import Membership
from tests.factories import MembershipFactory
from tests.network.people import NEW, REFUSED, WANTED, Role, membership_of, path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["author", "stranger", "member"])
def test_only_referents_and_webmasters_look_after_people(world, as_, committed, who):
    user = world.members[0] if who == "member" else getattr(world, who)
    client = as_(user)
    membership = membership_of(world.colleague, world.centre)
    person = f"/admin/centre/personne/{membership.pk}/"
    assert client.get(path(world.centre)).status_code in REFUSED
    assert client.get(person).status_code in REFUSED
    assert (
        committed(client.post, path(world.centre, "inviter/"), WANTED).status_code
        in REFUSED
    )
    for door in ("role/", "renvoyer/", "terminer/"):
        answer = client.post(person + door, {"role": Role.REFERENT})
        assert answer.status_code in REFUSED, door
    membership.refresh_from_db()
    assert (membership.role, membership.ended_at) == (Role.CONTRIBUTOR, None)
    assert not User.objects.filter(email=NEW).exists()


def test_a_referent_has_no_say_in_another_centre(world, as_, committed):
    MembershipFactory(user=world.referent, centre=world.other_centre)
    client = as_(world.referent)
    foreign = membership_of(world.stranger, world.other_centre)
    assert client.get(path(world.other_centre)).status_code in REFUSED
    assert (
        client.post(path(world.other_centre, "inviter/"), WANTED).status_code in REFUSED
    )
    answer = client.post(f"/admin/centre/personne/{foreign.pk}/terminer/")
    assert answer.status_code in REFUSED
    assert Membership.objects.open().filter(pk=foreign.pk).exists()


def test_the_page_shows_the_people_of_this_centre_only(world, as_):
    text = as_(world.referent).get(path(world.centre)).content.decode()
    assert world.colleague.email in text
    assert world.colleague.last_name in text
    assert world.stranger.email not in text
    assert as_(world.webmaster).get(path(world.centre)).status_code == 200


def test_a_referent_of_several_centres_chooses(world, as_):
    client = as_(world.referent)
    assert client.get("/admin/centre/personnes/").url == path(world.centre)
    MembershipFactory(
        user=world.referent, centre=world.other_centre, role=Role.REFERENT
    )
    text = as_(world.referent).get("/admin/centre/personnes/").content.decode()
    assert path(world.centre) in text
    assert path(world.other_centre) in text
    assert as_(world.author).get("/admin/centre/personnes/").status_code in REFUSED
