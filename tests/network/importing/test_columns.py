"""A column is known by the names that people give it; the others are listed."""

import pytest

from home.sheets.tables import NotATable
from network.importing.reading.columns import FIELD_OF, field_of
from network.importing.reading.sheets import read

from ..projects.books import workbook
from .lists import read_list

pytestmark = pytest.mark.one_database("a file is read in Python")

SAID = {
    "title": "Nom|Nom de la structure|NOM_STRUCTURE|Structure|Centre social|Dénomination "
    "sociale|Nom du centre social / EVS|Nom (obligatoire) *|&eacute;tablissement",
    "postcode": "CP|C.P.|Code postal|CODE_POSTAL|codePostal",
    "commune": "Ville|Commune|Libellé commune|Code postal et ville",
    "siret": "SIRET|N° SIRET|N°Siret|Nº SIRET|Numéro de SIRET|SIRET (14 chiffres)",
    "email": "Courriel|E-mail|Adresse mail contact|Adresse e-mail|Mails",
    "website": "Site internet|Site Web|Adresse du site internet|URL",
    "phone": "Téléphone|Tél.|TEL|Téléphone(s)|N° de téléphone",
    "management": "Mode de gestion|Type de gestionnaire",
    "kind": "Type de structure|Type|Nature de la structure",
    "agreed_on": "Date du 1er agrément|Date d'agrément|Agréé depuis|Année d’agrément",
    "agreed_until": "Fin d’agrément|Agrément jusqu’au|Date de fin d'agrément",
    "adhesion": "Adhésion|Adhésion 2026|Adhérent",
    "adhesion_fcsf": "Adhésion FCSF|Adhérent FCSF 2026",
    "departement_name": "Département|Dépt|Dép.",
    "departement_code": "code_departement|N° département",
    "code_insee": "Code INSEE|code commune",
    "": "Nom du contact|Mail direction|Gestionnaire|Agrément|Budget|SIRET gestionnaire|"
    "Adresse contact|Portable",
}


def test_a_column_is_known_by_the_names_that_people_give_it():
    for field, names in SAID.items():
        for name in names.split("|"):
            assert (name, field_of(name)) == (name, field)
            assert field_of(f" {name} :") == field_of(name.swapcase()) or "&" in name
    assert all(field_of(name) == field for name, field in FIELD_OF.items())


def test_what_is_not_read_is_listed_with_its_place():
    sheet = read_list(
        ["Liste des centres", "", "", "", ""],
        ["Nom", "Budget", "", "Ville", "Ville"],
        ["Les Trois Écluses", "1 200", "!", "Besançon", ""],
        ["Nom", "Budget", "", "Ville", "Ville"],
        ["La Manivelle", "", "", "Dole", ""],
    )
    assert [(one.place, one.field) for one in sheet.columns] == [
        ("A", "title"),
        ("D", "commune"),
    ]
    assert [(one.place, one.name) for one in sheet.unknown] == [
        ("B", "Budget"),
        ("C", "colonne 3"),
        ("E", "Ville (E)"),
    ]
    assert [line.number for line in sheet.lines] == [3, 5]
    assert sheet.lines[0].raw["Budget"] == "1 200"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([["Ville", "CP"], ["Dole", "39100"]], "lu à la place des titres : « Ville »"),
        ([["Dole", "39100"], ["Gray", "70100"]], "donnez à la sienne le titre « Nom »"),
        (
            [["Nom", "Mail", "X", "Courriel"], ["A", "a@a.fr", "", "b@b.fr"]],
            "Les colonnes B (« Mail ») et D (« Courriel ») disent la même chose",
        ),
        ([["Nom", "Ville"]], "aucun centre sous les titres"),
        ([["Nom"], *[["Un centre"]] * 10_001], "plus de 10\u202f000 lignes"),
        ([], "aucun texte"),
    ],
)
def test_a_file_that_is_no_list_of_centres_says_what_to_do(lines, sentence):
    with pytest.raises(NotATable) as caught:
        read_list(*lines)
    assert sentence in str(caught.value)


def test_a_file_of_another_kind_says_what_to_do():
    for data, sentence in (
        (b"%PDF-1.4 \x81\x00", "ni un classeur .xlsx ni un fichier CSV"),
        (b"PK\x03\x04", "ne s’ouvre pas"),
        (b"a" * 10_000_001, "10\u202f000 Ko au plus"),
        (
            b"<html><table><tr><td>Nom</td></tr></table>",
            "est une page web sous un autre nom",
        ),
    ):
        with pytest.raises(NotATable) as caught:
            read(data)
        assert sentence in str(caught.value)


def test_what_a_merged_cell_says_of_several_centres_is_said_of_each():
    def merge(book, sheet):
        sheet.merge_cells("B2:B3")

    lines = [["Nom", "Département"], ["Un", "Doubs"], ["Deux", None]]
    sheet = read(workbook(*lines, change=merge))
    assert [one.values["departement_code"] for one in sheet.lines] == ["25", "25"]
    assert "lues comme si chaque ligne les répétait : B2:B3." in sheet.sentences[0]


def test_accents_that_a_spreadsheet_mangled_are_mended():
    sheet = read("TÃ©lÃ©phone;Nom\n;Ã‰cole Ã\u00a0 BesanÃ§on\n;Â la Ã".encode())
    assert [one.field for one in sheet.columns] == ["phone", "title"]
    names = [one.values["title"] for one in sheet.lines]
    assert names == ["École à Besançon", "Â la Ã"]
