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
from network.projects.models import Signatory
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
from tests.network.written import project

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
    project(federation, published=True)
    signed = [Signatory(name="La fédération", member=federation)]
    FederalProjectPageFactory(rows={"signatories": signed}, **under)
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
    assert shown(federation).count("#signataires") == 3  # what it signed, there too


def test_a_federation_that_says_nothing_but_its_name_leaves_no_hole(tree):
    text = shown(FederationPageFactory(title="Fédération du Cher"))
    titles = [piece.split("<")[0] for piece in text.split("<h2")[1:]]
    assert titles == []
    assert "<aside" not in text and "<dl" not in text and "None" not in text


@pytest.fixture
def told(tree):
    """A federation that tells everything once."""
    federation = FederationPageFactory(
        mission="Relier les centres.",
        values_text="Dignité\n\nSolidarité",
        needs_text="Se former",
        group_word="collectif",
    )
    grow(federation, 1)
    return federation


@pytest.mark.one_database("what is shown is a matter of templates")
def test_it_tells_all_of_it_in_its_own_words(told):
    term = FederationTerm(
        page=told, term="Groupe de pilotage", definition="Qui pilote."
    )
    term.save()
    text = shown(told)
    for said in (
        *(
            "Relier les centres.",
            "<li>Dignité</li>",
            "<li>Solidarité</li>",
            "Se former",
        ),
        *("<b>20</b> salariés<small>2019</small>", "<b>2005</b>", "Le bureau"),
        *("Déléguée", "mailto:a@b.test", 'id="mot-groupe-de-pilotage"'),
        *(">Collectifs</h2>", ">Commissions</h2>", "Ouvrir la porte 2", "Appui"),
        *("Rencontre n°", "Guide n°", f"/agenda/{told.slug}.ics"),
    ):
        assert said in text, said
    assert "Aller vers" not in text  # the first level only


@pytest.mark.one_database("what is shown is a matter of templates")
def test_a_convention_that_ends_soon_comes_first_and_says_so(tree):
    federation, today = FederationPageFactory(), timezone.localdate()
    partner = Partner.objects.create(name="Caf du Cher")
    for title, days in (("Sans fin", None), ("Bientôt", 40), ("Finie", -3)):
        end = today + timedelta(days=days) if days else None
        Convention.objects.create(
            federation=federation, partner=partner, title=title, ends_on=end
        )
    text = shown(federation)
    assert text.index("Bientôt") < text.index("Se termine bientôt")
    assert text.index("Se termine bientôt") < text.index("Sans fin")
    assert text.index("Les conventions terminées") < text.index("Finie")


def test_what_is_over_is_said_to_be(tree):
    federation, year = FederationPageFactory(), timezone.localdate().year
    for title, start, end in (("Le vieux", 2009, 2012), ("Le moyen", 2013, 2016)):
        project(federation, title=title, start_year=start, end_year=end, published=True)
    text = shown(federation)
    assert text.index("Son dernier projet") < text.index("Le moyen")
    assert text.index("Les documents précédents") < text.index("Le vieux")
    project(federation, title="Le neuf", start_year=year, end_year=year, published=True)
    project(federation, title="Brouillon")
    text = shown(federation)
    assert text.index("Le neuf") < text.index("Les documents précédents")
    assert "Brouillon" not in text


@pytest.mark.one_database("what is shown is a matter of templates")
def test_a_preview_shows_the_rows_of_the_version_that_is_read(told, rf):
    page = FederationPage.objects.get(pk=told.pk)
    page.figures.add(FederationFigure(value="999", label="bénévoles"))
    context = page.get_preview_context(rf.get("/"), "")
    assert [one.value for one in context["page"].figures.all()] == ["20", "999"]


def test_the_members_of_a_large_federation_are_listed_in_the_directory(
    tree, monkeypatch
):
    monkeypatch.setattr("network.models.federation.MOST_NAMED", 1)
    federation = FederationPageFactory(title="Fédé du Cher", slug="cher")
    place = DepartementFactory(code="18", name="Cher")
    for title in ("Le Port", "La Rive"):
        CentrePageFactory(title=title, federation=federation, departement=place)
    CentrePageFactory(title="Ailleurs", departement=place)
    text, there = shown(federation), "/centres/?federation=cher&amp;departement=18"
    assert there in text and "Le Port" not in text
    listed = Client().get(there.replace("&amp;", "&")).content.decode()
    for said in ("Le Port", "La Rive", "Adhérents de", 'value="cher"'):
        assert said in listed
    assert "Ailleurs" not in listed
    assert "Ailleurs" in Client().get("/centres/?federation=nulle").content.decode()
