"""A real site starts with one command, and again at each deployment."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, Site, Task, Workflow

from config.checks import OTHER_ADDRESS
from home.models import HomePage, SiteSettings, StandardPage, Theme, User
from home.typography import typeset
from initiatives.models import Audience
from network.directory.register import set_up_communes
from network.models import Commune, Territory
from network.setup import WEBMASTERS
from tests.factories import InitiativePageFactory

pytestmark = pytest.mark.django_db


def state():
    return {
        "pages": Page.objects.count(),
        "themes": Theme.objects.count(),
        "audiences": Audience.objects.count(),
        "territories": Territory.objects.count(),
        "tasks": Task.objects.count(),
        "workflows": Workflow.objects.count(),
        "sites": Site.objects.count(),
    }


def test_it_can_run_twice_and_overwrites_nothing():
    call_command("setup_site", verbosity=0)
    before = state()
    HomePage.objects.update(promise="Changée par le webmestre")
    Theme.objects.filter(number=0).update(name="Renommé")
    call_command("setup_site", verbosity=0)
    assert state() == before
    assert HomePage.objects.get().promise == "Changée par le webmestre"
    assert Theme.objects.get(number=0).name == "Renommé"


def test_it_makes_what_the_site_needs():
    call_command("setup_site", verbosity=0)
    assert (Commune.objects.current().count(), set_up_communes()) == (34_875, False)
    assert state() | {"pages": 0} == {
        "pages": 0,
        "themes": 12,
        "audiences": 14,
        "territories": 18 + 101,
        "tasks": 3,
        "workflows": 3,
        "sites": 1,
    }
    assert Territory.objects.get(kind="departement", code="2A").parent.name == "Corse"
    assert not StandardPage.objects.live().exists(), "legal pages start as drafts"


@pytest.mark.one_database("an address is compared, no row is searched for")
@pytest.mark.usefixtures("communes")
def test_pages_say_the_address_that_mails_say(settings):
    def wrong():
        found = run_checks(include_deployment_checks=True)
        return [one.msg for one in found if one.id == OTHER_ADDRESS]

    settings.WAGTAILADMIN_BASE_URL = "https://www.exemple.fr"
    assert wrong() == [], "nothing is set up"
    settings.WAGTAILADMIN_BASE_URL = ""
    call_command("setup_site", verbosity=0)
    settings.WAGTAILADMIN_BASE_URL = "https://www.exemple.fr"
    assert ["setup_site" in sentence for sentence in wrong()] == [True]
    call_command("setup_site", verbosity=0)
    assert wrong() == []
    page = InitiativePageFactory(published=True)
    address = f"https://www.exemple.fr{page.url}"
    shown = Client().get(page.url).content.decode()
    assert f'<link rel="canonical" href="{address}">' in shown
    assert f'<meta property="og:url" content="{address}">' in shown
    assert f'"url": "{address}"' in shown
    assert f'value="{address}" readonly' in shown
    settings.WAGTAILADMIN_BASE_URL = "https://autre.exemple.fr:8443/"
    call_command("setup_site", verbosity=0)
    assert Site.objects.get().hostname == "www.exemple.fr", "an owner's choice stays"
    (sentence,) = wrong()
    assert "www.exemple.fr:443" in sentence
    assert "autre.exemple.fr:8443" in sentence
    settings.WAGTAILADMIN_BASE_URL = "https://exemple.fr:port"
    assert len(wrong()) == 1, "no address is no reason to fail"


@pytest.mark.usefixtures("communes")
def test_the_charter_and_the_help_are_pages_reached_by_their_names(committed):
    """Not « À propos »; once a webmaster names others, or none, it stays so."""
    call_command("setup_site", verbosity=0)
    settings = SiteSettings.objects.get()
    named = (settings.charter_page, settings.proposal_help_page)
    assert [page.url for page in named] == ["/charte/", "/aide/"]
    assert 'href="/charte/"' not in Client().get("/").content.decode(), "a draft"
    with committed():
        for page in named:
            page.specific.save_revision().publish()
    frame = Client().get("/").content.decode()
    for page in named:
        assert f'<li><a href="{page.url}">{page.title}</a></li>' in frame
        assert f"<h1>{typeset(page.title)}" in Client().get(page.url).content.decode()
    SiteSettings.objects.update(charter_page=None)
    call_command("setup_site", verbosity=0)
    assert SiteSettings.objects.get().charter_page is None


@pytest.mark.usefixtures("communes")
def test_it_takes_back_what_nobody_deletes_and_keeps_what_an_owner_added():
    call_command("setup_site", verbosity=0)
    group = Group.objects.get(name=WEBMASTERS)
    before = set(group.permissions.all())
    given = Permission.objects.filter(
        codename__in=["delete_user", "delete_membership", "delete_theme"]
    )
    by_hand = Permission.objects.filter(codename="view_helprequest")
    assert (given.count(), by_hand.count()) == (3, 1)
    group.permissions.add(*given, *by_hand)
    call_command("setup_site", verbosity=0)
    assert set(group.permissions.all()) == before | set(by_hand)


@pytest.mark.usefixtures("communes")
def test_it_invites_a_first_webmaster_by_a_link(capsys):
    call_command("setup_site", "--webmaster", "chef@exemple.test")
    user = User.objects.get(email="chef@exemple.test")
    assert not user.has_usable_password()
    assert user.groups.filter(name=WEBMASTERS).exists()
    assert "/mot-de-passe/" in capsys.readouterr().out


def test_it_refuses_what_is_no_address():
    with pytest.raises(CommandError):
        call_command("setup_site", "--webmaster", "pas une adresse")


def test_e_mail_addresses_are_unique_whatever_their_case():
    from django.db import IntegrityError, transaction

    User.objects.create_user("Nadia@Exemple.test")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("nadia@exemple.test")


def test_no_click_of_a_real_site_waits_for_the_mail_server():
    told = {"SECRET_KEY": "x" * 60, "VOTE_KEYS": "x" * 60}
    told |= {"ALLOWED_HOSTS": "exemple.test"}
    told |= {"WAGTAILADMIN_BASE_URL": "https://exemple.test"}
    told |= {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    mine = {name: os.environ[name] for name in os.environ if name != "TASKS_BACKEND"}
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "from django.conf import settings; print(settings.TASKS)",
        ],
        cwd=settings.BASE_DIR / "site",
        env={**mine, **told},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "django_tasks_db.DatabaseBackend" in found.stdout
