"""An agreement that ends is told, taken off and renewed, once each, however often one looks."""

import re

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import PageLogEntry

from home.models import Picture
from home.renditions import SPECS
from initiatives.life.consents import end_consents
from network.models import CentrePage
from network.review.audit import doubts
from tests.factories import PictureFactory, StandardPageFactory, publish
from tests.publishing import rewrite

from ..consents import GIVEN, agreed_until, day, fiche_with

pytestmark = pytest.mark.django_db
SHOWN = "/media/images/"
SAID_BY_FORMS = pytest.mark.one_database("what a renewal needs is said by its form")


@pytest.fixture
def run(committed):
    """run(): what the clock does, and what waits for its commit."""

    def run():
        with committed():
            return end_consents()

    return run


@pytest.fixture
def picture(world):
    return PictureFactory(collection=world.fresh(world.centre).collection)


@pytest.fixture
def fiche(world, picture, committed):
    """Online by its votes, its people agreed for a hundred days."""
    page = fiche_with(world, picture, **agreed_until(100))
    with committed():
        page = world.publish(world.submit(page))
    mail.outbox.clear()
    return page


def addresses(picture):
    picture = Picture.objects.get(pk=picture.pk)
    picture.get_rendition(SPECS["card"])
    return [picture.file.name, *(r.file.name for r in picture.renditions.all())]


def receivers():
    return sorted(address for message in mail.outbox for address in message.to)


def shows(page):
    return SHOWN in Client().get(page.get_url()).content.decode()


def test_its_people_are_told_sixty_days_before_and_when_it_is_taken_off(
    world, fiche, run, later
):
    told = sorted([world.author.email, world.referent.email])
    for days, mails in ((39, 0), (40, 2), (41, 0), (100, 0), (101, 2), (102, 0)):
        mail.outbox.clear()
        later(days)
        run()
        run()
        assert len(mail.outbox) == mails, days
        if mails:
            assert receivers() == told
            assert f"{day(100):%Y}" in mail.outbox[0].body
            assert "Elles" not in mail.outbox[0].body
            (link,) = re.findall(r"http\S*(/admin/accords/\S+)", mail.outbox[0].body)
            assert link == f"/admin/accords/{fiche.photos.get().picture_id}/"
    acts = PageLogEntry.objects.filter(page=fiche, action__contains="consent_end")
    assert sorted(acts.values_list("action", flat=True)) == [
        "initiatives.consent_ended",
        "initiatives.consent_ends",
    ]


def test_a_clock_that_stood_still_takes_off_and_tells_all_the_same(
    world, fiche, picture, run, later
):
    """And no alarm: the text and the files that were voted are those online."""
    names = addresses(picture)
    later(120)
    run()
    assert len(mail.outbox) == 2
    assert not any(map(default_storage.exists, names))
    assert not shows(fiche)
    assert Client().get(fiche.get_url()).status_code == 200
    assert list(doubts()) == []
    names = addresses(picture)
    run()
    assert all(map(default_storage.exists, names))


def test_a_photo_that_another_page_may_show_leaves_this_one_alone(
    world, fiche, picture, run, later
):
    other = publish(fiche_with(world, picture, **agreed_until(500)))
    names = addresses(picture)
    later(101)
    run()
    assert all(map(default_storage.exists, names))
    assert (shows(fiche), shows(other)) == (False, True)
    assert len(mail.outbox) == 2
    later(501)
    run()
    assert not any(map(default_storage.exists, names))


def renewal(until, on=0):
    return {
        "consent_kind": "adults",
        "consent_given_by": "Elles, encore",
        "consent_given_on": day(on).isoformat(),
        "consent_scope": "Le site.",
        "consent_until": day(until).isoformat() if until else "",
    }


def test_it_is_listed_renewed_and_shown_again_until_its_next_end(
    world, fiche, picture, run, later, as_
):
    later(101)
    run()
    client = as_(world.author)
    home, address = "/admin/", f"/admin/accords/{picture.pk}/"
    assert address in client.get(home).content.decode()
    assert "Elles" in client.get(address).content.decode()
    assert client.post(address, renewal(until=600, on=101)).status_code == 302
    assert shows(fiche)
    assert address not in client.get(home).content.decode()
    names = addresses(picture)
    run()
    assert all(map(default_storage.exists, names))
    mail.outbox.clear()
    later(601)
    run()
    assert not any(map(default_storage.exists, names))
    assert not shows(fiche)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        renewal(until=600, on=-90),  # the one that is known
        renewal(until=600, on=1),
        renewal(until=-1),
        renewal(until=600) | {"consent_given_by": ""},
        renewal(until=600) | {"consent_given_on": ""},
        renewal(until=600) | {"consent_kind": "nobody"},
    ],
)
@SAID_BY_FORMS
def test_half_a_renewal_says_what_it_lacks_and_changes_nothing(
    world, fiche, picture, as_, wrong
):
    answer = as_(world.author).post(f"/admin/accords/{picture.pk}/", wrong)
    assert answer.status_code == 400
    assert answer.context["form"].errors
    assert Picture.objects.get(pk=picture.pk).consent_given_on is None
    if wrong["consent_given_by"]:
        assert "Elles, encore" in answer.content.decode()


@SAID_BY_FORMS
def test_nobody_else_reads_nor_renews_it(world, fiche, picture, as_):
    address = f"/admin/accords/{picture.pk}/"
    for user in (world.stranger, world.members[0]):
        client = as_(user)
        assert "Elles" not in client.get(address, follow=True).content.decode()
        client.post(address, renewal(until=600))
    assert Picture.objects.get(pk=picture.pk).consent_given_on is None
    assert "Elles" not in Client().get(fiche.get_url()).content.decode()


@SAID_BY_FORMS
def test_a_photo_hidden_for_a_person_is_not_brought_back(world, fiche, picture, as_):
    picture.withdraw()
    answer = as_(world.author).post(f"/admin/accords/{picture.pk}/", renewal(until=600))
    assert "masquée" in answer.content.decode()
    assert not shows(fiche)


def test_the_photo_of_a_centre_and_those_of_other_pages_obey_too(
    world, run, later, as_
):
    until = GIVEN | {"consent_given_on": day(-9), "consent_until": day(30)}
    pictures = [PictureFactory(**until) for _ in range(2)]
    centre = world.fresh(world.centre)
    centre = rewrite(centre, photo=pictures[0])
    body = [("picture", {"picture": pictures[1], "alt": ""})]
    parent = CentrePage.objects.get(pk=centre.pk).get_parent().get_parent()
    page = StandardPageFactory(parent=parent, body=body)
    assert shows(centre)
    assert shows(page)
    run()
    assert receivers() == sorted([world.referent.email, world.webmaster.email])
    for user, own, foreign in (
        (world.referent, *pictures),
        (world.webmaster, *reversed(pictures)),
    ):
        home = as_(user).get("/admin/").content.decode()
        assert f"/admin/accords/{own.pk}/" in home
        assert f"/admin/accords/{foreign.pk}/" not in home
    names = [name for picture in pictures for name in addresses(picture)]
    mail.outbox.clear()
    later(31)
    assert not shows(centre)
    assert not shows(page)
    run()
    assert not any(map(default_storage.exists, names))
    assert len(mail.outbox) == 2
