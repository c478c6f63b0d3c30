#!/usr/bin/env bash
# One would guess: `page.rows.filter(pk=…)` answers alike whether the rows come from the
# database or from an edited or previewed page, as `filter(id=…)` and `order_by()` do.
# What happens: from memory, `pk` is no field: filter, exclude and `pk__in` raise
# FieldDoesNotExist, and `reverse()` or `annotate()` do not exist.
# Why it matters here: the rows of a fiche are read from the database on its page and from
# memory in the form, the preview and the committee's comparison. What a test shows on a
# saved page is no proof for a draft; name the column, `id`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "django==5.2.19" "django-modelcluster==6.5"

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
django.setup()

from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Fiche(ClusterableModel):
    class Meta:
        app_label = "finding"


class Partner(models.Model):
    fiche = ParentalKey(Fiche, related_name="partners", on_delete=models.CASCADE)
    name = models.TextField()

    class Meta:
        app_label = "finding"


with connection.schema_editor() as editor:
    editor.create_model(Fiche)
    editor.create_model(Partner)

fiche = Fiche.objects.create()
first = Partner.objects.create(fiche=fiche, name="a school")
second = Partner.objects.create(fiche=fiche, name="a library")
QUERIES = {
    "filter(id=…)": lambda rows: rows.filter(id=first.pk),
    "filter(pk=…)": lambda rows: rows.filter(pk=first.pk),
    "exclude(pk=…)": lambda rows: rows.exclude(pk=second.pk),
    "filter(pk__in=…)": lambda rows: rows.filter(pk__in=[first.pk]),
}


def names(query, rows):
    try:
        return [row.name for row in query(rows)]
    except FieldDoesNotExist as error:
        return f"FieldDoesNotExist: {error}"


saved = Fiche.objects.get(pk=fiche.pk)
edited = Fiche.objects.get(pk=fiche.pk)
edited.partners = [first, second]  # as a form, a preview or a revision sets them
print(f"django-modelcluster {version('django-modelcluster')}, Django {version('django')}")
for spelled, query in QUERIES.items():
    from_database = names(query, saved.partners)
    from_memory = names(query, edited.partners)
    print(f"{spelled}: saved {from_database}; edited {from_memory}")
    assert from_database == ["a school"], spelled
    if "pk" in spelled:
        assert from_memory == "FieldDoesNotExist: Partner has no field named 'pk'", spelled
    else:
        assert from_memory == ["a school"], spelled
for method in ("reverse", "annotate"):
    assert hasattr(saved.partners.all(), method)
    assert not hasattr(edited.partners.all(), method)
PYTHON
