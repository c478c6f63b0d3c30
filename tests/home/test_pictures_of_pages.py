"""A page goes online with pictures whose people agree; a draft holds any."""

import json
from html import unescape

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    streamfield,
)

from home.models import HomePage
from tests.factories import PictureFactory, StandardPageFactory
from tests.publishing import rewrite

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("what a page may show is said by its form"),
]
OVER = {
    "consent_kind": "adults",
    "consent_given_by": "Elles",
    "consent_given_on": "2024-05-01",
    "consent_until": "2025-05-01",
}
WRONG = {
    "nobody said who is seen": (
        {"consent_kind": ""},
        "si l’on reconnaît des personnes",
    ),
    "nobody said who agreed": (
        {"consent_kind": "minors"},
        "si l’on reconnaît des personnes",
    ),
    "it is over": (OVER, "s’est terminé le 1 mai 2025"),
}


@pytest.fixture
def post(world, as_):
    """post(picture, **action): a page with this picture, by who keeps the site."""
    client = as_(world.webmaster)
    page = StandardPageFactory(parent=HomePage.objects.get(), live=False)
    address = f"/admin/pages/{page.pk}/edit/"
    shown = client.get(address).content.decode()
    form = querydict_from_html(shown, form_id="page-edit-form").dict()

    def post(picture, **action):
        body = [("picture", {"picture": picture.pk, "alt": ""})]
        data = nested_form_data({"body": streamfield(body)})
        Page.objects.filter(pk=page.pk).update(live=False)
        answer = client.post(address, form | data | action)
        return answer, Page.objects.get(pk=page.pk)

    return post


def test_a_picture_whose_people_agree_goes_online_and_another_says_why(post):
    for facts, sentence in WRONG.values():
        picture = PictureFactory(**facts)
        answer, page = post(picture, **{"action-publish": "1"})
        assert not page.live
        text = unescape(answer.content.decode())
        # The errors of a stream are handed to its editor as JSON.
        assert sentence in text or json.dumps(sentence).strip('"') in text
        answer, page = post(picture)
        assert answer.status_code == 302
        assert not page.live
    _answer, page = post(PictureFactory(), **{"action-publish": "1"})
    assert page.live


def test_by_no_other_door_does_a_page_show_one(world):
    centre = world.fresh(world.centre)
    for facts in ({}, {"consent_kind": ""}, {"consent_kind": "minors"}, OVER):
        centre = rewrite(centre, photo=PictureFactory(**facts))
        page = Client().get(centre.get_url()).content.decode()
        assert ("/media/images/" in page) is (facts == {})
