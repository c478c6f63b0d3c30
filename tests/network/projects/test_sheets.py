"""A spreadsheet becomes an outline, or a sentence says which cell to mend."""

import io
import zipfile

import pytest

from network.projects.outline.sheets import read_sheet

from .books import refusal, rewritten, tree, workbook

pytestmark = pytest.mark.one_database("a spreadsheet is read in Python")


BY_COLUMNS = [
    ["Plan d’action 2019-2022"],
    [],
    ["Orientations", "Objectif opérationnel", "Actions", "Responsable", "Budget"],
    ["Conforter", "Porter", "Action 3 : Former", "Bureau", 3000],
    ["Conforter", None, "Aider\nChaque année", None, None],
    [None, "Démontrer", None, "CA", None],
    ["Innover"],
]


def test_a_column_a_level():
    found = read_sheet(workbook(*BY_COLUMNS))
    assert tree(workbook(*BY_COLUMNS)) == [
        "orientation Conforter",
        "  objectif Objectif opérationnel Porter",
        "    action 3 Former",
        "    action Aider",
        "  objectif Objectif opérationnel Démontrer",
        "orientation Innover",
    ]
    assert [row.responsible for row in found.rows] == ["", "", "Bureau", "", "CA", ""]
    assert found.rows[3].text == "Chaque année"
    assert found.rest == "Plan d’action 2019-2022\nLigne 4, « Budget » : 3000"
    assert found.sentences == [
        "6 lignes de plan lues.",
        "Ces colonnes ne sont pas d’un plan, leur texte reste à placer : « Budget ».",
    ]


def test_a_row_is_under_the_one_of_its_own_line():
    lines = [
        ["Axe", "Objectif", "Action"],
        ["A", "Porter", "Un"],
        ["B", "Porter", "Deux"],
    ]
    assert tree(workbook(*lines)) == [
        *["axe A", "  objectif Porter", "    action Un"],
        *["axe B", "  objectif Porter", "    action Deux"],
    ]


def test_a_column_a_level_without_names():
    lines = [["Orientation 1 : Conforter"], [None, "Former"], [None, None, "Un stage"]]
    assert tree(workbook(*lines)) == [
        "orientation 1 Conforter",
        "  Former",
        "    Un stage",
    ]


def test_a_column_that_only_looks_like_a_level_is_kept_to_place():
    lines = [
        ["Actions"],
        ["Enjeu", "Action", "Priorité"],
        ["Réseau", "Former", "haute"],
    ]
    found = read_sheet(workbook(*lines, [None, "Aider", None, "sans nom"]))
    assert [(row.label, row.title) for row in found.rows] == [
        ("Enjeu", "Réseau"),
        ("", "Former"),
        ("", "Aider"),
    ]
    assert found.rest.split("\n") == [
        "Actions",
        "Ligne 3, « Priorité » : haute",
        "Ligne 4, « colonne 4 » : sans nom",
    ]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            [
                ["Niveau", "Titre"],
                [1, "Conforter"],
                ["Niveau 2", "Axe 1 : Former"],
                [4, "X"],
            ],
            ["Conforter", "  axe 1 Former", "      X"],
        ),
        (
            [["niveau", "intitulé"], [0, "Conforter"], [1, "Former"]],
            ["Conforter", "  Former"],
        ),
        (
            [
                ["Niveau", "Intitulé", "N°"],
                ["Axe", "A", 1],
                ["Action", "B", "1.1"],
                ["Enjeu 2", "C"],
            ],
            ["axe 1 A", "  action 1.1 B", "  Enjeu 2 C"],
        ),
        (
            [["N°", "Libellé"], [1, "Conforter"], ["1.1", "Former"], ["2", "Innover"]],
            ["1 Conforter", "  1.1 Former", "2 Innover"],
        ),
        (
            [["Intitulé"], ["Axe 1 : Conforter"], ["- Former"], ["Axe 2 : Innover"]],
            ["axe 1 Conforter", "  Former", "axe 2 Innover"],
        ),
    ],
)
def test_a_line_a_row(lines, wanted):
    assert tree(workbook(*lines)) == wanted


NO_YEAR = (
    "« juin 2019 » n’est pas une année : écrivez-la en quatre chiffres, ou écrivez la "
    "période en toutes lettres. Exemple : 2026."
)


def test_the_cells_to_mend_are_all_said():
    lines = [["Niveau", "Intitulé", "Début"]]
    lines += [["x", "Conforter", "juin 2019"], [None, "Former", None], [1, None, 2019]]
    assert refusal(workbook(*lines)).split("\n") == [
        f"Ligne 2, « début » : {NO_YEAR}",
        "Ligne 2, « niveau » : « x » n’est ni un nombre ni un mot comme « Orientation ».",
        "Ligne 3, « niveau » : il manque.",
        "Ligne 4, « intitulé » : cette ligne n’a pas d’intitulé : écrivez-le, ou videz-la.",
    ]
    many = refusal(workbook(["Niveau", "Intitulé"], *[["x", "Former"]] * 30))
    assert many.endswith("Et 10 autres cellules à reprendre.")


def test_one_key_is_one_row():
    key = "6f1c1d5e-7c3b-4c55-9a43-0e5f3c1c2b1a"
    lines = [["identifiant", "intitulé"], [key, "Un"], [key.upper(), "Deux"]]
    assert "Ligne 3, « identifiant » : Deux lignes du plan" in refusal(workbook(*lines))


LINES_OF_NO_PLAN = [
    ([], "aucun texte"),
    ([["Niveau", "Intitulé"]], "aucune ligne de plan"),
    ([["Niveau", "Début"], [1, 2019]], "ajoutez une colonne « Intitulé »"),
    ([["Former"]] * 1_001, "1\u202f001 lignes, c’est trop"),
    ([["Former"]] * 2_002, "plus de 2\u202f000 lignes"),
]


@pytest.mark.parametrize(("lines", "sentence"), LINES_OF_NO_PLAN)
def test_a_workbook_without_a_plan_says_what_to_do(lines, sentence):
    assert sentence in refusal(workbook(*lines))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "aucun texte"),
        (b"PK\x03\x04 rien", "ne s’ouvre pas"),
        (b"\xd0\xcf\x11\xe0", "ancien format (.xls)"),
        (b"a" * 5_000_001, "5\u202f000 Ko au plus"),
        (b"%PDF-1.4 \x81\x00", "ni un classeur .xlsx ni un fichier CSV"),
        ('Intitulé;Texte\na;"b\n'.encode(), "Ligne 2 : elle ne se lit pas"),
        (b"a;" * 300 + b"b", "plus de 256 colonnes"),
        (b"\n" * 30_000, "plus loin que la ligne 20\u202f000"),
    ],
)
def test_what_is_no_spreadsheet_says_what_to_do(data, sentence):
    assert sentence in refusal(data)


def test_a_broken_workbook_and_a_text_say_what_to_do():
    broken = rewritten(workbook(["Former"]), b"<sheetData>", b"<sheetDat>")
    assert "ne s’ouvre pas" in refusal(broken)
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "Ce fichier est un texte" in refusal(output.getvalue())


@pytest.mark.parametrize(
    "data",
    [
        'sep=;\r\nNiveau;Intitulé\r\n1;Été, à deux\r\n2;"Cœur;\r\nd’îlot"\r\n'.encode(
            "cp1252"
        ),
        'Niveau,Intitulé\n1,"Été, à deux"\n2,Cœur; d’îlot\n'.encode(),
        "\ufeffNiveau\tIntitulé\r1\tÉté, à deux\r2\tCœur; d’îlot\r".encode(),
        "Niveau\tIntitulé\n1\tÉté, à deux\n2\tCœur; d’îlot\n".encode("utf-16"),
    ],
)
def test_a_csv_is_read_as_people_have_it(data):
    assert tree(data) == ["Été, à deux", "  Cœur; d’îlot"]
    assert read_sheet(data).rest == ""


def test_a_csv_of_one_column_is_cut_at_no_comma():
    assert tree("\ufeffÉté, ensemble\nInnover\n".encode()) == [
        "Été, ensemble",
        "Innover",
    ]
