"""Headers, cookies and doors: what a visitor and an attacker meet."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import HomePage
from tests.factories import (
    InitiativePageFactory,
    StandardPageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "form-action 'self'",
}


def policy(answer):
    return {part.strip() for part in answer["Content-Security-Policy"].split(";")}


@pytest.fixture
def public_addresses(tree):
    fiche = InitiativePageFactory(published=True)
    return [
        "/",
        "/initiatives/",
        "/recherche/?q=caf%C3%A9",
        "/centres/",
        "/federations/",
        fiche.get_parent().get_url(),
        fiche.get_url(),
        "/connexion/",
        "/mot-de-passe/",
        "/inconnue/",
    ]


def test_public_pages_are_strict_and_set_no_cookie(public_addresses):
    for address in public_addresses:
        client = Client()
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        assert policy(answer) >= STRICT, address
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert not client.cookies, address
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]


def test_public_pages_hold_no_inline_code_and_call_nobody(public_addresses):
    for address in public_addresses:
        text = Client().get(address).content.decode()
        assert " style=" not in text, address
        assert "<style" not in text, address
        assert 'src="http' not in text.replace('src="http://testserver', "")


def test_the_back_office_may_be_inline_but_calls_nobody(world, as_):
    answer = as_(world.author).get("/admin/")
    assert "script-src 'self' 'unsafe-inline'" in policy(answer)
    assert "default-src 'none'" in policy(answer)


@pytest.mark.parametrize(
    "address", ["/recherche/?q=%00", "/?x=%00", "/centres/?departement=%ED%A0%80"]
)
def test_what_no_database_stores_is_refused_or_cleaned(tree, client, address):
    assert client.get(address).status_code in (200, 400)


def test_a_pasted_nul_is_dropped_and_the_rest_is_kept(tree, client):
    user = UserFactory(email="nul@exemple.test")
    answer = client.post(
        "/connexion/",
        {"username": "nul\0@exemple.test", "password": "mot de passe"},
        HTTP_SEC_FETCH_SITE="same-origin",
    )
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_long_search_of_the_back_office_is_cut(world, as_):
    client = as_(world.webmaster)
    answer = client.get("/admin/pages/search/", {"q": "mot " * 3000})
    assert answer.status_code == 200
    assert "mot " * 13 not in answer.content.decode()


@pytest.mark.parametrize("digits", [25, 4000, 5000])
@pytest.mark.parametrize(
    "address",
    [
        "/retrait/{}/",
        "/documents/{}/a.pdf",
        "/admin/pages/{}/edit/",
        "/admin/comite/{}/",
        "/admin/centre/personnes/{}/",
        "/admin/fiches/{}/retirer/",
    ],
)
def test_an_endless_number_in_an_address_names_nothing(world, as_, digits, address):
    for user in (world.webmaster, world.members[0]):
        answer = as_(user).get(address.format("1" * digits))
        assert answer.status_code in (404, 403)  # 403: the door of another desk
        assert user is world.members[0] or answer.status_code == 404


def test_health_needs_no_host_and_no_session(client, db):
    assert client.get("/-/live", HTTP_HOST="n'importe.quoi").content == b"ok"
    ready = client.get("/-/ready")
    assert ready.json() == {"database": "ok", "cache": "ok"}


def test_without_its_database_the_site_is_alive_and_not_ready(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("the server is down")

    monkeypatch.setattr(connection, "cursor", fail)
    assert client.get("/-/live").status_code == 200
    answer = client.get("/-/ready")
    assert answer.status_code == 503
    assert "server is down" not in answer.content.decode()


def test_there_is_no_missing_migration(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_errors_speak_french_in_the_frame_of_the_site(world, as_, client):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.author, "network.backends.AccountBackend")
    expired = strict.post("/admin/pages/1/edit/", {})
    assert expired.status_code == 403
    assert "n’est plus valable" in expired.content.decode()
    cut = as_(world.author).post(
        f"/admin/pages/add/initiatives/initiativepage/{world.centre.pk}/",
        {"title": "x"},
    )
    assert cut.status_code == 400
    assert "arrivée incomplète" in cut.content.decode()
    refused = as_(world.author).get("/admin/users/")
    assert refused.status_code in (302, 403)
    assert "n’existe pas" in client.get("/inconnue/").content.decode()


def test_a_failure_of_ours_shows_no_detail(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("secret interne")

    monkeypatch.setattr("home.routing.find_page", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "de notre côté" in answer.content.decode()
    assert "secret interne" not in answer.content.decode()


@pytest.mark.parametrize("host", ["a_b", "x:abc", "", "évil.example", "a" * 300])
def test_an_invalid_host_gets_400(client, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert client.get("/", HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize("host", ["exemple.test:80", "exemple.test:443"])
def test_the_usual_port_in_a_host_is_left_out(tree, client, settings, host):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/connexion/", HTTP_HOST=host)
    assert answer.url == "https://exemple.test/connexion/"


@pytest.mark.parametrize("host", ["exemple.test", "exemple.test:80", "dedans:8080"])
def test_the_forms_of_the_site_are_its_own_whatever_host_a_gateway_writes(
    world, settings, host
):
    """Origin is what the browser shows, Host what the gateway asks."""
    ours, other = "https://exemple.test", "https://autre.test"
    settings.CSRF_TRUSTED_ORIGINS = [ours]
    for origin, login, desk in ((ours, 302, 302), (other, 403, 403)):
        client = Client(enforce_csrf_checks=True)
        sent = {"HTTP_HOST": host, "HTTP_ORIGIN": origin, "secure": True}
        typed = {"username": world.author.email, "password": "mot de passe"}
        assert client.post("/connexion/", typed, **sent).status_code == login
        client.force_login(world.author, settings.AUTHENTICATION_BACKENDS[-1])
        page = client.get("/admin/account/", HTTP_HOST=host, secure=True)
        token = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
        left = client.post("/admin/logout/", token, **sent).status_code
        assert left == desk


def test_no_avatar_can_be_uploaded(world, as_):
    answer = as_(world.author).get("/admin/account/")
    assert answer.status_code == 200
    assert 'type="file"' not in answer.content.decode()


def test_a_voter_is_deactivated_never_deleted(world, submitted, as_):
    world.vote(world.members[0], submitted)
    address = f"/admin/users/delete/{world.members[0].pk}/"
    assert as_(world.superuser).post(address).status_code == 302
    assert type(world.author).objects.filter(pk=world.members[0].pk).exists()
    assert as_(world.webmaster).post(address).status_code in (302, 403)


def test_a_private_page_is_not_in_the_frame(tree, client):
    home = HomePage.objects.get()
    page = StandardPageFactory(parent=home, title="À propos", slug="a-propos")
    assert 'href="/a-propos/"' in client.get("/").content.decode()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    cache.clear()
    assert 'href="/a-propos/"' not in client.get("/").content.decode()
