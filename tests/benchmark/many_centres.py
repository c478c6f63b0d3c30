"""A site with as many centres as asked, in the most populous communes, on any commit.

    .venv/bin/python tests/benchmark/many_centres.py ROOT NUMBER

ROOT: a checkout whose site answers. On its input it reads addresses, a line each, and
answers the CPU of each page in seconds; on SQLite in a temporary folder.
"""

import csv
import os
import sys
import tempfile
import time
from pathlib import Path

COMMUNES = Path(__file__).resolve().parents[2] / "network/data/communes.csv"
KINDS = ("centre", "centre", "evs")
MANAGEMENTS = ("association", "association", "commune", "caf", "")


def _communes(number):
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        known = [line for line in csv.DictReader(file) if not line["now"]]
    return sorted(known, key=lambda line: -int(line["population"]))[:number]


def _page(index, path, number, commune, places):
    """With what this commit knows of a centre: a field that it lacks is left out."""
    from wagtail.models import Locale

    from network.models import CentrePage

    said = {
        "commune": commune["name"],
        "code_insee": commune["code"],
        "postcode": commune["postcodes"].split()[0],
        "departement": places[commune["departement"]],
        "kind": KINDS[number % len(KINDS)],
        "management": MANAGEMENTS[number % len(MANAGEMENTS)],
        "latitude": float(commune["latitude"]),
        "longitude": float(commune["longitude"]),
        "place_precision": commune["precision"],
    }
    names = {field.name for field in CentrePage._meta.get_fields()}
    title, slug = f"Centre social de {commune['name']}", f"centre-{number}"
    return CentrePage(
        path=path,
        depth=index.depth + 1,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=f"{index.url_path}{slug}/",
        locale=Locale.get_default(),
        live=True,
        **{name: value for name, value in said.items() if name in names},
    )


def plant(number):
    """Make `number` centres, live, in bulk, and half as many fiches."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import transaction
    from wagtail.models import Page

    from demo.bulk import make_fiches
    from network import models
    from network.models import CentreIndexPage, CentrePage, Territory

    places = {place.code: place for place in Territory.objects.departements()}
    index = CentreIndexPage.objects.get()
    kind = ContentType.objects.get_for_model(CentrePage)
    with transaction.atomic():
        for count, commune in enumerate(_communes(number), index.numchild + 1):
            path = Page._get_path(index.path, index.depth + 1, count)
            page = _page(index, path, count, commune, places)
            page.content_type = kind
            if hasattr(page, "fold"):
                page.fold()
            names = [field.attname for field in Page._meta.concrete_fields][1:]
            parent = Page(**{name: getattr(page, name) for name in names})
            parent.save_base(raw=True, force_insert=True)
            page.pk = page.id = page.page_ptr_id = parent.pk
            page.save_base(raw=True)
            if hasattr(models, "CentreContact"):
                models.CentreContact.objects.create(centre=page)
    Page.fix_tree()
    make_fiches(number // 2, lambda said: None)
    call_command("rebuild_search", verbosity=0)


def answer(client):
    """One number a line: the CPU of the page asked for, in seconds."""
    for line in sys.stdin:
        start = time.process_time()
        given = client.get(line.strip())
        spent = time.process_time() - start
        assert given.status_code == 200, line
        print(spent, flush=True)


def main(root, number):
    sys.path[:0] = [root, f"{root}/site"]
    os.chdir(root)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db"
        import django

        django.setup()
        from django.core.management import call_command
        from django.test import Client

        from home.setup import set_up_home, set_up_themes
        from initiatives.setup import set_up_audiences
        from network.setup import set_up_indexes, set_up_territories

        call_command("migrate", verbosity=0)
        set_up_indexes(set_up_home())
        set_up_territories()
        set_up_themes()
        set_up_audiences()
        if (Path(root) / "network/directory/register.py").exists():
            from network.directory.register import set_up_communes

            set_up_communes()
        plant(number)
        answer(Client())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
