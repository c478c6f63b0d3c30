"""What the page of a federation says of it, and what it leaves out."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.models import (
    Convention,
    FederationBody,
    FederationContact,
    FederationFigure,
    FederationMoment,
    FederationPage,
    FederationTerm,
    Partner,
)
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    CentrePageFactory,
    CommissionPageFactory,
    DepartementFactory,
    EventFactory,
    FederalProjectPageFactory,
    FederationPageFactory,
    InitiativePageFactory,
    ResourceFactory,
    WorkingGroupPageFactory,
)

pytestmark = pytest.mark.django_db
MOST = 12


def shown(page):
    answer = Client().get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


def grow(federation, number):
    """One more of each thing that the page lists."""
    federation = FederationPage.objects.get(pk=federation.pk)
    federation.figures.add(FederationFigure(value="20", label="salariés", year=2019))
    federation.moments.add(FederationMoment(period="2005", title="On se réunit"))
    federation.bodies.add(FederationBody(name="Le bureau", rhythm="chaque mois"))
    federation.contacts.add(FederationContact(function="déléguée", email="a@b.test"))
    federation.terms.add(FederationTerm(term=f"mot {number}", definition="Un mot."))
    federation.save()
    partner = Partner.objects.create(name=f"Caf {number}")
    Convention.objects.create(federation=federation, partner=partner, title="Appui")
    centre = CentrePageFactory(
        federation=federation, departement=DepartementFactory(code=f"0{number}")
    )
    InitiativePageFactory(parent=centre, published=True)
    under = {"parent": federation, "published": True}
    FederalProjectPageFactory(**under)
    WorkingGroupPageFactory(**under)
    CommissionPageFactory(**under)
    EventFactory(federation=federation)
    EventFactory(federation=federation, day=date(2020, 1, 1))
    ResourceFactory(federation=federation)


@COUNTED_ONCE
def test_a_full_page_takes_twelve_queries_at_most_however_much_it_tells(tree):
    federation = FederationPageFactory()
    counts = []
    for number in (1, 2, 3):
        grow(federation, number)
        shown(federation)
        with CaptureQueriesContext(connection) as captured:
            shown(federation)
        counts.append(len(captured))
    said = "\n".join(query["sql"][:110] for query in captured)
    assert max(counts) <= MOST and len(set(counts)) == 1, (counts, said)
