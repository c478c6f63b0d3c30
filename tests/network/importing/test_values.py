"""What people write in a cell: read as they meant it, or refused with what to do."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.importing.reading.places import departements
from network.importing.reading.sheets import read
from network.models.siret import is_siret

from ..projects.books import workbook
from .lists import SIRET, line_of, read_list, value_of

pytestmark = pytest.mark.one_database("a file is read in Python")


def all_read(name, field, wanted):
    for text, value in wanted.items():
        assert (text, value_of(name, field, text)) == (text, value)


def refused(name, wanted):
    """{text: beginning of what is said}; the line is refused, the text is shown."""
    for text, beginning in wanted.items():
        problems = line_of(**{name: text}).problems
        assert [(one.column, one.value) for one in problems] == [
            (name.replace("_", " "), text)
        ]
        assert beginning in problems[0].sentence


def test_a_siret_is_read_in_all_its_states():
    short = "00572078400015"
    assert is_siret(short)
    spaced = ("775 672 272 21138", "775.672.272-21138", "775\u00a0672\u202f27221138")
    dashed = ("775672272‑21138", "775672272–21138", "SIRET : 77567227221138")
    all_read("N°_SIRET", "siret", dict.fromkeys([SIRET, *spaced, *dashed], SIRET))
    all_read(
        "SIRET", "siret", {short[1:]: short, '="35600000000048"': "35600000000048"}
    )
    assert line_of(SIRET=short[1:]).notes[0].value == short[1:]
    for nothing in ("À compléter", "NC", "-", "en cours", "a completer"):
        line = line_of(SIRET=nothing)
        assert (line.problems, "siret" in line.values) == ([], False)
    refused(
        "N°_SIRET",
        {
            "7,75672E+13": "le tableur a arrondi",
            "775672272": "c’est un SIREN",
            "7756722722113": "13 chiffres",
            "77567227221139": "sa clé de contrôle est fausse",
            "00000000000000": "sa clé de contrôle est fausse",
            "Mairie": "ce n’est pas un SIRET",
        },
    )


@given(st.integers(0, 99999).map("35600000{:05}".format), st.integers(0, 9))
def test_la_poste_has_a_key_of_its_own(start, last):
    digits = f"356000000{start[8:]}"[:13] + str(last)
    assert is_siret(digits) == (
        sum(map(int, digits)) % 5 == 0 if digits != "35600000000048" else True
    )


def test_a_date_is_french_and_may_be_a_year_alone():
    march = date(2026, 3, 14)
    all_read(
        "Date_du_1er_agrément",
        "agreed_on",
        dict.fromkeys(
            ["14/03/2026", "14-3-2026", "14.03.2026", "2026-03-14", "14 mars 2026"]
            + ["2026-03-14 00:00:00", "le 14 Mars 2026"],
            march,
        )
        | {"03/04/2026": date(2026, 4, 3), "1er août 1998": date(1998, 8, 1)}
        | {"1998": date(1998, 1, 1), "09/1998": date(1998, 9, 1)}
        | {"sept. 1998": date(1998, 9, 1)},
    )
    assert "01/01/1998" in line_of(Date_agrément="1998").notes[0].sentence
    refused(
        "Date_agrément",
        dict.fromkeys(
            ["31/02/2020", "14/03/26", "03/25/2020", "35674", "jadis", "14/03/0026"],
            "écrivez une date",
        ),
    )
    all_read(
        "Fin_agrément",
        "agreed_until",
        {"2027": 2027, "31/12/2027": 2027, "2024-2027": 2027, "12/2027": 2027},
    )


def test_a_workbook_says_its_days_and_years_as_its_reader_sees_them():
    def formats(book, sheet):
        for place, form in (("C2", "yyyy"), ("D2", "yyyy"), ("E2", "00000")):
            sheet[place].number_format = form

    names = [
        "Nom",
        "Date d’agrément",
        "Fin d’agrément",
        "Création",
        "CP",
        "SIRET",
        "Tél.",
    ]
    cells = ["Un", datetime(1998, 3, 14), 2027, 2019, 1000, int(SIRET), 381000000]
    (line,) = read(workbook(names, cells, change=formats)).lines
    assert line.values == {
        "title": "Un",
        "agreed_on": date(1998, 3, 14),
        "agreed_until": 2027,
        "postcode": "01000",
        "siret": SIRET,
        "phone": "03 81 00 00 00",
    }
    (line,) = read(workbook(names, ["#REF!", None, None, None, "Dole"])).lines
    assert [one.column for one in line.problems] == ["Nom", "CP"]


def test_yes_and_no_are_french_and_each_network_has_its_column():
    assert value_of("Adhésion", "adhesion", "Oui") == "fcsf"
    assert "fédération nationale" in line_of(Adhésion="oui").notes[0].sentence
    for yes in ("Oui", "VRAI", "x", "1", "✔", "Adhérente"):
        assert value_of("Adhésion_FCSF", "adhesion", yes) == "fcsf"
        assert value_of("Adhésion_fédération", "adhesion", yes) == "federation"
    for no in ("Non", "FAUX", "0", "aucune", "non adhérent"):
        assert value_of("Adhésion", "adhesion", no) == "none"
    all_read(
        "Adhésion",
        "adhesion",
        {
            "FCSF": "fcsf",
            "Fédération du Doubs": "federation",
            "réseau local": "federation",
        }
        | {"Fédération nationale": "fcsf"},
    )
    both = line_of(Adhésion_FCSF="non", Adhésion_fédération="oui")
    assert both.values["adhesion"] == "federation"
    refused("Adhésion", {"peut-être": "écrivez « FCSF »"})


def test_kind_and_management_are_of_closed_lists():
    all_read(
        "Type_de_structure",
        "kind",
        dict.fromkeys(["CS", "Centres sociaux", "centre socio-culturel"], "centre")
        | dict.fromkeys(["EVS", "Espace de Vie Sociale"], "evs"),
    )
    assert value_of("Nom", "kind", "EVS Les Lilas") == "evs"
    assert value_of("Nom", "kind", "Les Lilas") == []
    all_read(
        "Mode_de_gestion",
        "management",
        dict.fromkeys(["Associatif", "ASSOCIATION loi 1901"], "association")
        | dict.fromkeys(["Municipal", "Ville de Dole", "CCAS", "mairie"], "commune")
        | dict.fromkeys(["Communauté de communes", "CIAS", "EPCI"], "intercommunal")
        | dict.fromkeys(["C.A.F.", "Gestion directe Caf"], "caf"),
    )
    refused("Type_de_structure", {"MJC": "écrivez", "Centre social et EVS": "écrivez"})
    refused("Mode_de_gestion", {"Autre": "écrivez", "Association et Caf": "écrivez"})


def test_a_postcode_and_its_commune_stand_anywhere():
    def place(**cells):
        line = line_of(**cells)
        assert line.problems == []
        names = ("postcode", "commune", "departement_code", "address")
        return tuple(line.values.get(name) for name in names)

    assert place(CP="1000", Ville="Bourg") == ("01000", "Bourg", None, None)
    glued = ("25000 Besançon", "25000Besançon", "F-25000 Besançon", "25 000 - Besançon")
    for text in (*glued, "Besançon 25000", "Besançon (25000)", "Besançon25000"):
        assert place(Ville=text)[:2] == ("25000", "Besançon")
        assert place(CP=text)[:2] == ("25000", "Besançon")
    assert place(CP="25030 CEDEX", Ville="BESANCON CEDEX 9")[:2] == (
        "25030",
        "BESANCON CEDEX 9",
    )
    assert place(Ville="1000 Bourg")[:2] == ("01000", "Bourg")
    assert place(Ville="Saint-Denis (La Réunion)")[1:3] == ("Saint-Denis", "974")
    assert place(Ville="Aucun", CP="65400")[1] == "Aucun"
    lilas = "3 rue des Lilas, 25000 Besançon"
    assert place(Adresse=lilas) == ("25000", "Besançon", None, "3 rue des Lilas")
    assert place(Adresse=lilas, CP="25000")[3] == "3 rue des Lilas"
    assert place(Adresse=lilas, CP="25200")[3] == lilas
    refused("CP", {"123": "cinq chiffres", "2A004": "c’est un code INSEE"})
    two = line_of(CP="25000", Ville="39100 Dole").problems
    assert [one.column for one in two] == ["Ville"]


def test_a_departement_is_a_number_or_a_name():
    cells = [
        (code, text)
        for code, name in departements().items()
        for text in (code, code.lower(), name.upper(), f"{code} - {name}")
    ]
    named = [["Nom", "Département"], *(["Un", text] for _code, text in cells)]
    lines = read_list(*named).lines
    assert [line.values["departement_code"] for line in lines] == [
        code for code, _text in cells
    ]
    all_read(
        "Dépt",
        "departement_code",
        {"1": "01", "Côte d’Or": "21", "La Réunion": "974", "Dép. 25": "25"},
    )
    refused("Département", {"20": "2A", "978": "ce n’est pas", "25 - Jura": "même"})
    two = line_of(Code_département="25", Département="Jura").problems
    assert "deux départements" in two[0].sentence


def test_contact_facts_go_where_they_belong_and_refuse_no_line():
    all_read(
        "Téléphone",
        "phone",
        {"0381000000": "03 81 00 00 00", "03.81.00.00.00": "03 81 00 00 00"}
        | {
            "381000000": "03 81 00 00 00",
            "3949": "3949",
            "0596 00 00 00": "05 96 00 00 00",
        }
        | {"+33 (0)3 81 00 00 00": "+33 (0)3 81 00 00 00"}
        | {"0381000000 / 0381000001": "0381000000 / 0381000001"},
    )
    all_read(
        "Site_internet",
        "website",
        {"www.Exemple.fr": "https://www.exemple.fr"}
        | {"HTTP:\\\\exemple.fr/A": "http://exemple.fr/A"}
        | {"https//exemple.fr": "https://exemple.fr"}
        | {"www.a.fr / www.b.fr": "https://www.a.fr"},
    )
    moved = line_of(Site="03 81 00 00 00", Téléphone="contact@exemple.fr").values
    assert moved["phone"] == "03 81 00 00 00"
    assert moved["email"] == "contact@exemple.fr"
    assert (
        line_of(Courriel="www.exemple.fr").values["website"] == "https://www.exemple.fr"
    )
    for cells in (
        {"Téléphone": "le soir"},
        {"Téléphone": "03 81 00"},
        {"Site": "en travaux"},
        {"Courriel": "chez Marie"},
        {"Site": "03 81 00 00 00", "Téléphone": "0381000000"},
    ):
        line = line_of(**cells)
        assert line.problems == []
        assert "non repris" in line.notes[0].sentence
        assert line.notes[0].value in cells.values()


def test_a_persons_address_is_kept_out_of_what_is_public():
    def mails(text, **cells):
        line = line_of(Courriel=text, **cells)
        return line.values.get("email"), line.values.get("private_email")

    for own in (
        "accueil@exemple.fr",
        "csc.planoise@orange.fr",
        "secretariat.marie@exemple.fr",
        "troisecluses@gmail.com",
        "les-3-ecluses@free.fr",
        "lte@wanadoo.fr",
        "besancon@exemple.fr",
        "lamaison@lamaison.fr",
    ):
        assert mails(own, Ville="Besançon") == (own, None)
    for hers in ("marie.dupont@exemple.fr", "julie@exemple.fr", "m.ecluse2@free.fr"):
        assert mails(hers) == (None, hers)
    named = mails("marie.dupont@exemple.fr", Nom="Centre social Marie Curie")
    assert named == (None, "marie.dupont@exemple.fr")
    assert mails("julie@exemple.fr ; Contact(at)Exemple.fr") == (
        "contact@exemple.fr",
        None,
    )
    assert "n’est pas publiée" in line_of(Mail="julie@exemple.fr").notes[0].sentence


def test_what_is_written_for_a_browser_or_a_spreadsheet_is_read_as_its_text():
    (line,) = read_list(
        ["Nom", "Code postal", "Adresse", "Horaires d’ouverture", "SIRET"],
        [
            "Centre&nbsp;social L&amp;#039;Escale<br>",
            '="01000"',
            "3 rue X\nBâtiment B",
            "Lundi 9h\n\nMardi 10h",
            "#N/A",
        ],
    ).lines
    assert line.values == {
        "title": "Centre social L'Escale",
        "postcode": "01000",
        "address": "3 rue X, Bâtiment B",
        "opening_hours": "Lundi 9h\nMardi 10h",
    }
    assert "erreur de formule" in line.problems[0].sentence
    (line,) = read(b"Nom;Adresse;Ville\nL&#039;Escale;R&D;Dole").lines
    assert line.values == {"title": "L'Escale", "address": "R&D", "commune": "Dole"}
    assert "trop long" in line_of(Adresse="rue, " * 250).problems[0].sentence
    for text in ("=1+1", "'=1+1", "@SUM(A1)", "-2 ans"):
        (line,) = read_list(["Nom", "Ville"], [text, "Dole"]).lines
        assert line.values.get("title", text).lstrip("'") == text.lstrip("'")


def test_a_line_without_a_name_is_refused_and_a_total_is_no_centre():
    for name in ("", "À compléter", "1 234", "TOTAL", "a" * 256, "a" * 1_001):
        line = line_of(Nom=name, Ville="Dole")
        assert [one.column for one in line.problems] == ["Nom"]
        assert line.values["commune"] == "Dole"
