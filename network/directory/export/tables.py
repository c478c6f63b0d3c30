"""The directory as a spreadsheet, whose columns an import knows again by their names."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from home.sheets.formulas import guarded
from home.sheets.writing import WIDTH, csv_of, workbook_of

from ...models import CentrePage, Commune

# {key of a fact: (name of its column, width in signs)}
COLUMNS = {
    "nom": (_l("Nom"), 40),
    "type": (_l("Type de structure"), 22),
    "gestion": (_l("Mode de gestion"), 22),
    "adhesion": (_l("Adhésion"), 30),
    "federation": (_l("Fédération"), 40),
    "siret": (_l("SIRET"), 16),
    "premier_agrement": (_l("Date du 1er agrément"), WIDTH),
    "fin_agrement": (_l("Fin d’agrément"), WIDTH),
    "presentation": (_l("Présentation"), 40),
    "adresse": (_l("Adresse"), 40),
    "code_postal": (_l("Code postal"), WIDTH),
    "commune": (_l("Commune"), 25),
    "code_commune": (_l("Code commune"), WIDTH),
    "code_departement": (_l("Code département"), WIDTH),
    "departement": (_l("Département"), 20),
    "code_region": (_l("Code région"), WIDTH),
    "region": (_l("Région"), 25),
    "code_epci": (_l("Code EPCI"), WIDTH),
    "epci": (_l("EPCI"), 30),
    "telephone": (_l("Téléphone"), 18),
    "courriel": (_l("Courriel"), 30),
    "site": (_l("Site internet"), 30),
    "horaires": (_l("Horaires d’ouverture"), 30),
    "latitude": (_l("Latitude"), WIDTH),
    "longitude": (_l("Longitude"), WIDTH),
    "precision": (_l("Lieu précis à"), 20),
    "identifiant": (_l("Identifiant"), WIDTH),
    "page": (_l("Page sur ce site"), 40),
    "mise_a_jour": (_l("Mise à jour"), WIDTH),
}
CHOICES = {
    "type": CentrePage.Kind,
    "gestion": CentrePage.Management,
    "adhesion": CentrePage.Adhesion,
    "precision": Commune.Precision,
}
DAY = "%d/%m/%Y"


def as_csv(facts, _request) -> bytes:
    return csv_of(_table(facts), guarded)


def as_xlsx(facts, _request) -> bytes:
    widths = [width for _name, width in COLUMNS.values()]
    return workbook_of(_table(facts), _("Centres"), guarded, widths)


def _table(facts):
    return [[str(name) for name, _width in COLUMNS.values()], *map(_cells, facts)]


def _cells(facts):
    said = facts | {
        name: str(choices(facts[name]).label) if facts[name] else ""
        for name, choices in CHOICES.items()
    }
    if day := facts["premier_agrement"]:
        said["premier_agrement"] = f"{day:{DAY}}"
    if moment := facts["mise_a_jour"]:
        said["mise_a_jour"] = f"{timezone.localdate(moment):{DAY}}"
    return [said[name] for name in COLUMNS]
