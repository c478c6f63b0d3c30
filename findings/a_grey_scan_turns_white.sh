#!/usr/bin/env bash
# One would guess: a grey PNG of 16 bits, as scanners make, gives renditions as one of 8
# bits does; or the library refuses it; or get_rendition_or_not_found() shows it as missing.
# What happens: the upload form takes it and its PNG renditions are right. As WebP or AVIF
# all but black turns white (Pillow cuts the numbers at 255), and as JPEG an OSError gets
# through get_rendition_or_not_found(): the page that shows the picture is a 500.
# Why it matters here: the site shows every picture as WebP, and a scan is an ordinary
# upload. home/pictures.py brings one to 8 bits before it is kept.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "wagtail==8.0.1" "django==5.2.19" "pillow==13.0.0" "willow==1.12.0"

venv/bin/python - <<'PYTHON'
import io
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=[
        "wagtail.images",
        "wagtail.documents",
        "wagtail.search",
        "wagtail.admin",
        "wagtail",
        "taggit",
        "django.contrib.auth",
        "django.contrib.contenttypes",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    STATIC_URL="/static/",
    MEDIA_ROOT="media",
    USE_TZ=True,
)
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image as Pillow
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import Image
from wagtail.images.shortcuts import get_rendition_or_not_found

call_command("migrate", verbosity=0)


def shades(mode, quarter):
    """The shade (of 255) of each rendition of a picture in one dark grey."""
    output = io.BytesIO()
    Pillow.new(mode, (64, 64), quarter).save(output, "PNG")
    upload = SimpleUploadedFile("scan.png", output.getvalue(), "image/png")
    taken = WagtailImageField().clean(upload)
    kept = Image.objects.create(title=mode, file=taken)
    found = {}
    for kind in ("png", "webp", "avif", "jpeg"):
        try:
            rendition = get_rendition_or_not_found(kept, f"width-32|format-{kind}")
        except OSError as error:
            found[kind] = str(error)
            continue
        with rendition.file.open() as file, Pillow.open(file) as picture:
            shade = picture.getpixel((16, 16))
            is_deep = picture.mode.startswith("I")
        shade = shade[0] if isinstance(shade, tuple) else shade
        found[kind] = shade // 256 if is_deep else shade
    return found


eight, sixteen = shades("L", 0x40), shades("I;16", 0x4000)
versions = {name: version(name) for name in ("wagtail", "willow", "pillow")}
print(f"{versions}: a quarter of white, 0x40, in 8 bits: {eight}")
print(f"in 16 bits: {sixteen}")
assert all(abs(shade - 0x40) <= 3 for shade in eight.values())
assert sixteen == {
    "png": 0x40,
    "webp": 255,
    "avif": 255,
    "jpeg": "cannot write mode I;16 as JPEG",
}
PYTHON
