#!/usr/bin/env bash
# One would guess: a picture opened with formats=["JPEG"] says that its format is JPEG; or,
# as a phone's photo with a second view is an MPO, that MPO must stand in that list.
# What happens: it is opened as JPEG and says MPO, image/mpo, with two frames; what is not
# in the list comes out of it. And "MPO" in the list opens nothing: it is a KeyError.
# Django's form, too, says image/mpo of a .jpg that the browser sent as image/jpeg.
# Why it matters here: a check of `format` against the list of what we read refuses the
# photos of many phones. home/pictures.py asks for JPEG and keeps an MPO as one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "pillow==13.0.0" "django==5.2.19"

venv/bin/python - <<'PYTHON'
import io
from importlib.metadata import version

import django
from django.conf import settings

settings.configure()
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ImageField
from PIL import Image

photo = io.BytesIO()
first, second = (Image.new("RGB", (8, 8), colour) for colour in ("red", "blue"))
first.save(photo, "MPO", save_all=True, append_images=[second])


def opened(*formats):
    photo.seek(0)
    try:
        with Image.open(photo, formats=formats) as picture:
            return picture.format, picture.get_format_mimetype(), picture.n_frames
    except KeyError as error:
        return repr(error)


found = {formats: opened(*formats) for formats in (("JPEG",), ("MPO",), ("PNG", "JPEG"))}
upload = SimpleUploadedFile("photo.jpg", photo.getvalue(), "image/jpeg")
told = ImageField().clean(upload).content_type
print(f"Pillow {version('pillow')}: opened as: {found}")
print(f"Django {version('django')}: image/jpeg is told as {told}")
assert photo.getvalue().startswith(b"\xff\xd8\xff")
assert found == {
    ("JPEG",): ("MPO", "image/mpo", 2),
    ("MPO",): "KeyError('MPO')",
    ("PNG", "JPEG"): ("MPO", "image/mpo", 2),
}
assert told == "image/mpo"
PYTHON
