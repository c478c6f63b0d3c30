"""Words that are suggested for tags are those one may read, each in one spelling."""

import pytest
from taggit.models import Tag

from home.tags import OneSpellingField
from tests.factories import PictureFactory

from .form_data import post_data

pytestmark = pytest.mark.django_db


def test_each_reads_the_words_of_what_she_may_see(world, as_, desk):
    online = world.fiche()
    online.keywords.set(["Jardin ouvert"])
    online.save_revision()
    online.save()
    world.publish(world.submit(online))
    draft = world.fiche()
    draft.keywords.set(["jardin secret"])
    draft.save()
    picture = PictureFactory(collection=world.fresh(world.centre).collection)
    picture.tags.set(["jardin en photo"])
    Tag.objects.create(name="jardin oublié")

    def suggested(user, term="jàrdin"):
        client = as_(user)
        told = client.get("/admin/tag-autocomplete/", {"term": term}).json()
        other = client.get("/admin/tag-autocomplete/taggit/tag/", {"term": term})
        assert other.json() == told
        return set(told)

    own = {"Jardin ouvert", "jardin secret", "jardin en photo"}
    assert suggested(world.author) == own
    assert suggested(world.stranger) == {"Jardin ouvert"}
    assert suggested(world.stranger, "") == set()


def test_a_word_is_suggested_whatever_its_accents(world, as_):
    picture = PictureFactory(collection=world.fresh(world.centre).collection)
    picture.tags.set(["École", "Écologie", "Lecture"])
    for typed in ("ec", "éCO"):
        answer = as_(world.author).get("/admin/tag-autocomplete/", {"term": typed})
        assert answer.json() == ["École", "Écologie"]


def test_a_word_has_one_spelling_whatever_its_case(desk):
    Tag.objects.create(name="école")
    assert set(OneSpellingField().clean("École, ÉTÉ, été")) == {"école", "ÉTÉ"}
    desk.post(desk.add_address, post_data(keywords="ÉCOLE, Été"))
    assert set(Tag.objects.values_list("name", flat=True)) == {"école", "Été"}
