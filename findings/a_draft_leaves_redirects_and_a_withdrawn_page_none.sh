#!/usr/bin/env bash
# One would guess: a redirect made by itself is for an address that visitors could know:
# a draft that nobody saw leaves none, a page that was public keeps its own when it moves.
# What happens: each slug that a draft had on its way becomes a permanent redirect, to an
# address that is not there; a public page withdrawn for a while has none when the page
# above it moves, and its old address stays dead once it is online again.
# Why it matters here: a fiche is a draft for long and saves itself with each new title,
# and one may be withdrawn and come back. home/addresses.py asks if it was ever online.
# (Wagtail's issue 12582 tells of the drafts.)
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
import logging
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
logging.disable(logging.CRITICAL)

from django.core.management import call_command
from django.test import Client
from wagtail import urls
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

urlpatterns = [path("", include(urls))]
call_command("migrate", verbosity=0)
home, visitor = Page.objects.get(depth=2), Client()


def made():
    return sorted(Redirect.objects.values_list("old_path", "redirect_page__slug"))


draft = home.add_child(instance=Page(title="Draft", slug="first-title", live=False))
for slug in ("second-title", "third-title"):
    draft.slug = slug
    draft.save()
of_the_draft = made()
answer = visitor.get("/first-title/")
sent_to = answer.status_code, answer.headers.get("Location")
then = visitor.get("/third-title/").status_code
Redirect.objects.all().delete()

section = home.add_child(instance=Page(title="Section", slug="section"))
shown = section.add_child(instance=Page(title="Shown", slug="shown"))
withdrawn = section.add_child(instance=Page(title="Withdrawn", slug="withdrawn"))
withdrawn.save_revision().publish()
Page.objects.get(pk=withdrawn.pk).unpublish()
elsewhere = home.add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
Page.objects.get(pk=section.pk).move(elsewhere, pos="last-child")
of_the_move = made()
back = Page.objects.get(pk=withdrawn.pk)
back.save_revision().publish()
found = {
    name: visitor.get(f"/section/{name}/").status_code for name in ("shown", "withdrawn")
}
print(f"Wagtail {version('wagtail')}: of a draft: {of_the_draft}")
print(f"its first address: {sent_to}, then {then}")
print(f"of a section that moved: {of_the_move}")
print(f"old addresses of the two pages below, both online: {found}")
assert Page.objects.get(pk=back.pk).live and back.url == "/elsewhere/section/withdrawn/"
assert of_the_draft == [
    ("/first-title", "third-title"), ("/second-title", "third-title")
]
assert (sent_to, then) == ((301, "/third-title/"), 404)
assert of_the_move == [("/section", "section"), ("/section/shown", "shown")]
assert found == {"shown": 301, "withdrawn": 404}
PYTHON
