"""A request for removal is read, answered and kept by who answers for the fiche."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import PageLogEntry

from home.models import Picture
from home.renditions import SPECS
from initiatives.life import actions as life
from initiatives.models import RemovalRequest
from tests.factories import PictureFactory, publish

pytestmark = pytest.mark.django_db


MESSAGE = "Je suis la deuxième personne à gauche, retirez-moi s’il vous plaît."


@pytest.fixture
def picture():
    return PictureFactory()


@pytest.fixture
def fiche(world, picture):
    return publish(world.fiche(title="Un potager sur le toit", picture=picture))


@pytest.fixture
def asked(fiche):
    return RemovalRequest.objects.create(page=fiche, kind="photo", message=MESSAGE)


@pytest.mark.parametrize("role", ["referent", "webmaster"])
def test_who_answers_for_the_fiche_reads_the_request(world, as_, asked, role):
    client = as_(getattr(world, role))
    assert asked.page.title in client.get("/admin/demandes/").content.decode()
    page = client.get(f"/admin/demandes/{asked.pk}/").content.decode()
    assert "deuxième personne à gauche" in page


@pytest.mark.parametrize("role", ["author", "stranger", "member"])
def test_nobody_else_reads_nor_answers(world, as_, asked, picture, role):
    user = world.members[0] if role == "member" else getattr(world, role)
    client = as_(user)
    for address in ("/admin/demandes/", f"/admin/demandes/{asked.pk}/"):
        page = client.get(address, follow=True).content.decode()
        assert "deuxième personne" not in page
    assert asked.page.title not in client.get("/admin/demandes/").content.decode()
    client.post(f"/admin/demandes/{asked.pk}/", {"outcome": "Rien"})
    client.post(f"/admin/demandes/{asked.pk}/masquer/", {"picture": picture.pk})
    asked.refresh_from_db()
    picture.refresh_from_db()
    assert (asked.handled_at, picture.withdrawn_at) == (None, None)


def test_the_home_of_the_referent_says_that_somebody_waits(world, as_, asked):
    words = "Une personne demande un retrait"
    assert words in as_(world.referent).get("/admin/").content.decode()
    for user in (world.author, world.stranger):
        assert words not in as_(user).get("/admin/").content.decode()


def test_the_register_is_the_webmaster_s_and_read_only(world, as_, asked):
    register = "/admin/initiatives/removalrequest/"
    page = as_(world.webmaster).get(register)
    assert page.status_code == 200
    assert f"/admin/demandes/{asked.pk}/" in page.content.decode()
    for address in (f"{register}create/", f"{register}edit/{asked.pk}/"):
        answer = as_(world.webmaster).get(address)
        assert answer.status_code in (302, 403)
    as_(world.webmaster).post(f"{register}delete/{asked.pk}/")
    assert RemovalRequest.objects.exists()
    assert as_(world.referent).get(register).status_code == 403


def hide(as_, user, row, picture):
    address = f"/admin/demandes/{row.pk}/masquer/"
    return as_(user).post(address, {"picture": picture.pk})


def test_a_photo_is_hidden_at_once_everywhere(
    world, as_, asked, picture, django_capture_on_commit_callbacks
):
    url = asked.page.get_url()
    places = [
        url,
        "/initiatives/",
        "/",
        world.centre.get_url(),
        "/recherche/?q=potager",
    ]
    for place in places:
        Client().get(place)
    shown = "/media/images/"  # no other picture on this site
    assert shown in Client().get(url).content.decode()
    picture.get_rendition(SPECS["card"])
    names = [picture.file.name, *(r.file.name for r in picture.renditions.all())]
    assert (
        as_(world.referent).get(f"/admin/demandes/{asked.pk}/masquer/").status_code
        == 405
    )
    assert Picture.objects.get().withdrawn_at is None
    with django_capture_on_commit_callbacks(execute=True):
        hide(as_, world.referent, asked, picture)
    assert Picture.objects.get().withdrawn_at
    assert not any(default_storage.exists(name) for name in names)
    for place in places:
        assert shown not in Client().get(place).content.decode(), place
    assert Client().get(url).status_code == 200
    assert PageLogEntry.objects.filter(action="initiatives.picture_hidden").count() == 1
    page = as_(world.referent).get(f"/admin/demandes/{asked.pk}/").content.decode()
    assert "masquée le" in page


def test_a_photo_of_another_fiche_is_not_hidden(world, as_, asked):
    other = PictureFactory()
    publish(world.fiche(picture=other))
    hide(as_, world.referent, asked, other)
    other.refresh_from_db()
    assert other.withdrawn_at is None
    answer = as_(world.referent).post(
        f"/admin/demandes/{asked.pk}/masquer/", {"picture": "1 OR 1"}
    )
    assert answer.status_code != 500


def test_the_outcome_is_kept_with_who_and_when(world, as_, asked):
    address = f"/admin/demandes/{asked.pk}/"
    assert as_(world.referent).post(address, {"outcome": " "}).status_code == 400
    asked.refresh_from_db()
    assert asked.handled_at is None
    as_(world.referent).post(address, {"outcome": "La photo est masquée."})
    asked.refresh_from_db()
    assert (asked.outcome, asked.handled_by) == (
        "La photo est masquée.",
        world.referent,
    )
    assert asked.handled_at
    assert "La photo est masquée." in as_(world.webmaster).get(address).content.decode()


def test_a_closed_request_stays_as_it_is(world, as_, asked):
    life.close_request(asked, user=world.referent, outcome="Fait.")
    answer = as_(world.webmaster).post(
        f"/admin/demandes/{asked.pk}/", {"outcome": "Autre chose"}
    )
    assert answer.status_code == 400
    asked.refresh_from_db()
    assert (asked.outcome, asked.handled_by) == ("Fait.", world.referent)
    with pytest.raises(ValidationError):
        life.close_request(asked, user=world.webmaster, outcome="Autre")
