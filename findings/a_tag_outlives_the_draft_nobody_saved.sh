#!/usr/bin/env bash
# One would guess: on a modelcluster page, `page.tags.add()` waits in memory for `save()`,
# as every other row of the page does (that is what ClusterTaggableManager is for).
# What happens: only the link waits. The Tag itself is created at once, for a page that
# was never saved; nothing removes it when the page is thrown away.
# Why it matters here: the words of a draft, and those of a refused form, stand in the
# table from which everybody's tag field completes. The list of keywords that a visitor
# sees must be read from the links of live pages, never from Tag.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "django==5.2.19" "django-modelcluster==6.5" "django-taggit==6.1.0"

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "taggit", "modelcluster"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
django.setup()

from django.core.management import call_command
from django.db import connection, models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import Tag, TaggedItemBase


class Fiche(ClusterableModel):
    title = models.TextField()
    keywords = ClusterTaggableManager(through="finding.Keyword", blank=True)

    class Meta:
        app_label = "finding"


class Keyword(TaggedItemBase):
    content_object = ParentalKey(
        Fiche, related_name="tagged_items", on_delete=models.CASCADE
    )

    class Meta:
        app_label = "finding"


call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    editor.create_model(Fiche)
    editor.create_model(Keyword)

draft = Fiche(title="never saved")
draft.keywords.add("a word of the draft")
shown = [tag.name for tag in draft.keywords.all()]
del draft

tags = list(Tag.objects.values_list("name", flat=True))
print(f"django-modelcluster {version('django-modelcluster')}, "
      f"django-taggit {version('django-taggit')}")
print(f"pages: {Fiche.objects.count()}, links: {Keyword.objects.count()}, tags: {tags}")
assert shown == ["a word of the draft"]
assert not Fiche.objects.exists() and not Keyword.objects.exists()
assert tags == ["a word of the draft"]
PYTHON
