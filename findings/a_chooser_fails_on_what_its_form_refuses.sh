#!/usr/bin/env bash
# One would guess: a form that refuses a value can show itself again with its error, as a
# select does, whatever the value was.
# What happens: a chooser looks the refused value up to show its title. A key of no row is
# shown as no choice; a word raises ValueError while the form is drawn, after its error
# was found: the form's "not one of the available choices" is never seen.
# Why it matters here: "null" in a field of pages, as a script writes it, was a 500 in
# forms of the back office, of the core and ours; network/middleware.py makes it a 400.
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

from django import forms
from django.core.management import call_command
from wagtail.admin import urls
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

urlpatterns = [path("admin/", include(urls))]
call_command("migrate", verbosity=0)


def answer(widget, value):
    """The code of the form's error, and what comes of showing the form again."""

    class PageForm(forms.Form):
        page = forms.ModelChoiceField(Page.objects.all(), widget=widget)

    form = PageForm({"page": value})
    (error,) = form.errors.as_data()["page"]
    try:
        return error.code, "error shown" if error.messages[0] in form.as_p() else "lost"
    except ValueError as fault:
        return error.code, type(fault).__name__


found = {
    (widget.__name__, value): answer(widget, value)
    for widget in (forms.Select, AdminPageChooser)
    for value in ("999", "null")
}
for (widget, value), seen in found.items():
    print(f"Wagtail {version('wagtail')}: {widget}, {value!r}: {seen}")
assert found == {
    ("Select", "999"): ("invalid_choice", "error shown"),
    ("Select", "null"): ("invalid_choice", "error shown"),
    ("AdminPageChooser", "999"): ("invalid_choice", "error shown"),
    ("AdminPageChooser", "null"): ("invalid_choice", "ValueError"),
}
PYTHON
