#!/usr/bin/env bash
# One would guess: saving a page brings its references up to date once, and its rows,
# saved in the same breath, cost a statement each.
# What happens: each row that is saved makes the index read the references of the whole
# page again, all its rows included: a saving of N rows builds N + 1 times the references
# of N rows. A row that refers to nothing does it too, if one of its neighbours may.
# Why it matters here: a fiche has thirty rows and saves itself every four seconds. An
# autosave made 222 queries; home/references.py reads them once, and it makes 124.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "wagtail==8.0.1" "django==5.2.19"

mkdir fair
touch fair/__init__.py
cat > fair/models.py <<'PYTHON'
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page


class StallPage(Page):
    pass


class Neighbour(Orderable):
    stall = ParentalKey(StallPage, related_name="neighbours")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
PYTHON

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=[
        "fair",
        "wagtail.images",
        "wagtail.documents",
        "wagtail.search",
        "wagtail.admin",
        "wagtail",
        "taggit",
        "django.contrib.contenttypes",
        "django.contrib.auth",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    STATIC_URL="/static/",
    USE_TZ=True,
)
django.setup()

from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex

from fair.models import StallPage

call_command("makemigrations", "fair", verbosity=0)
call_command("migrate", verbosity=0)
root, builds = Page.objects.get(depth=1), []
build = ReferenceIndex.create_or_update_for_object.__func__
ReferenceIndex.create_or_update_for_object = classmethod(
    lambda cls, thing: (builds.append(thing), build(cls, thing))[1]
)


def built_by_a_saving(rows):
    stall = root.add_child(instance=StallPage(title=f"Stall with {rows}"))
    for _ in range(rows):
        stall.neighbours.create(page=root)
    stall.save()
    builds.clear()
    StallPage.objects.get(pk=stall.pk).save()  # as it is: no row in memory
    untouched = len(builds)
    again = StallPage.objects.get(pk=stall.pk)
    again.neighbours = list(again.neighbours.all())
    builds.clear()
    again.save()
    assert {thing.pk for thing in builds} == {stall.pk}
    return untouched, len(builds)


found = {rows: built_by_a_saving(rows) for rows in (1, 5, 20)}
print(f"Wagtail {version('wagtail')}: rows: (built without rows, with rows): {found}")
assert found == {1: (1, 2), 5: (1, 6), 20: (1, 21)}
PYTHON
