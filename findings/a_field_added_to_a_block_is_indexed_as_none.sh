#!/usr/bin/env bash
# One would guess: an optional CharBlock added to a StructBlock adds nothing to the search
# index for the blocks written before it existed, as a rich text or a number adds nothing.
# What happens: the old blocks read back with None for it, and None is indexed as the word
# "None", once a block, although a form that leaves the field empty gives "".
# Why it matters here: a fiche is full of structs, and « none » would find each of them on
# the day a field is added. search/documents.py drops that word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "wagtail==8.0.1" "django==5.2.19"

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "taggit",
        "wagtail.images",
        "wagtail.documents",
        "wagtail.search",
        "wagtail",
    ],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    STATIC_URL="/static/",
)
django.setup()

from wagtail import blocks

before = blocks.StructBlock([("quote", blocks.CharBlock())])
after = blocks.StructBlock(
    [
        ("quote", blocks.CharBlock()),
        ("source", blocks.CharBlock(required=False)),
        ("context", blocks.RichTextBlock(required=False)),
        ("year", blocks.IntegerBlock(required=False)),
    ]
)
stored = before.get_prep_value(before.to_python({"quote": "we cook together"}))
old = after.to_python(stored)
left_empty = after.to_python({**stored, "source": ""})
indexed = after.get_searchable_content(old)
print(f"Wagtail {version('wagtail')}: source reads back as {old['source']!r}")
print(f"written before: {indexed}; left empty: {after.get_searchable_content(left_empty)}")
assert old["source"] is None
assert indexed == ["we cook together", "None", ""]
assert after.get_searchable_content(left_empty) == ["we cook together", "", ""]
PYTHON
