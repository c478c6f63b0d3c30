"""A typed number opens neither the draft nor the files of another centre."""

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import streamfield

from home.models import Attachment, Picture
from initiatives.models import InitiativePage
from tests.factories import AudienceFactory, PictureFactory, ThemeFactory

from ..form_data import complete_data, photo_of, post_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(world, as_):
    theme = ThemeFactory(number=7, name="Lien social", slug="lien-social")
    audience = AudienceFactory(name="Familles", slug="familles")
    address = reverse(
        "wagtailadmin_pages:add",
        args=["initiatives", "initiativepage", world.other_centre.pk],
    )

    def send(**fields):
        data = complete_data(theme, audience, **fields)
        return as_(world.stranger).post(address, data)

    return send


def mine(world):
    return InitiativePage.objects.child_of(world.fresh(world.other_centre))


def saved(page):
    return page.get_latest_revision_as_object()


def foreign_files(page):
    """The keys of the pictures and of the documents in what was saved."""
    pictures, documents = page.files_in(saved(page).serializable_data())
    return set(pictures) - {None}, set(documents) - {None}


def test_a_foreign_draft_is_no_source(world, post):
    foreign = world.fiche(title="Le secret des Tilleuls")
    answer = post(adapted_from=str(foreign.pk))
    assert "Le secret des Tilleuls" not in answer.content.decode()
    assert not mine(world).filter(adapted_from=foreign).exists()


def test_a_published_fiche_is_a_source(world, post, submitted):
    source = world.publish(submitted)
    assert post(adapted_from=str(source.pk)).status_code == 302
    assert mine(world).get().get_latest_revision_as_object().adapted_from == source


def test_a_foreign_picture_is_refused_and_ones_own_is_taken(world, post):
    foreign = PictureFactory(collection=world.fresh(world.centre).collection)
    own = PictureFactory(collection=world.fresh(world.other_centre).collection)
    assert post(photos=[photo_of(foreign)]).status_code == 200
    assert [photo.picture for photo in saved(mine(world).get()).photos.all()] == [None]
    assert post(photos=[photo_of(own)]).status_code == 302


@pytest.mark.parametrize("alt", ["Une table.", "x" * 600])
def test_the_form_that_comes_back_tells_no_title_of_a_foreign_file(world, post, alt):
    collection = world.fresh(world.centre).collection
    picture = PictureFactory(title="Photo secrète", collection=collection)
    document = Attachment.objects.create(
        title="Notice secrète",
        collection=collection,
        file=ContentFile(b"%PDF-1.7 x", name="a.pdf"),
    )
    answer = post(
        photos=[photo_of(picture) | {"alt": alt}],
        complements=streamfield([("document", {"document": document.pk, "title": ""})]),
        adapted_from="x",
    )
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Choisissez une photo de votre centre." in said
    assert "secrète" not in said
    assert foreign_files(mine(world).get()) == (set(), set())


@pytest.mark.parametrize("title", ["À imprimer", "x" * 200])
def test_a_foreign_document_is_refused_and_ones_own_is_taken(world, post, title):
    foreign, own = (
        Attachment.objects.create(
            title=f"Notice {centre.slug}",
            collection=world.fresh(centre).collection,
            file=ContentFile(b"%PDF-1.7 x", name="a.pdf"),
        )
        for centre in (world.centre, world.other_centre)
    )

    def send(document):
        value = {"document": document.pk, "title": title}
        return post(complements=streamfield([("document", value)]))

    answer = send(foreign)
    assert answer.status_code == 200
    assert "Notice tilleuls" not in answer.content.decode()
    assert foreign_files(mine(world).get()) == (set(), set())
    if title == "À imprimer":
        assert send(own).status_code == 302


def test_the_files_of_a_page_stay_whoever_saves_it(world, as_):
    """A webmaster may have put them there: a colleague is not stopped for that."""
    picture = PictureFactory(collection=world.fresh(world.other_centre).collection)
    fiche = world.fiche(picture=picture)
    row = fiche.photos.get()
    data = post_data(title="Relue", photos=[photo_of(picture) | {"id": row.pk}])
    data["photos-INITIAL_FORMS"] = "1"
    address = reverse("wagtailadmin_pages:edit", args=[fiche.pk])
    assert as_(world.author).post(address, data).status_code == 302
    assert InitiativePage.objects.get(pk=fiche.pk).photos.get().picture == picture


def test_a_picture_of_a_new_version_is_in_use(world, submitted):
    page = world.publish(submitted)
    picture = PictureFactory(collection=world.fresh(world.centre).collection)
    draft = page.get_latest_revision_as_object()
    draft.photos.create(picture=picture, alt="x", credit="y", consent_kind="nobody")
    draft.save_revision(user=world.author)
    assert Picture.objects.get(pk=picture.pk).is_used


def test_a_picture_of_a_draft_is_in_use_before_the_worker_knows(world, late_worker):
    picture = PictureFactory()
    world.fiche(picture=picture)
    assert not ReferenceIndex.get_references_to(picture).exists()
    assert Picture.objects.get(pk=picture.pk).is_used


@pytest.mark.parametrize("number", ["9" * 10, "1" * 25, "1" * 5000])
def test_an_endless_number_is_refused_as_a_foreign_one(world, post, number):
    value = {"document": number, "title": "À lire"}
    answer = post(
        adapted_from=number,
        photos=[photo_of(SimpleNamespace(pk=number))],
        complements=streamfield([("document", value)]),
    )
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "Choisissez une photo de votre centre." in said
    assert "Choisissez un document de votre centre." in said
    assert foreign_files(mine(world).get()) == (set(), set())
    assert post(adapted_from=number).status_code == 302
    assert {saved(page).adapted_from for page in mine(world)} == {None}


@pytest.mark.parametrize("number", ["1" * 25, "1" * 5000])
@pytest.mark.parametrize("name", ["audiences", "associated_centres"])
def test_an_endless_number_in_a_list_of_choices_breaks_nothing(post, name, number):
    assert post(**{name: [number]}).status_code in (200, 302, 400)


@pytest.mark.parametrize("title", ["???", "😀", "中心", "！"])
def test_a_title_without_letters_is_saved_again_and_again(world, as_, title):
    client, centre = as_(world.author), world.centre.pk
    address = f"/admin/pages/add/initiatives/initiativepage/{centre}/"
    assert client.post(address, post_data(title=title)).status_code == 302
    page = InitiativePage.objects.get(title=title)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(edit, post_data(title=title)).status_code == 302
    assert InitiativePage.objects.get(pk=page.pk).slug.startswith("fiche-")


def test_two_clicks_on_a_new_form_make_one_fiche(world, as_):
    client = as_(world.author)
    address = f"/admin/pages/add/initiatives/initiativepage/{world.centre.pk}/"
    data = post_data(title="Une fois") | {"creation_key": "a" * 32}
    first, second = client.post(address, data), client.post(address, data)
    assert (first.status_code, second.status_code) == (302, 302)
    page = InitiativePage.objects.get(title="Une fois")
    assert second.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'name="creation_key"' in client.get(address).content.decode()
