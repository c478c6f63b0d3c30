"""A document is taken by its content, and refused in one sentence that helps."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from home.documents import REFUSED, name_of
from home.models import Attachment

OPEN = "application/vnd.oasis.opendocument."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


def zipped(*names, **texts):
    """An archive of these parts; `texts` by the last word of their names."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name in names:
            archive.writestr(name, texts.get(name.split("/")[-1].split(".")[0], "x"))
    return output.getvalue()


PROTECTED = zipped(
    "mimetype",
    "META-INF/manifest.xml",
    mimetype=f"{OPEN}text",
    manifest="<manifest:encryption-data/>",
)
RIGHT = {
    "a.pdf": (b"%PDF-1.7 ...", "a.pdf"),
    "A.PDF": (b"\n%PDF-1.7 ...", "A.PDF"),
    "compte rendu": (b"%PDF-1.7 ...", "compte rendu.pdf"),
    "bilan 3.2024": (b"%PDF-1.7 ...", "bilan 3.2024.pdf"),
    "a.docx": (zipped("word/document.xml"), "a.docx"),
    "b.docx": (b"%PDF-1.7 ...", "b.pdf"),
    "c.doc": (zipped("word/document.xml"), "c.doc.docx"),
    "a.xlsx": (zipped("xl/workbook.xml"), "a.xlsx"),
    "a.pptx": (zipped("ppt/presentation.xml"), "a.pptx"),
    "a.odt": (zipped("mimetype", "content.xml", mimetype=f"{OPEN}text"), "a.odt"),
    "b.odt": (zipped("mimetype", mimetype=f"{OPEN}spreadsheet"), "b.ods"),
}
REFUSED_ONES = {
    "a.doc": OLE,
    "protégé.docx": OLE,
    "protégé.odt": PROTECTED,
    "a.rtf": b"{\\rtf1 bonjour}",
    "a.pdf": b"<html>",
    "autre.docx": zipped("autre.txt"),
    "programme.docx": b"MZ programme",
    "macros.docx": zipped("word/document.xml", "word/vbaProject.bin"),
    "a.html": b"<html>",
    "a.epub": zipped("mimetype", mimetype="application/epub+zip"),
    "sans nom": b"bonjour",
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_document_gets_the_suffix_of_what_it_is(name):
    content, wanted = RIGHT[name]
    assert name_of(SimpleUploadedFile(name, content)) == wanted


@pytest.mark.parametrize("name", REFUSED_ONES)
def test_what_is_no_document_has_no_name(name):
    assert name_of(SimpleUploadedFile(name, REFUSED_ONES[name])) == ""


@pytest.fixture
def doors(world, as_):
    """upload(name, bytes): the answers of the three doors, to who may open each."""
    client = as_(world.webmaster)
    collection = world.fresh(world.centre).collection_id

    def upload(name, content, title="x"):
        def file():
            return SimpleUploadedFile(name, content)

        common = {"title": title, "collection": collection, "tags": ""}
        prefix = "document-chooser-upload"
        chosen = {f"{prefix}-{key}": value for key, value in common.items()}
        return [
            client.post("/admin/documents/add/", common | {"file": file()}),
            client.post("/admin/documents/multiple/add/", common | {"files[]": file()}),
            client.post(
                "/admin/documents/chooser/create/", chosen | {f"{prefix}-file": file()}
            ),
        ]

    return upload


@pytest.mark.one_database("forms say it")
def test_each_door_says_what_is_taken_in_one_sentence(doors):
    for name in ("a.doc", "protégé.docx", "a.rtf", "sans nom"):
        for answer in doors(name, REFUSED_ONES[name]):
            assert answer.status_code == 200
            said = answer.json() if "json" in answer["Content-Type"] else {}
            text = said.get("htmlFragment") or said.get("error_message")
            text = text or answer.content.decode()
            assert text.count(str(REFUSED)) == 1
            assert "extension" not in text
            assert "« »" not in text
    assert not Attachment.objects.exists()
    for answer in doors("a.pdf", b"%PDF-1.7" + bytes(10 * 1024 * 1024)):
        assert "10 Mo au plus" in str(answer.content.decode("unicode_escape"))


@pytest.mark.one_database("forms say it")
def test_each_door_takes_a_right_document_under_a_wrong_name(doors):
    said = [answer.content for answer in doors("b.docx", b"%PDF-1.7 ...")]
    names = [document.filename for document in Attachment.objects.all()]
    assert names == ["b.pdf"] * 3, said


@pytest.mark.one_database("forms say it")
def test_a_file_that_a_refusal_has_lost_is_asked_for_again(doors):
    """« Add several » keeps it on the screen."""
    add, several, chooser = doors("a.pdf", b"%PDF-1.7 ...", title="")
    again = "Choisissez de nouveau ce fichier"
    assert again in add.content.decode()
    assert again in chooser.json()["htmlFragment"]
    assert again not in several.content.decode("unicode_escape")
