"""The directory as files: what a visitor sees of each centre, with the official codes."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.directory.export.views import FORMS
from network.importing.reading.sheets import read
from network.models import Commune, CommunePostcode
from tests.factories import (
    CentrePageFactory,
    DepartementFactory,
    FederationPageFactory,
)

pytestmark = pytest.mark.one_database("rows are read, and written as files in Python")


@pytest.fixture
def centres(tree):
    doubs = DepartementFactory(code="25", name="Doubs")
    besancon = Commune.objects.create(
        code="25056",
        name="Besançon",
        folded="besancon",
        key="besancon",
        departement=doubs,
        epci_code="242500361",
        epci_name="CU Grand Besançon Métropole",
        latitude=47.24,
        longitude=6.02,
        precision="commune",
    )
    CommunePostcode.objects.create(commune=besancon, postcode="25000")
    hidden = FederationPageFactory(title="Fédération cachée", live=False)
    CentrePageFactory(
        title="= 3 Écluses",
        departement=doubs,
        code_insee="25056",
        postcode="25000",
        kind="evs",
        management="commune",
        adhesion="fcsf",
        federation=FederationPageFactory(title="Fédération du Doubs"),
        siret="77567227221138",
        agreed_on=date(1998, 3, 14),
        agreed_until=2027,
        address="3 rue des Lilas",
        website="https://exemple.fr",
        opening_hours="Lundi 9h\nMardi 10h",
    )
    CentrePageFactory(title="Ailleurs", departement=doubs, federation=hidden)
    CentrePageFactory(title="Fermé", departement=doubs).unpublish()


def get(form):
    cache.clear()
    answer = Client().get(f"/centres/export.{form}")
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content


def test_every_form_says_what_a_visitor_sees_with_the_official_codes(centres):
    said = json.loads(get("json"))
    assert (said["licence"], len(said["centres"])) == ("CC-BY-4.0", 2)
    assert "GeoNames" in said["mentions"]["coordonnees"]
    known = {one["nom"]: one for one in said["centres"]}
    besancon = known["= 3 Écluses"]
    codes = {name: one for name, one in besancon.items() if name.startswith("code_")}
    assert codes == {
        "code_postal": "25000",
        "code_commune": "25056",
        "code_departement": "25",
        "code_region": besancon["code_region"],
        "code_epci": "242500361",
    }
    assert besancon["code_region"]
    assert besancon["federation"] == "Fédération du Doubs"
    assert known["Ailleurs"]["federation"] == ""
    assert besancon["page"].startswith("http")
    features = json.loads(get("geojson"))["features"]
    places = {one["properties"]["nom"]: one["geometry"] for one in features}
    assert places["= 3 Écluses"] == {"type": "Point", "coordinates": [6.02, 47.24]}
    assert places["Ailleurs"] is None


def test_a_sheet_is_read_again_by_the_import_without_a_change(centres):
    for form in ("csv", "xlsx"):
        sheet = read(get(form))
        assert [line.problems for line in sheet.lines] == [[], []]
        (line,) = [one for one in sheet.lines if "Écluses" in one.values["title"]]
        assert line.values == {
            "title": "= 3 Écluses",
            "kind": "evs",
            "management": "commune",
            "adhesion": "fcsf",
            "federation": "Fédération du Doubs",
            "siret": "77567227221138",
            "agreed_on": date(1998, 3, 14),
            "agreed_until": 2027,
            "postcode": "25000",
            "commune": "Besançon",
            "code_insee": "25056",
            "departement_code": "25",
            "address": "3 rue des Lilas",
            "phone": "02 61 91 00 00",
            "email": "accueil@centre.example",
            "website": "https://exemple.fr",
            "opening_hours": "Lundi 9h\nMardi 10h",
        }


def test_no_cell_is_computed_and_codes_are_texts(centres):
    table = csv.DictReader(io.StringIO(get("csv").decode("utf-8-sig")), delimiter=";")
    names = {line["Nom"]: line["Code EPCI"] for line in table}
    assert names == {"'= 3 Écluses": "242500361", "Ailleurs": ""}
    sheet = openpyxl.load_workbook(io.BytesIO(get("xlsx"))).active
    head, *lines = ([cell.value for cell in line] for line in sheet.iter_rows())
    besancon = dict(zip(head, lines[0], strict=True))
    assert besancon["Code commune"] == "25056"
    assert besancon["SIRET"] == "77567227221138"
    assert besancon["Latitude"] == 47.24


def test_a_file_costs_as_many_queries_for_many_centres(centres):
    def queries():
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as found:
            get("json")
        return len(found)

    few = queries()
    for _number in range(3):
        CentrePageFactory(departement=DepartementFactory(), code_insee="25056")
    assert queries() == few <= 8


def test_a_file_is_kept_ten_minutes_and_another_form_is_not_found(centres):
    get("csv")
    with CaptureQueriesContext(connection) as found:
        answer = Client().get("/centres/export.csv")
    assert len(found) == 0
    assert "max-age=600" in answer["Cache-Control"]
    for address in ("export.xml", "export.csvx", "export."):
        assert Client().get(f"/centres/{address}").status_code == 404
    assert Client().post("/centres/export.csv").status_code == 405
    page = Client().get("/centres/").content.decode()
    assert all(f'href="/centres/export.{form}"' in page for form in FORMS)
