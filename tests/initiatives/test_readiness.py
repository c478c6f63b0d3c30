import pytest

from tests.factories import InitiativePageFactory

pytestmark = pytest.mark.django_db


def test_a_fiche_with_the_ten_essentials_lacks_nothing(tree):
    fiche = InitiativePageFactory()
    assert fiche.missing_items() == []
    assert fiche.get_latest_revision_as_object().missing_items() == []
