import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import InitiativePage
from tests.factories import CentrePageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db


def test_the_centre_of_a_fiche_is_the_page_above(tree):
    centre = CentrePageFactory()
    assert InitiativePageFactory(parent=centre).centre == centre


def test_cards_read_all_their_centres_in_one_query(tree):
    centres = [CentrePageFactory() for _ in range(3)]
    for centre in centres:
        InitiativePageFactory(parent=centre, published=True)
    fiches = list(InitiativePage.objects.for_cards().order_by("pk"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert [fiche.centre for fiche in fiches] == centres
        assert fiches[0].place_label == "Tours (Indre-et-Loire)"
    assert len(queries) == 0
