import pytest
from django.utils import timezone

from home.renditions import SPECS
from initiatives.models import InitiativePage
from tests.factories import (
    CentrePageFactory,
    DepartementFactory,
    InitiativePageFactory,
    PictureFactory,
)

pytestmark = pytest.mark.django_db


def test_the_centre_of_a_fiche_is_the_page_above(tree):
    centre = CentrePageFactory()
    assert InitiativePageFactory(parent=centre).centre == centre


def test_a_list_reads_all_its_centres_in_one_query(tree, django_assert_num_queries):
    centres = [CentrePageFactory() for _ in range(3)]
    for centre in centres:
        InitiativePageFactory(parent=centre)
    with django_assert_num_queries(2):
        fiches = InitiativePage.objects.prefetch_related("centre").order_by("pk")
        assert [fiche.centre for fiche in fiches] == centres


def test_cards_are_read_in_one_query(tree, django_assert_num_queries):
    picture = PictureFactory()
    other_place = DepartementFactory(code="41", name="Loir-et-Cher")
    InitiativePageFactory(published=True, picture=picture)
    InitiativePageFactory(published=True, departement=other_place, themes=[])
    first = InitiativePage.objects.for_cards().order_by("pk").first()
    assert first.card.image.url == picture.get_rendition(SPECS["card"]).url
    with django_assert_num_queries(1):
        one, two = (
            fiche.card for fiche in InitiativePage.objects.for_cards().order_by("pk")
        )
        assert (one.theme.name, one.theme.css_class) == ("Lien social", "t7")
        assert one.place == "Tours (Indre-et-Loire)"
        assert (one.image.width, one.image.height) == (160, 100)
        assert (two.theme, two.image, two.place) == (None, None, "Tours (Loir-et-Cher)")


def test_a_card_without_annotations_says_the_same(tree):
    picture = PictureFactory()
    page = InitiativePageFactory(published=True, picture=picture)
    read = InitiativePage.objects.for_cards().get(pk=page.pk).card
    for name in ("place", "theme"):
        assert getattr(page.card, name) == getattr(read, name)
    assert page.card.image.url == read.image.url


def test_a_withdrawn_picture_is_on_no_card(tree):
    picture = PictureFactory(withdrawn_at=timezone.now())
    page = InitiativePageFactory(published=True, picture=picture)
    assert page.card.image is None
    assert InitiativePage.objects.for_cards().get(pk=page.pk).card.image is None
