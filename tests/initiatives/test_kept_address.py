"""An address that was public once goes on leading to its page."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from initiatives.life.actions import withdraw
from initiatives.models import InitiativePage
from tests.factories import InitiativePageFactory
from tests.publishing import rewrite

from .form_data import post_data

pytestmark = pytest.mark.django_db

no_matter_of_the_database = pytest.mark.one_database("redirects are rows of the core")


def again(page):
    return type(page).objects.get(pk=page.pk)


def online_again(world, page):
    return world.publish(world.submit(again(page)))


@pytest.fixture
def fiche(world):
    """Online since its address followed its second title."""
    page = world.fiche(title="Le café", slug="le-cafe")
    page.title, page.slug = "Le café des parents", "le-cafe-des-parents"
    page.save()
    page.save_revision(user=world.author)
    return online_again(world, page)


def test_the_address_of_a_published_fiche_never_moves(world, as_, fiche):
    first = fiche.revisions.order_by("pk").first()
    assert first.content["slug"] == "le-cafe"
    as_(world.author).post(
        f"/admin/pages/{fiche.pk}/edit/", post_data(title="Le bar des voisins")
    )
    assert again(fiche).latest_revision.content["title"] == "Le bar des voisins"
    by_form = again(fiche).latest_revision
    older = first.as_object()
    older.save_revision(user=world.author)
    taken_up = again(fiche).latest_revision
    draft = again(fiche).get_latest_revision_as_object()
    draft.title, draft.slug = "Le bar", "le-bar"
    draft.save_revision(user=world.author)
    by_code = again(fiche).latest_revision
    for revision in (by_form, taken_up, by_code):
        assert revision.content["slug"] == "le-cafe-des-parents"
    page = online_again(world, fiche)
    assert (page.title, page.slug) == ("Le bar", "le-cafe-des-parents")
    assert Client().get(fiche.url).status_code == 200


@no_matter_of_the_database
def test_nor_does_that_of_a_withdrawn_one(world, as_, fiche):
    withdraw(fiche, user=world.referent, reason="Une erreur.")
    page = again(fiche)
    page.slug = "autre"
    page.save()
    as_(world.author).post(
        f"/admin/pages/{page.pk}/edit/", post_data(title="Un autre titre")
    )
    assert again(page).latest_revision.content["title"] == "Un autre titre"
    assert again(page).slug == "le-cafe-des-parents"
    assert Client().get(fiche.url).status_code == 410


@no_matter_of_the_database
def test_what_moves_with_the_tree_leaves_a_permanent_way(
    world, as_, fiche, committed, tree
):
    def leads(address):
        answer = Client().get(address)
        assert not answer.cookies
        return answer.status_code, answer.get("Location")

    first = fiche.url
    with committed():
        as_(world.webmaster).post(
            f"/admin/pages/{fiche.pk}/move/{world.other_centre.pk}/confirm/"
        )
    second = again(fiche).url
    assert second.startswith(world.other_centre.url)
    assert leads(first) == (301, second)
    gone = InitiativePageFactory(
        parent=world.fresh(world.other_centre), published=True, slug="l-autre"
    )
    withdraw(gone, user=world.webmaster, reason="Une erreur.")
    with committed():
        rewrite(world.fresh(world.other_centre), slug="le-vieux-port")
    third = again(fiche).url
    assert third == f"/centres/le-vieux-port/{fiche.slug}/"
    assert leads(first) == leads(second) == (301, third)
    assert leads(world.other_centre.url) == (301, "/centres/le-vieux-port/")
    assert leads(third) == (200, None)
    assert leads(gone.url) == (301, "/centres/le-vieux-port/l-autre/")
    assert leads(again(gone).url) == (410, None)
    newcomer = world.fiche(title="Le café des parents", slug="")
    assert newcomer.slug == "le-cafe-des-parents-2", "the first address is taken"
    assert leads(first) == (301, third)


@no_matter_of_the_database
def test_the_titles_that_a_draft_had_lead_nowhere(world, as_, committed):
    draft = world.fiche(title="Un projet secret", slug="un-projet-secret")
    with committed():
        as_(world.author).post(
            f"/admin/pages/{draft.pk}/edit/", post_data(title="Un jardin")
        )
    assert again(draft).slug == "un-jardin"
    assert Client().get(draft.url).status_code == 404
    assert not Redirect.objects.exists()
    assert InitiativePage.objects.get(pk=draft.pk).first_published_at is None
