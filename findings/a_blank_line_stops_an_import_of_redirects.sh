#!/usr/bin/env bash
# One would guess: a blank line of a CSV is skipped, as csv.DictReader skips it, or told
# among the lines that could not be taken, as a line with a wrong address is.
# What happens: the preview shows the file, then the import raises IndexError at that line.
# What stands above it is already in, what stands below never comes, and nobody is told
# which is which. A blank last line, as one is easily left, does it too.
# Why it matters here: our webmaster has this import for the addresses of former sites.
# home/admin_views.py takes up nothing of such a file, and says that a line is blank.
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
import csv
from importlib.metadata import version

import django
from django.conf import settings
from django.urls import include, path

settings.configure(
    SECRET_KEY="of this trial only",
    ROOT_URLCONF="__main__",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[
        "wagtail.contrib.redirects",
        "wagtail.users",
        "wagtail.images",
        "wagtail.documents",
        "wagtail.search",
        "wagtail.admin",
        "wagtail",
        "taggit",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    STATIC_URL="/static/",
    USE_TZ=True,
    WAGTAIL_SITE_NAME="Trial",
)
django.setup()

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from wagtail.admin import urls
from wagtail.contrib.redirects.models import Redirect

urlpatterns = [path("admin/", include(urls))]
call_command("migrate", verbosity=0)
setup_test_environment()
client = Client()
client.force_login(User.objects.create_superuser("webmaster"))
ABOVE, BELOW = "/a,https://example.org/a", "/b,https://example.org/b"


def imported(*lines):
    """What the import says, and what is in once it has ended."""
    Redirect.objects.all().delete()
    text = "\n".join(["from,to", *lines, ""])
    start = {"import_file": SimpleUploadedFile("old.csv", text.encode())}
    form = client.post("/admin/redirects/import/", start).context["form"]
    sent = {name: form[name].value() for name in ("import_file_name", "input_format")}
    sent |= {"from_index": "0", "to_index": "1", "permanent": "on"}
    try:
        answer = client.post("/admin/redirects/import/process/", sent)
    except IndexError as error:
        said = type(error).__name__
    else:
        said = "taken"
        if answer.status_code == 200:
            said = answer.context["import_summary"]["errors"]
    return said, sorted(Redirect.objects.values_list("old_path", flat=True))


found = {
    "whole": imported(ABOVE, BELOW),
    "a wrong address": imported(ABOVE, "/c,nowhere", BELOW),
    "blank between": imported(ABOVE, "", BELOW),
    "blank at the end": imported(ABOVE, BELOW, ""),
}
for what, seen in found.items():
    print(f"Wagtail {version('wagtail')}: {what}: {seen}")
rows = list(csv.DictReader(["from,to", ABOVE, "", BELOW]))
assert [row["from"] for row in rows] == ["/a", "/b"]
assert found["whole"] == ("taken", ["/a", "/b"])
(refused,), taken = found["a wrong address"]
assert (refused[0], taken) == ("/c", ["/a", "/b"])
assert found["blank between"] == ("IndexError", ["/a"])
assert found["blank at the end"] == ("IndexError", ["/a", "/b"])
PYTHON
