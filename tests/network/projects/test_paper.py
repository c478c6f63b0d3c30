"""From paper to the plan: what is understood is shown, and nothing is lost or written."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from demo.catalogue import federations
from demo.documents import OF_AN_ENTRY, Documents, identity
from network.groups.models import WorkingGroupPage
from network.projects.models import FederalProjectPage
from network.projects.outline.entries import rows_from
from network.projects.outline.export import as_csv, as_xlsx
from network.projects.outline.field import OutlineField
from network.projects.outline.rows import Row
from tests.factories import CentrePageFactory

from .books import workbook

PASTE = """Orientation 3. Adapter nos pratiques
 • Pratiques pédagogiques à faire évoluer
   - Outiller contre l’isolement

Compte rendu du 12 mars : en parler avec la Caf. Personne ne sait encore quand.
"""
# What editor.js says: without it, a refusal leads to the home of the back office.
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def address(page, name="paper", *form):
    return reverse(f"projects:outline_{name}", args=[page.pk, *form])


def given(client, page, data):
    """The answer to a text or to the bytes of a file."""
    if isinstance(data, str):
        return client.post(address(page), {"text": data})
    return client.post(address(page), {"file": SimpleUploadedFile("plan", data)})


def lines_of(answer):
    """What the browser reads of it."""
    page = answer.text
    return json.loads(
        re.search('id="outline-paper" type="application/json">(.*?)</', page)[1]
    )


def rows_of(answer):
    return [line["row"] for line in lines_of(answer) if "row" in line]


def said(answer):
    """Its words, all spaces alike."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.text)).split())


@pytest.mark.one_database("nothing is written, a text is read in Python")
def test_what_is_understood_is_shown_line_by_line_and_nothing_is_written(stage, as_):
    before = stage.draft().serializable_data()
    answer = given(as_(stage.animator), stage.project, PASTE)
    first, second, third, left = lines_of(answer)
    assert [(row["kind"], row["level"], row["title"]) for row in rows_of(answer)] == [
        ("orientation", 0, "Adapter nos pratiques"),
        ("", 1, "Pratiques pédagogiques à faire évoluer"),
        ("", 2, "Outiller contre l’isolement"),
    ]
    assert [first["said"], second["said"], third["said"], left["rest"]] == [
        line.strip() for line in PASTE.split("\n") if line.strip()
    ]
    assert stage.draft().serializable_data() == before


def merged(book, sheet):
    sheet.merge_cells("A2:B2")


REFUSED = [
    ("", "collez d’abord votre texte"),
    (" \n\t\n", "collez d’abord votre texte"),
    ("- Former\n" * 3_000, "3 000 lignes, c’est trop"),
    ("- Former\n" * 1_500, "1 500 lignes, c’est trop"),
    (
        workbook(["Intitulé", "Texte"], ["Former", ""], change=merged),
        "Cellules A2:B2 : elles sont fusionnées",
    ),
    (workbook(), "ne contient aucun texte"),
    (b"", "Ce fichier"),
    (b"PK\x03\x04 not one", "ne s’ouvre pas"),
    (b"%PDF-1.7 \x00\x01\x02", "ni un classeur .xlsx ni un fichier CSV"),
    (b"a" * 5_000_001, "trop lourd"),
]


@pytest.mark.one_database("a paper is read in Python")
def test_what_cannot_be_read_says_what_to_do(stage, as_):
    client = as_(stage.animator)
    for data, sentence in REFUSED:
        answer = given(client, stage.project, data)
        assert answer.status_code == 200
        assert 'role="alert"' in answer.text, sentence
        assert sentence in said(answer)


PROSE = (
    "Nous avons beaucoup travaillé cette année. Les habitants nous l’ont dit.\n\n"
    "Et puis le monde a changé. Il faut en parler ensemble, avec les partenaires."
)


@pytest.mark.one_database("a paper is read in Python")
def test_prose_is_told_and_kept_whole_to_be_placed(stage, as_):
    answer = given(as_(stage.animator), stage.project, PROSE)
    assert "Aucune ligne de plan n’a été reconnue" in said(answer)
    left = [line["rest"] for line in lines_of(answer)]
    assert left == [line for line in PROSE.split("\n") if line]


@pytest.mark.one_database("a sheet is read in Python")
def test_what_no_column_holds_is_to_be_placed_below_its_own_row(stage, as_):
    sheet = workbook(
        ["Plan de l’année", None],
        ["Niveau", "Intitulé", "Budget"],
        [1, "Former", "300 €"],
        [2, "Aider", None],
    )
    answer = given(as_(stage.animator), stage.project, sheet)
    assert [
        line["rest"] if "rest" in line else line["row"]["title"]
        for line in lines_of(answer)
    ] == ["Plan de l’année", "Former", "Ligne 3, « Budget » : 300 €", "Aider"]
    assert "à placer : « Budget »" in said(answer)
    cells = "Niveau\tIntitulé\tBudget\n1\tFormer\t300 €\n2\tAider\t"
    copied = given(as_(stage.animator), stage.project, cells)
    assert [row["level"] for row in rows_of(copied)] == [0, 1]


def test_what_is_to_be_placed_is_saved_and_no_visitor_reads_it(stage, as_):
    words = "Compte rendu du 12 mars, à placer.\n" * 3_000
    client = as_(stage.animator)
    answer = stage.post(client, stage.rows, outline_rest=words)
    assert answer.status_code == 302
    assert stage.draft().outline_rest == words.strip()
    assert words[:30] in client.get(f"/admin/pages/{stage.project.pk}/edit/").text
    shown = client.get(f"/admin/pages/{stage.project.pk}/view_draft/").text
    assert "Aller vers" in shown
    assert words[:30] not in shown


@pytest.mark.one_database("Python says who may")
def test_only_who_writes_the_document_pastes_or_exports_it(stage, as_):
    centre = CentrePageFactory()
    for page, method, statuses in (
        (address(stage.project), "post", (200, 403)),
        (address(stage.federation), "post", (200, 403)),
        (address(stage.project, "sheet", "csv"), "get", (200, 403)),
        (address(stage.project, "sheet", "pdf"), "get", (404, 403)),
        (address(stage.federation, "sheet", "csv"), "get", (404, 403)),
        (address(centre), "post", (404, 404)),
        (address(stage.project, "sheet", "csv"), "post", (405, 405)),
        (address(stage.project), "get", (405, 405)),
    ):
        for user, status in zip(
            (stage.animator, stage.stranger), statuses, strict=True
        ):
            ask = getattr(as_(user), method)
            answer = ask(page, {"text": "- Former"}, headers=BY_SCRIPT)
            assert answer.status_code == status, (page, method)


def test_the_export_of_a_draft_given_back_changes_nothing(stage, as_):
    group = WorkingGroupPage(title="Impact social", live=False)
    stage.fresh(stage.federation).add_child(instance=group)
    rows = [*stage.rows, Row.new(1, "Un lien", links=[f"page:{group.pk}"])]
    rows[1].number, rows[1].text, rows[1].start_year = "1.10", "=1+1\n- deux", 2026
    client = as_(stage.animator)
    assert stage.post(client, rows).status_code == 302
    group.delete()  # a link that the draft has stays, once its end is gone
    before = stage.draft().serializable_data()["entries"]
    for form in ("xlsx", "csv"):
        file = client.get(address(stage.project, "sheet", form))
        assert "attachment" in file["Content-Disposition"]
        answer = given(client, stage.project, file.content)
        assert stage.post(client, raw=json.dumps(rows_of(answer))).status_code == 302
        assert stage.draft().serializable_data()["entries"] == before


def row_of(project, entry, link):
    values = {name: entry[name] for name in OF_AN_ENTRY if name in entry}
    for name in {"continues", "source"} & set(entry):
        values[name] = str(Documents.identity_of(project, entry[name]))
    links = [link] if entry.get("links") else []
    key = str(identity(project, entry["key"]))
    return Row.from_data(values | {"id": key, "links": links})


@pytest.mark.one_database("a spreadsheet is written and read in Python")
def test_each_document_of_the_demo_comes_back_as_it_was(stage, as_):
    client, link = as_(stage.animator), f"page:{stage.project.pk}"
    projects = [one for data in federations() for one in data["projects"]]
    outlines = [
        [row_of(one["key"], entry, link) for entry in one["entries"]]
        for one in projects
        if one.get("entries")
    ]
    assert len(outlines) >= 4
    for rows in outlines:
        for write in (as_xlsx, as_csv):
            found = rows_of(given(client, stage.project, write(rows)))
            assert not OutlineField().has_changed(rows, json.dumps(found))


def test_the_rows_of_another_document_become_rows_of_this_one(stage, as_):
    """Its identities stay its own, and links that one may not read are left out."""
    foreign = Row.new(0, "Au nord", kind="action", links=["partner:999999"])
    other = stage.document(stage.other, [foreign], title="Projet du Nord")
    client = as_(stage.animator)
    answers = [given(client, stage.project, as_csv([foreign])) for _twice in range(2)]
    (row,), (again,) = map(rows_of, answers)
    assert row["id"] == again["id"] != foreign.id
    assert "1 ligne est d’un autre document" in said(answers[0])
    assert row["links"] == []
    assert "partner:999999" in said(answers[0])
    assert stage.post(client, raw=json.dumps([row])).status_code == 302
    assert [one.id for one in rows_from(stage.draft())] == [row["id"]]
    assert rows_from(FederalProjectPage.objects.get(pk=other.pk))[0].id == foreign.id
    new = rows_of(given(client, stage.federation, as_csv([foreign])))[0]
    assert new["id"] != foreign.id
