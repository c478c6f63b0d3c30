"""A webmaster imports a list with faults, sees it advance, corrects, imports again."""

import os

import pytest

from network.centres.changes import save_contact
from network.models import CentrePage
from tests.network.importing.files import file_of

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
GOOD = [[f"Centre n° {n}", "", "25000", "Besançon", "0381000000"] for n in range(297)]
FAULTS = [["Le Lac", "", "62760"], ["Le Port", "123"], ["", "", "37000", "Tours"]]
MENDED = [
    ["Le Lac", "", "62760", "Thièvres (62)"],
    ["Le Port", "", "37000", "Tours"],
    ["Le Canal", "", "37000", "Tours"],
]


@pytest.fixture
def town(settled_crowd):
    """In a site that knows the communes."""
    return settled_crowd


def give(page, rows):
    page.goto("/admin/import-centres/")
    data = file_of(*rows)
    named = {"name": "liste.csv", "mimeType": "text/csv", "buffer": data}
    page.get_by_label("Fichier").set_input_files(named)
    page.get_by_role("button", name="Voir ce qui change").click()


def shot(page, name):
    """Kept where somebody asks for it, to be looked at."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_list_with_faults_is_imported_mended_and_imported_again(town, visit, fits):
    page = visit(town.webmaster, DESK)
    page.get_by_role("link", name="Importer des centres").click()
    shot(page, "import-give-1280")
    give(page, [*GOOD, *FAULTS])
    page.get_by_role("link", name="Refusées (3)").wait_for()
    assert page.get_by_text("Ligne 299").is_visible()
    shot(page, "import-refused-1280")
    page.get_by_role("button", name="Importer", exact=True).click()
    page.get_by_text("Cette page se recharge d’elle-même").wait_for()
    shot(page, "import-progress-1280")
    page.get_by_role("heading", name="L’import est terminé").wait_for()
    shot(page, "import-done-1280")
    assert CentrePage.objects.filter(title__startswith="Centre n°").count() == 297
    changed = CentrePage.objects.get(title="Centre n° 1")
    save_contact(changed, {"phone": "03 81 99 99 99"}, user=town.webmaster)
    phone = visit(town.webmaster)
    give(phone, [[*GOOD[0][:4], "0381111111"], *GOOD[1:], *MENDED])
    phone.get_by_role("link", name="À créer (3)").wait_for()
    assert phone.get_by_role("link", name="Sans changement (295)").is_visible()
    fits(phone)
    shot(phone, "import-change-360")
    phone.get_by_role("link", name="Gardées (1)").click()
    phone.get_by_label("Remplacer par ce que dit le fichier").check()
    fits(phone)
    shot(phone, "import-keep-360")
    phone.get_by_role("button", name="Importer", exact=True).click()
    phone.get_by_role("heading", name="L’import est terminé").wait_for()
    fits(phone)
    phone.get_by_role("link", name="Lire le rapport").click()
    fits(phone)
    shot(phone, "import-report-360")
    assert CentrePage.objects.filter(title="Le Lac", live=True).exists()
    for title, number in (("Centre n° 0", "03 81 11"), ("Centre n° 1", "03 81 00")):
        contact = CentrePage.objects.get(title=title).contact
        assert contact.phone.startswith(number)
    assert CentrePage.objects.filter(title__startswith="Centre n°").count() == 297
