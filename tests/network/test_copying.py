"""What cannot be copied or moved is offered nowhere, and its address says why."""

import pytest
from django.contrib.messages import get_messages
from wagtail.models import Page

from home.models import HomePage
from network.models import CentreIndexPage, FederationIndexPage
from tests.factories import (
    FederalProjectPageFactory,
    FederationPageFactory,
    StandardPageFactory,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("no statement of ours: what is offered and refused"),
]


def form(page, **changes):
    return {
        "new_title": "Une copie",
        "new_slug": "une-copie",
        "new_parent_page": page.get_parent().pk,
    } | changes


def copies():
    return Page.objects.filter(slug="une-copie")


def test_a_page_with_one_place_is_neither_copied_nor_moved(world, as_, caplog):
    federation, before = FederationPageFactory(), Page.objects.count()
    singles = [HomePage, CentreIndexPage, FederationIndexPage]
    placed = [world.fresh(world.centre), *(model.objects.get() for model in singles)]
    client = as_(world.webmaster)
    for page in [*placed, federation]:
        tester = page.permissions_for_user(world.superuser)
        assert not tester.can_move()
        assert tester.can_copy() == (page == federation)
        actions = ["move/", f"move/{page.get_parent().pk}/confirm/"]
        if page != federation:
            actions.append("copy/")
            api = f"/admin/api/main/pages/{page.pk}/action/copy/"
            assert client.post(api, {"keep_live": "false"}).status_code == 403
        menu = client.get(f"/admin/pages/{page.pk}/").content.decode()
        for action in actions:
            address = f"/admin/pages/{page.pk}/{action}"
            assert address not in menu
            for ask in (client.get, client.post):
                answer = ask(address, form(page))
                assert answer.headers["Location"] == "/admin/pages/"
                *_, said = get_messages(answer.wsgi_request)
                assert " ne se " in str(said)
            assert address in caplog.text
    assert Page.objects.count() == before


def test_a_federation_a_simple_page_and_a_fiche_are_copied(world, as_):
    client = as_(world.webmaster)
    simple = StandardPageFactory(parent=HomePage.objects.get(), live=True)
    for page in (
        FederationPageFactory(),
        simple,
        world.publish(world.submit(world.fiche())),
    ):
        shown = client.get(f"/admin/pages/{page.pk}/copy/").content.decode()
        assert 'name="alias"' not in shown
        client.post(f"/admin/pages/{page.pk}/copy/", form(page))
        assert not copies().get().live
        copies().get().delete()
    assert 'name="publish_copies"' not in shown


def test_a_federation_is_copied_without_its_documents(world, as_):
    """Their lines have one identity each: a copy would show the states of another."""
    client, page = as_(world.webmaster), FederationPageFactory()
    FederalProjectPageFactory(parent=page)
    address = f"/admin/pages/{page.pk}/copy/"
    assert "copy_subpages" not in client.get(address).content.decode()
    client.post(address, form(page, copy_subpages="on"))
    assert copies().get().is_leaf()
    api = f"/admin/api/main/pages/{page.pk}/action/copy/"
    sent = {"recursive": "true", "keep_live": "false", "slug": "une-autre"}
    assert client.post(api, sent).status_code == 403
    assert not Page.objects.filter(slug="une-autre").exists()


def test_no_page_has_an_alias(world, as_, caplog):
    """It would follow its page online by itself."""
    client = as_(world.superuser)
    simple = StandardPageFactory(parent=HomePage.objects.get())
    answer = client.post(f"/admin/pages/{simple.pk}/copy/", form(simple, alias="on"))
    assert "alias" in answer.content.decode()
    assert "Une copie" in answer.content.decode()
    assert f"an alias of page {simple.pk}" in caplog.text
    for action in ("create_alias", "convert_alias", "copy_for_translation"):
        for page in (simple, world.centre):
            address = f"/admin/api/main/pages/{page.pk}/action/{action}/"
            sent = {"locale": "fr", "update_slug": "une-copie"}
            assert client.post(address, sent).status_code == 404
    assert not copies().exists()


@pytest.mark.parametrize("parent", ["", "999999", "9" * 20, "abc", None])
def test_a_new_place_that_is_none_gives_the_words_back(world, as_, parent):
    fiche, sent = world.fiche(), {}
    sent = form(fiche, new_parent_page=parent)
    if parent is None:
        del sent["new_parent_page"]
    answer = as_(world.webmaster).post(f"/admin/pages/{fiche.pk}/copy/", sent)
    assert answer.status_code == 200
    assert "Une copie" in answer.content.decode()
    assert not copies().exists()
