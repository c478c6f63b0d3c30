"""The screens of an import: what they show, who opens them, what they refuse."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from home.models import Work
from network.importing import applying
from network.importing.models import CentreImport
from network.importing.reading.sheets import LIST
from network.models import CentrePage

from .files import ECLUSES, centre_named, file_of, imported

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("screens of rows that the tests of the import write"),
]
GIVE = "/admin/import-centres/"


@pytest.fixture
def client(settled, as_):
    return as_(settled.webmaster)


def given(client, data, name="liste.csv"):
    return client.post(GIVE, {"file": SimpleUploadedFile(name, data)})


def test_a_webmaster_sees_what_changes_then_does_it_page_after_page(
    client, monkeypatch
):
    """Without a worker and without JavaScript: each look at the progress does a piece."""
    monkeypatch.setattr(applying, "PIECE", 2)
    rows = [[f"Centre {n}", "", "25000", "Besançon"] for n in range(3)]
    answer = given(client, file_of(*rows, ["Sans lieu"], names=[*NAMES, "Humeur"]))
    page = client.get(answer.url).content.decode()
    assert "Humeur" in page
    assert "Ligne 5" in page
    assert "À créer (3)" in page
    assert not CentrePage.objects.filter(title="Centre 0").exists()
    answer = client.post(answer.url, {"launch": "1"})
    seen = [client.get(answer.url) for _ in range(2)]
    assert ["Refresh" in one for one in seen] == [True, False]
    assert "2 sur 3" in seen[0].content.decode()
    assert "Une ligne est refusée" in seen[1].content.decode()
    assert client.get("/centres/centre-2/").status_code == 200
    kept = CentreImport.objects.get()
    lines = client.get(reverse("importing:report", args=[kept.pk])).content.decode()
    assert lines.splitlines()[1].startswith("2;Centre 0;créé;")
    assert "refusé" in lines.splitlines()[-1]


NAMES = ["Nom", "SIRET", "CP", "Ville"]


def test_what_is_ticked_is_replaced_and_what_is_the_same_is_not_created(client):
    imported(ECLUSES)
    centre = centre_named(ECLUSES[0])
    centre.contact.phone = "03 81 99 99 99"
    centre.contact.save()
    twin = ["Centre social Les Trois Écluses", "", "25000", "Besançon"]
    answer = given(client, file_of([*ECLUSES[:4], "0381111111"], twin))
    page = client.get(answer.url + "?voir=keep").content.decode()
    kept = CentreImport.objects.first()
    known, new = kept.lines.all()
    assert f'name="tick-{known.pk}" value="phone"' in page
    assert (
        f'name="skip-{new.pk}"'
        in client.get(answer.url + "?voir=create").content.decode()
    )
    forged = {"line": [known.pk, "²", "9" * 30], f"tick-{known.pk}": "phone"}
    assert client.post(answer.url, forged).status_code == 302
    client.post(answer.url, {"line": [new.pk], f"skip-{new.pk}": "on", "launch": "1"})
    client.get(reverse("importing:progress", args=[kept.pk]))
    centre.contact.refresh_from_db()
    assert centre.contact.phone == "03 81 11 11 11"
    assert not CentrePage.objects.filter(title=twin[0]).exists()


def test_a_failed_import_is_said_and_asked_again_and_one_is_stopped(
    client, monkeypatch, caplog
):
    answer = given(client, file_of(ECLUSES))
    answer = client.post(answer.url, {"launch": "1"})
    create = applying.create
    monkeypatch.setattr(applying, "create", None)
    page = client.get(answer.url)
    assert "Une erreur a interrompu" in page.content.decode()
    assert "Refresh" not in page
    monkeypatch.setattr(applying, "create", create)
    client.post(answer.url, {"again": "1"})
    client.post(answer.url, {"stop": "1"})
    assert "arrêté" in client.get(answer.url).content.decode()
    client.post(answer.url, {"again": "1"})
    assert "terminé" in client.get(answer.url).content.decode()
    assert Work.objects.get().state == Work.State.DONE


REFUSED = {
    "no file": ({}, "Choisissez d’abord un fichier"),
    "an image": ({"file": b"\x89PNG\r\n\x1a\n" + b"\0" * 50}, ""),
    "no column of names": ({"file": b"Ville;CP\nTours;37000\n"}, "nom des centres"),
    "no line": ({"file": b"Nom;CP\n"}, "aucun centre"),
    "empty": ({"file": b""}, "vide"),
    "too heavy": ({"file": b"Nom\n" + b"a" * LIST.bytes}, "trop lourd"),
    "two files": ({"file": [b"Nom\nA\n", b"Nom\nB\n"]}, "Un seul fichier"),
}


@pytest.mark.parametrize("posted, why", REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_list_says_why_and_nothing_of_it_stays(client, posted, why):
    found = posted.get("file", [])
    found = found if isinstance(found, list) else [found]
    files = [SimpleUploadedFile("a.csv", data) for data in found]
    answer = client.post(GIVE, {"file": files} if files else {})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Ce fichier n’est pas importé" in page
    assert why in page
    assert not CentreImport.objects.exists()


def test_nobody_but_a_webmaster_imports(settled, client, as_):
    given(client, file_of(ECLUSES))
    kept = CentreImport.objects.get()
    views = ["preview", "launch", "progress", "forget", "report"]
    addresses = [reverse(f"importing:{view}", args=[kept.pk]) for view in views]
    for person in (settled.referent, settled.members[0]):
        other = as_(person)
        for address in [GIVE, *addresses]:
            assert other.get(address).status_code in (302, 403)
            assert other.post(address).status_code in (302, 403)
    assert CentreImport.objects.count() == 1
    assert not Work.objects.exists()
    client.post(reverse("importing:forget", args=[kept.pk]))
    assert not CentreImport.objects.exists()


def test_a_preview_costs_the_same_for_many_lines(client, django_assert_max_num_queries):
    rows = [[f"Centre {n}", "", "25000", "Besançon"] for n in range(60)]
    answer = given(client, file_of(*rows))
    with django_assert_max_num_queries(30):
        client.get(answer.url)
