#!/usr/bin/env bash
# One would guess: modeladmin draws its own lists, so `list_filter` takes a foreign key on a
# site without django.contrib.admin as it takes a choice; or a system check refuses it.
# What happens: `check` is content, and each opening of the list raises LookupError, "No
# installed app with label 'admin'": the filter asks the admin's site how it orders the
# other model. Wagtail's project template installs that app, so few sites ever see it. A
# filter that answers for its order, or one that only asks if the key is empty, works.
# Why it matters here: the site has no django.contrib.admin, and its registers hang on
# keys (federation, centre, partner): network/registers.py filters by choices alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "wagtail==8.0.1" "django==5.2.19" "wagtail-modeladmin==2.5.0"

mkdir fair
touch fair/__init__.py
cat > fair/models.py <<'PYTHON'
from django.db import models


class Hall(models.Model):
    name = models.CharField(max_length=20)


class Stall(models.Model):
    kind = models.CharField(max_length=9, choices=[("food", "Food"), ("game", "Game")])
    hall = models.ForeignKey(Hall, models.CASCADE, null=True)
PYTHON
cat > fair/wagtail_hooks.py <<'PYTHON'
from django.contrib.admin import EmptyFieldListFilter, RelatedFieldListFilter
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from .models import Stall


class InOrderOfNames(RelatedFieldListFilter):
    def field_admin_ordering(self, field, request, model_admin):
        return ["name"]


class StallAdmin(ModelAdmin):
    model = Stall
    list_display = ["kind", "hall"]


FILTERS = {
    "a choice": "kind",
    "a foreign key": "hall",
    "a key, its order said": ("hall", InOrderOfNames),
    "a key, empty or not": ("hall", EmptyFieldListFilter),
}
modeladmin_register(StallAdmin)
PYTHON
cat > trial.py <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings
from django.urls import include, path

ADMIN = ["django.contrib.admin"] * (sys.argv[1] == "with")
settings.configure(
    SECRET_KEY="of this trial only",
    ROOT_URLCONF="__main__",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[
        "fair",
        "wagtail_modeladmin",
        "wagtail.users",
        "wagtail.images",
        "wagtail.documents",
        "wagtail.search",
        "wagtail.admin",
        "wagtail",
        "taggit",
        *ADMIN,
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
    WAGTAILADMIN_BASE_URL="http://localhost",
)
django.setup()

from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from wagtail.admin import urls

from fair.models import Hall, Stall
from fair.wagtail_hooks import FILTERS, StallAdmin

urlpatterns = [path("admin/", include(urls))]
call_command("makemigrations", "fair", verbosity=0)
call_command("migrate", verbosity=0)
setup_test_environment()
client = Client()
client.force_login(User.objects.create_superuser("webmaster"))
for name in ("North", "South"):
    Stall.objects.create(kind="food", hall=Hall.objects.create(name=name))
Stall.objects.create(kind="game")


def opened(list_filter):
    """What the checks say, then the list: its filters, or the error."""
    StallAdmin.list_filter = [list_filter]
    said = [check.id for check in run_checks()]
    try:
        answer = client.get("/admin/fair/stall/")
    except LookupError as error:
        return said, f"{type(error).__name__}: {error}"
    (shown,) = answer.context["view"].filter_specs
    return said, f"{answer.status_code}, by {shown.title}"


found = {what: opened(list_filter) for what, list_filter in FILTERS.items()}
for what, seen in found.items():
    print(
        f"wagtail-modeladmin {version('wagtail-modeladmin')}, Django {version('django')}, "
        f"{sys.argv[1]} django.contrib.admin: {what}: {seen}"
    )
failing = "LookupError: No installed app with label 'admin'."
assert found == {
    "a choice": ([], "200, by kind"),
    "a foreign key": ([], "200, by hall" if ADMIN else failing),
    "a key, its order said": ([], "200, by hall"),
    "a key, empty or not": ([], "200, by hall"),
}
PYTHON
for installed in with without; do
  venv/bin/python trial.py "$installed"
done
