"""The coordinates of a centre follow its commune, whoever writes it."""

import pytest

from initiatives.models import InitiativePage
from network.directory.settling import settle_pages
from network.models import CentrePage
from tests.factories import CentrePageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db


def place_of(centre):
    centre.refresh_from_db()
    names = ("code_insee", "commune", "postcode", "departement_id", "place_precision")
    return centre, [getattr(centre, name) for name in names]


def test_what_is_official_follows_the_code_and_what_people_say_of_it_stays(settled):
    centre = CentrePageFactory(commune="BESANCON", code_insee="25056", postcode="25026")
    version = centre.latest_revision_id
    centre, found = place_of(centre)
    assert found[:3] == ["25056", "Besançon", "25026"], "a CEDEX stays"
    assert centre.departement.code == "25"
    assert (round(centre.latitude, 1), round(centre.longitude, 1)) == (47.2, 6.0)
    for typed, kept in (("39000", "25000"), ("99999", "25000"), ("", "25000")):
        centre.postcode = typed
        centre.save()
        assert centre.postcode == kept
    centre.code_insee, centre.commune = "74011", "Annecy le Vieux"
    centre.save()
    centre, found = place_of(centre)
    assert found[:2] == ["74010", "Annecy-le-Vieux"], "of before a merger"
    assert round(centre.latitude, 2) == 45.92
    assert centre.departement.code == "74"
    assert centre.get_latest_revision().pk == version
    marseille = CentrePageFactory(code_insee="13055", postcode="13015")
    marseille, found = place_of(marseille)
    assert found[:3] == ["13055", "Marseille", "13015"]
    assert round(marseille.latitude, 2) == 43.37, "its arrondissement"
    marseille.code_insee = "99999"
    marseille.save()
    assert place_of(marseille)[0].latitude is None, "nobody knows this code"


def test_centres_of_before_the_register_are_settled_by_their_name(settled):
    centre, elsewhere = CentrePageFactory(), CentrePageFactory(commune="Nulle part")
    settle_pages(everywhere=False)
    centre, found = place_of(centre)
    assert found[:2] == ["37261", "Tours"]
    assert centre.latitude
    assert place_of(elsewhere)[1][:2] == ["", "Nulle part"]
    CentrePage.objects.filter(pk=centre.pk).update(latitude=0)
    settle_pages(everywhere=False)
    assert place_of(centre)[0].latitude == 0
    fiche = InitiativePageFactory(published=True, code_insee="25056")
    InitiativePage.objects.filter(pk=fiche.pk).update(latitude=0)
    settle_pages(everywhere=True)
    assert place_of(centre)[0].latitude > 47
    assert InitiativePage.objects.get(pk=fiche.pk).latitude > 47, "live: no content"
