"""Every public page: light, without a cookie, nothing empty, the same cost at any size."""

import re

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from home.models import HomePage, Picture, Theme
from home.renditions import SPECS, rendition_of
from home.setup import set_up_pages, set_up_themes
from home.templatetags.picture_tags import rendition, weight
from initiatives.models import InitiativePage, InitiativeQuote
from network.models import FederationPage
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    CentrePageFactory,
    FederationPageFactory,
    InitiativePageFactory,
    PictureFactory,
    UserFactory,
    publish,
)

pytestmark = pytest.mark.django_db
PRINTED = pytest.mark.one_database("templates print it")


@pytest.fixture
def site(tree):
    set_up_themes()
    set_up_pages(HomePage.objects.get(), publish=True)


def read(address, status=200):
    response = Client().get(address)
    assert response.status_code == status, address
    return response.content.decode()


def queries_of(address):
    read(address)  # what is read once for all: content types, paths of sites
    with CaptureQueriesContext(connection) as queries:
        read(address)
    return len(queries)


def tell(count, **kwargs):
    picture = PictureFactory()
    for number in range(count):
        page = InitiativePageFactory(
            parent=CentrePageFactory(),
            picture=picture if number % 2 else None,
            **kwargs,
        )
        page.quotes = [InitiativeQuote(text="On y est bien.", consent=True)]
        page.save_revision()
        publish(page)


ADDRESSES = [
    "/",
    "/initiatives/",
    "/recherche/",
    "/recherche/criteres/",
    "/centres/",
    "/federations/",
    "/a-propos/",
    "/connexion/",
    "/mot-de-passe/",
    "/mot-de-passe/envoye/",
    "/mot-de-passe/change/",
]


@PRINTED
@pytest.mark.parametrize("fiches", [0, 3])
def test_a_visitor_gets_no_cookie_and_nothing_empty(site, fiches):
    tell(fiches)
    for address in ADDRESSES:
        response = Client().get(address)
        assert response.status_code == 200, address
        assert not response.cookies, address
        # The login page looks whether one is logged in, and is never kept.
        if address != "/connexion/":
            assert "Cookie" not in response.headers.get("Vary", ""), address
        html = response.content.decode()
        assert "None" not in html, address
        assert html.count("<h1") == 1, address
        is_account = address.startswith(("/connexion", "/mot-de-passe"))
        described = '<meta name="description"' in html
        assert described != is_account or address == "/recherche/", address
        empty = re.search(r"<(ul|ol|dl|p|h2|h3|section|dd)[^>]*>\s*</\1>", html)
        assert not empty, (address, empty)


@COUNTED_ONCE
def test_the_number_of_queries_is_that_of_a_small_site(site):
    addresses = ["/", "/centres/", "/federations/"]
    FederationPageFactory()
    tell(2)
    small = [queries_of(address) for address in addresses]
    assert max(small) <= 10
    tell(6)
    FederationPageFactory()
    assert [queries_of(address) for address in addresses] == small


@COUNTED_ONCE
def test_a_fiche_costs_the_same_whatever_it_tells(site):
    tell(3)
    fiches = InitiativePage.objects.order_by("pk")
    costs = [queries_of(fiche.url) for fiche in fiches]
    # A photo has renditions to read; nothing else may add a query.
    assert max(costs) <= min(costs) + 1 <= 27


@COUNTED_ONCE
def test_a_centre_costs_the_same_with_one_fiche_or_six(site):
    centre = CentrePageFactory()
    InitiativePageFactory(parent=centre, published=True)
    small = queries_of(centre.url)
    for _ in range(5):
        InitiativePageFactory(parent=centre, published=True)
    assert queries_of(centre.url) == small <= 12


def test_an_empty_site_calls_for_the_first_fiche_before_its_themes(site):
    html = read("/")
    assert "Dernières initiatives" not in html
    assert "initiatives racontées" not in html
    assert html.index("Votre centre a une histoire") < html.index("Explorer par")
    assert html.count('class="tile t') == Theme.objects.count() == 12


def test_the_home_page_counts_what_is_published(site):
    tell(3)
    InitiativePageFactory(parent=CentrePageFactory())
    html = read("/")
    assert "3 initiatives racontées" in html
    assert "par 3 centres sociaux" in html
    assert "On y est bien." in html


def test_the_featured_fiche_is_the_editors_choice_and_not_shown_twice(site):
    tell(3)
    home = HomePage.objects.get()
    home.featured_page = InitiativePage.objects.order_by("pk").first()
    home.save()
    html = read("/")
    chosen = home.featured_page.title
    assert html.count(f">{chosen}</a>") == 1 + html.count(f"<p>{chosen}")


def test_a_centre_without_fiche_shows_its_neighbours(site):
    fiche = InitiativePageFactory(parent=CentrePageFactory(), published=True)
    html = read(CentrePageFactory().url)
    assert "Ce centre n’a pas encore raconté d’initiative." in html
    assert fiche.title in html


@PRINTED
def test_a_federation_with_nothing_but_its_name_has_no_empty_block(site):
    federation = FederationPageFactory()
    html = read(FederationPage.objects.get(pk=federation.pk).url)
    assert "En bref" not in html
    assert "Centres adhérents" not in html


@PRINTED
def test_texts_of_people_are_escaped_everywhere(site):
    trap = "<script>x</script>"
    fiche = InitiativePageFactory(
        parent=CentrePageFactory(title=trap, commune=trap),
        title=trap,
        tagline=trap,
        summary=trap,
        published=True,
    )
    for address in ("/", "/initiatives/", fiche.url, fiche.centre.url, "/centres/"):
        assert trap not in read(address)


def test_the_error_page_needs_neither_database_nor_context(django_assert_num_queries):
    with django_assert_num_queries(0):
        html = render_to_string("500.html")
    assert "Quelque chose s’est cassé de notre côté." in html


@PRINTED
def test_a_lost_address_says_where_to_go(site):
    html = read("/nulle-part/", status=404)
    assert "Cette page n’existe pas, ou plus." in html
    assert 'href="/initiatives/"' in html


@PRINTED
def test_a_wrong_password_is_said_once_at_the_top(site):
    response = Client().post(
        "/connexion/",
        {"username": "a@b.example", "password": "x"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    html = response.content.decode()
    assert html.count('role="alert"') == 1
    assert 'value="a@b.example"' in html
    assert "csrfmiddlewaretoken" not in html


def test_a_forgotten_password_is_chosen_again_by_mail(site, committed):
    user = UserFactory(email="samira@demo.example", first_name="Samira")
    with committed():
        Client().post(
            "/mot-de-passe/",
            {"email": user.email},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
    assert "Bonjour Samira," in mail.outbox[0].body
    assert "\n" not in mail.outbox[0].subject
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    response = Client().get(f"/mot-de-passe/{uid}/{token}/", follow=True)
    html = response.content.decode()
    assert "csrfmiddlewaretoken" in html
    assert html.count('type="password"') == 2
    assert "Ce lien ne sert plus" in read("/mot-de-passe/abc/def/")


@PRINTED
def test_a_picture_that_is_withdrawn_or_lost_is_not_shown(db):
    picture = PictureFactory()
    assert rendition(picture, "card").url
    assert rendition("", "card") is None
    picture.file.storage.delete(picture.file.name)
    picture = Picture.objects.get(pk=picture.pk)
    assert rendition_of(picture, "large") is None
    picture.withdrawn_at = "2026-01-01"
    assert rendition(picture, "card") is None


def test_every_size_is_in_a_light_format():
    assert all("format-webp" in spec for spec in SPECS.values())


@pytest.mark.parametrize(
    ("size", "text"),
    [(None, ""), (10, "1 Ko"), (245_300, "245 Ko"), (1_240_000, "1,2 Mo")],
)
def test_the_weight_of_a_file_is_said_in_french(size, text):
    assert weight(size) == text
