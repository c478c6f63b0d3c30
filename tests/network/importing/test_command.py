"""`import_centres`: what it writes, what it only says."""

import pytest
from django.core.management import CommandError, call_command

from network.importing.models import CentreImport
from network.models import CentrePage

from .files import ECLUSES, file_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("what it writes is the import's, run on both"),
]


def test_a_dry_run_says_all_and_writes_nothing_and_the_next_does_it(
    settled, tmp_path, capsys
):
    file, report = tmp_path / "liste.csv", tmp_path / "rapport.csv"
    file.write_bytes(file_of(ECLUSES, ["Sans lieu"]))
    call_command("import_centres", str(file), "--dry-run", "--report", str(report))
    said = capsys.readouterr().out
    assert "create: 1" in said
    assert "3. Sans lieu: Écrivez sa commune" in said
    assert "à créer" in report.read_text("utf-8-sig")
    assert not CentreImport.objects.exists()
    assert not CentrePage.objects.filter(title=ECLUSES[0]).exists()
    call_command("import_centres", str(file), "--report", str(report))
    assert CentrePage.objects.get(title=ECLUSES[0]).live
    assert "2;Les Trois Écluses;créé;" in report.read_text("utf-8-sig")
    call_command("import_centres", str(file))
    assert "same: 1" in capsys.readouterr().out


def test_what_cannot_be_read_is_said_in_a_sentence(db, tmp_path):
    file = tmp_path / "liste.csv"
    with pytest.raises(CommandError, match=r"liste\.csv"):
        call_command("import_centres", str(file))
    file.write_bytes(b"Ville;CP\nTours;37000\n")
    with pytest.raises(CommandError, match="nom des centres"):
        call_command("import_centres", str(file))
